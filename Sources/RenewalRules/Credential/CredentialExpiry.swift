/// The last whole valid day of a credential, the window before it, and problems in the data.
///
/// - Source: rules R60, R61, R62, R63, A4, A12, A12b, D4
public struct CredentialExpiry: Hashable, Sendable {
    /// What the administrator should look at.
    public enum Problem: String, Hashable, Sendable, CaseIterable {
        /// The record determines no expiry, though every credential has one (rule R60).
        case missing
        /// The printed and the computed expiry differ by more than the tolerance; the printed one is used.
        case mismatch
        /// The expiry lies before the day of issue.
        case beforeStart = "before_start"
        /// The term is not one, two or three years (rule R62).
        case unusualTerm = "unusual_term"
        /// The term is longer than three years, a risk to the key (rule R63).
        case longTerm = "long_term"
    }

    /// The last valid day, inclusive; `nil` when the record does not determine it.
    public let date: CalendarDate?
    /// The days before the expiry; the window opens at most half a term ahead.
    public let window: RenewalWindow?
    public let problems: [Problem]
    public let rules: [RuleID]

    /// Determines the expiry of a credential.
    ///
    /// - Parameters:
    ///   - credential: the record as it stands now
    ///   - utcOffset: how far business time is ahead of UTC at `notAfter`, at most a day either way
    ///   - policy: the figures of the rules
    public init(of credential: ElectronicCredential, utcOffset: Duration, policy: RenewalPolicy) {
        let lastWholeDay = credential.notAfter.map { $0.lastWholeDay(utcOffset: utcOffset) }
        let computed = lastWholeDay ?? Self.termEnd(of: credential, policy: policy)
        date = (credential.validUntil ?? computed)?.lastValidDay(policy: policy)
        window = date.map { expires in
            var policy = policy
            policy.earliest = Self.earlyWindow(term: credential.term, policy: policy)
            return RenewalWindow(expires: expires, policy: policy)
        }
        problems = Self.problems(of: credential, computed: computed, policy: policy)
        if credential.validUntil != nil {
            rules = ["A4"]
        } else if lastWholeDay != nil {
            rules = ["A12"]
        } else {
            rules = computed == nil ? ["D4"] : ["R62", "A4", "A5"]
        }
    }

    /// The end of the term, by the same convention as for a registration.
    private static func termEnd(of credential: ElectronicCredential, policy: RenewalPolicy) -> CalendarDate? {
        guard let term = credential.term else { return nil }
        let asRegistered = Registration(id: credential.id, validFrom: credential.issuedOn, term: term)
        return Expiry(of: asRegistered, policy: policy).date
    }

    /// Half the term, at most the policy's earliest; an unrecorded term counts as the shortest usual one.
    ///
    /// - Source: rule A12b
    private static func earlyWindow(term: Period?, policy: RenewalPolicy) -> Period {
        let term = term ?? .years(1)
        guard term.months > 0 else { return .days(max(0, term.days / 2)) }
        return .months(min(policy.earliest.months, term.months / 2))
    }

    private static func problems(
        of credential: ElectronicCredential,
        computed: CalendarDate?,
        policy: RenewalPolicy
    ) -> [Problem] {
        var problems: [Problem] = []
        if let term = credential.term {
            if ![.years(1), .years(2), .years(3)].contains(term) { problems.append(.unusualTerm) }
            if term.months > 36 || (term.months == 36 && term.days > 0) { problems.append(.longTerm) }
        }
        guard let date = credential.validUntil ?? computed else { return [.missing] + problems }
        if let start = credential.issuedOn, date < start { problems.append(.beforeStart) }
        if let computed, abs(date.days(until: computed)) > policy.expiryToleranceDays { problems.append(.mismatch) }
        return problems
    }
}

extension UnixTime {
    /// The last local day that ends no later than one second after this instant.
    ///
    /// The day of `not_after` plus one second is the first incomplete one: one formula for 15:59:59Z, 16:00:00Z and odd
    /// hours.
    ///
    /// - Source: rule A12
    func lastWholeDay(utcOffset: Duration) -> CalendarDate {
        (self + .seconds(1)).day(utcOffset: utcOffset).adding(days: -1)
    }
}
