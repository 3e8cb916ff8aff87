/// The last valid day of a registration, and problems in the data it was determined from.
///
/// - Source: rules A4, D4
public struct Expiry: Hashable, Sendable {
    /// What the administrator should look at.
    public enum Problem: String, Hashable, Sendable, CaseIterable {
        /// Neither an expiry nor a start is recorded.
        case missing
        /// The printed and the computed expiry differ by more than the tolerance; the printed one is used.
        case mismatch
        /// The expiry lies before the start of validity.
        case beforeStart = "before_start"
    }

    /// The last valid day, inclusive; `nil` when the record does not determine it.
    public let date: CalendarDate?
    public let problems: [Problem]
    public let rules: [RuleID]

    public init(of registration: Registration, policy: RenewalPolicy) {
        let computed = registration.validFrom.map {
            Self.end(of: registration.term ?? policy.term, from: $0, convention: policy.expiryConvention)
        }
        date = (registration.validUntil ?? computed)?.lastValidDay(policy: policy)
        rules = registration.validUntil != nil ? ["A4"] : computed != nil ? ["R26", "A4", "A5"] : ["D4"]
        problems = Self.problems(registration: registration, computed: computed, policy: policy)
    }

    private static func end(
        of term: Period,
        from start: CalendarDate,
        convention: ExpiryConvention
    ) -> CalendarDate {
        let anniversary = start.adding(term)
        return convention == .dayBefore ? anniversary.adding(days: -1) : anniversary
    }

    private static func problems(
        registration: Registration,
        computed: CalendarDate?,
        policy: RenewalPolicy
    ) -> [Problem] {
        guard let date = registration.validUntil ?? computed else { return [.missing] }
        var problems: [Problem] = []
        if let start = registration.validFrom, date < start { problems.append(.beforeStart) }
        if let computed, abs(date.days(until: computed)) > policy.expiryToleranceDays { problems.append(.mismatch) }
        return problems
    }
}

extension CalendarDate {
    /// The last valid day when this day is printed as the expiry.
    ///
    /// - Source: rule A3
    func lastValidDay(policy: RenewalPolicy) -> CalendarDate {
        policy.expiryDay == .inclusive ? self : adding(days: -1)
    }
}
