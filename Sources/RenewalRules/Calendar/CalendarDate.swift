/// A day of the Gregorian calendar without a time or zone, from 0001-01-01 to 9999-12-31.
///
/// All arithmetic starts from this value, never from "today", and stays inside that range: a result beyond it is the
/// first or last day of the range.
///
/// - Source: rules D1, A5, A6, V18; Civil Code art. 200–204
public struct CalendarDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before it.
    public let dayNumber: Int32

    public static let first = CalendarDate(dayNumber: -719_162)
    public static let last = CalendarDate(dayNumber: 2_932_896)

    /// Makes the day that lies `dayNumber` days after 1970-01-01, clamped to the range of the type.
    public init(dayNumber: Int) {
        self.dayNumber = Int32(min(max(dayNumber, -719_162), 2_932_896))
    }

    /// Makes a day from its parts; `nil` for a day that does not exist.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Self.daysIn(month: month, year: year) else { return nil }
        self.init(dayNumber: Self.dayNumber(year: year, month: month, day: day))
    }

    /// Year, month (1…12) and day (1…31).
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// Day of the week, 1 = Monday … 7 = Sunday (ISO 8601).
    public var weekday: Int {
        let offset = (Int(dayNumber) + 3) % 7
        return (offset < 0 ? offset + 7 : offset) + 1
    }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    /// Whole days from this day to `other`; negative when `other` is earlier.
    public func days(until other: CalendarDate) -> Int {
        Int(other.dayNumber) - Int(dayNumber)
    }

    /// The day `days` later (earlier when negative).
    public func adding(days: Int) -> CalendarDate {
        CalendarDate(dayNumber: Int(dayNumber) + days)
    }

    /// The corresponding day `months` later (earlier when negative).
    ///
    /// A month without the corresponding day gives its last day; month ends are not remembered.
    ///
    /// - Source: rule A5
    public func adding(months: Int) -> CalendarDate {
        let (year, month, day) = parts
        let count = year * 12 + month - 1 + months
        guard count >= 12 else { return .first }
        guard count < 120_000 else { return .last }
        let (newYear, newMonth) = (count / 12, count % 12 + 1)
        let newDay = min(day, Self.daysIn(month: newMonth, year: newYear))
        return CalendarDate(dayNumber: Self.dayNumber(year: newYear, month: newMonth, day: newDay))
    }

    /// The day one period later: months first (clamped), then days.
    public func adding(_ period: Period) -> CalendarDate {
        adding(months: period.months).adding(days: period.days)
    }

    /// The day one period earlier: months first (clamped), then days.
    public func subtracting(_ period: Period) -> CalendarDate {
        adding(months: -period.months).adding(days: -period.days)
    }

    private static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
