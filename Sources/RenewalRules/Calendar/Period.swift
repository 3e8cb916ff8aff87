/// A calendar period: whole months, whole days, or both.
///
/// Months and days do not convert into each other; "three months" is three corresponding days, not ninety days.
///
/// - Source: rules A5, R19, R20, R26
public struct Period: Hashable, Sendable {
    public let months: Int
    public let days: Int

    public init(months: Int = 0, days: Int = 0) {
        self.months = months
        self.days = days
    }

    /// A period of calendar years, as twelve months each.
    public static func years(_ count: Int) -> Period { Period(months: count * 12) }
    /// A period of calendar months.
    public static func months(_ count: Int) -> Period { Period(months: count) }
    /// A period of days.
    public static func days(_ count: Int) -> Period { Period(days: count) }
}

extension Period: LosslessStringConvertible {
    /// Reads `5y`, `3mo` or `30d`: a whole number up to 9999 and one unit.
    public init?(_ description: String) {
        let digits = description.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 4, let count = Int(digits) else { return nil }
        switch description.dropFirst(digits.count) {
        case "y": self = .years(count)
        case "mo": self = .months(count)
        case "d": self = .days(count)
        default: return nil
        }
    }

    /// The shortest spelling: `5y`, `3mo`, `30d`, or both parts as `3mo 30d`.
    public var description: String {
        let monthText = months.isMultiple(of: 12) ? "\(months / 12)y" : "\(months)mo"
        switch (months, days) {
        case (0, _): return "\(days)d"
        case (_, 0): return monthText
        default: return "\(monthText) \(days)d"
        }
    }
}
