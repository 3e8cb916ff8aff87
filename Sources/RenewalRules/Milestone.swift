/// A mark on a record's time line, spelled as in notices, SQL and configuration.
///
/// - Source: rules 4.1, D1
public enum Milestone: Hashable, Sendable {
    /// `M-3`: the day three months before expiry.
    case monthsBefore(Int)
    /// `D-7`, `D0`, `D+1`: days around the expiry day.
    case daysAfter(Int)
    /// `S+2M`: two months after an application was filed.
    case monthsAfterFiling(Int)
    /// `EVENT`: something recorded, not computed.
    case event

    /// The day of a mark computed from the expiry day; `nil` for marks that hang on another day.
    public func date(expires: CalendarDate) -> CalendarDate? {
        switch self {
        case .monthsBefore(let months): expires.adding(months: -months)
        case .daysAfter(let days): expires.adding(days: days)
        case .monthsAfterFiling, .event: nil
        }
    }
}

extension Milestone: LosslessStringConvertible {
    /// Reads `M-12`, `D-7`, `D0`, `D+30`, `S+2M` or `EVENT`; `nil` for anything else.
    public init?(_ description: String) {
        if description == "EVENT" {
            self = .event
        } else if description == "D0" {
            self = .daysAfter(0)
        } else if let months = Self.count(in: description, after: "M-", before: "") {
            self = .monthsBefore(months)
        } else if let days = Self.count(in: description, after: "D-", before: "") {
            self = .daysAfter(-days)
        } else if let days = Self.count(in: description, after: "D+", before: "") {
            self = .daysAfter(days)
        } else if let months = Self.count(in: description, after: "S+", before: "M") {
            self = .monthsAfterFiling(months)
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
        case .event: "EVENT"
        }
    }

    private static func count(in text: String, after prefix: String, before suffix: String) -> Int? {
        guard text.hasPrefix(prefix), text.hasSuffix(suffix) else { return nil }
        let digits = text.dropFirst(prefix.count).dropLast(suffix.count)
        guard (1...4).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        guard let count = Int(digits), count > 0 else { return nil }
        return count
    }
}
