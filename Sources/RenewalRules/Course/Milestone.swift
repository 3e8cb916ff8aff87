/// The place of a mark on a record's time line, with its spelling in notices, SQL and configuration.
///
/// - Source: rules 4.1, D1
public enum Milestone: Hashable, Sendable {
    /// `M-3`: the day three months before expiry.
    case monthsBefore(Int)
    /// `D-7`, `D0`, `D+1`: days around the expiry day.
    case daysAfter(Int)
    /// `S+2M`: two months after an application was filed.
    case monthsAfterFiling(Int)
    /// `R+3M`: three months after examination results.
    case monthsAfterResults(Int)
    /// `R+30D`: days after a reissue was requested.
    case daysAfterRequest(Int)
    /// `N+7D`: days after a credential was renewed.
    case daysAfterRenewal(Int)
    /// `+3D`: days after the event that a notice repeats.
    case daysAfterEvent(Int)
    /// `EVENT`: something recorded, not computed.
    case event

    /// The day of a mark computed from the expiry day; `nil` for marks that depend on another day.
    public func date(expires: CalendarDate) -> CalendarDate? {
        switch self {
        case .monthsBefore(let months): expires.adding(months: -months)
        case .daysAfter(let days): expires.adding(days: days)
        case .monthsAfterFiling, .monthsAfterResults, .daysAfterRequest, .daysAfterRenewal, .daysAfterEvent, .event: nil
        }
    }
}

extension Milestone {
    /// About how many days before expiry the mark lies, with an average month; only good for sorting.
    public var usualLead: Double {
        switch self {
        case .monthsBefore(let months): Double(months) * 30.436_875
        case .daysAfter(let days): Double(-days)
        case .monthsAfterFiling, .monthsAfterResults, .daysAfterRequest, .daysAfterRenewal, .daysAfterEvent, .event: 0
        }
    }
}

extension Milestone: LosslessStringConvertible {
    /// Reads `M-12`, `D-7`, `D0`, `D+30`, `S+2M`, `R+3M`, `R+30D`, `N+7D`, `+3D` or `EVENT`; `nil` for anything else.
    public init?(_ description: String) {
        if description == "EVENT" {
            self = .event
        } else if description == "D0" {
            self = .daysAfter(0)
        } else if let found = Self.spellings.lazy.compactMap({ $0.read(description) }).first {
            self = found
        } else {
            return nil
        }
    }

    public var description: String {
        switch self {
        case .monthsBefore(let months): "M-\(months)"
        case .daysAfter(0): "D0"
        case .daysAfter(let days): days < 0 ? "D\(days)" : "D+\(days)"
        case .monthsAfterFiling(let months): "S+\(months)M"
        case .monthsAfterResults(let months): "R+\(months)M"
        case .daysAfterRequest(let days): "R+\(days)D"
        case .daysAfterRenewal(let days): "N+\(days)D"
        case .daysAfterEvent(let days): "+\(days)D"
        case .event: "EVENT"
        }
    }

    /// How a mark with a count is spelled: what comes before and after it, and the least count.
    private struct Spelling: Sendable {
        let prefix: String
        let suffix: String
        let least: Int
        let mark: @Sendable (Int) -> Milestone

        func read(_ text: String) -> Milestone? {
            guard text.hasPrefix(prefix), text.hasSuffix(suffix) else { return nil }
            let digits = text.dropFirst(prefix.count).dropLast(suffix.count)
            guard (1...4).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
            guard let count = Int(digits), count >= least else { return nil }
            return mark(count)
        }
    }

    private static let spellings = [
        Spelling(prefix: "M-", suffix: "", least: 1, mark: Milestone.monthsBefore),
        Spelling(prefix: "D-", suffix: "", least: 1) { .daysAfter(-$0) },
        Spelling(prefix: "D+", suffix: "", least: 1, mark: Milestone.daysAfter),
        Spelling(prefix: "S+", suffix: "M", least: 1, mark: Milestone.monthsAfterFiling),
        Spelling(prefix: "R+", suffix: "M", least: 1, mark: Milestone.monthsAfterResults),
        Spelling(prefix: "R+", suffix: "D", least: 0, mark: Milestone.daysAfterRequest),
        Spelling(prefix: "N+", suffix: "D", least: 0, mark: Milestone.daysAfterRenewal),
        Spelling(prefix: "+", suffix: "D", least: 1, mark: Milestone.daysAfterEvent),
    ]
}
