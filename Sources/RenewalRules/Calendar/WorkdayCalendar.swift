/// The days on which offices work: Monday to Friday, minus days off, plus make-up days at weekends.
///
/// China moves working days around its holidays by yearly decree, so the days are data.
///
/// - Source: rule A7
public struct WorkdayCalendar: Hashable, Sendable {
    /// Weekdays on which nobody works.
    public var daysOff: Set<CalendarDate>
    /// Saturdays and Sundays that are worked instead.
    public var makeUpDays: Set<CalendarDate>

    public init(daysOff: Set<CalendarDate> = [], makeUpDays: Set<CalendarDate> = []) {
        self.daysOff = daysOff
        self.makeUpDays = makeUpDays
    }

    /// Tells whether offices work on a day.
    public func isWorkday(_ day: CalendarDate) -> Bool {
        if makeUpDays.contains(day) { return true }
        return day.weekday <= 5 && !daysOff.contains(day)
    }

    /// The last working day that is not after `day`.
    ///
    /// A calendar with more than a year of days off gives `day` itself.
    public func lastWorkday(notAfter day: CalendarDate) -> CalendarDate {
        (0...366).lazy.map { day.adding(days: -$0) }.first(where: isWorkday) ?? day
    }
}

extension RenewalPolicy {
    /// The working day to advise for a deadline on `day`; `nil` when that is the day itself or the policy gives no such
    /// advice.
    ///
    /// - Source: rule A7
    public func advisedDay(for day: CalendarDate) -> CalendarDate? {
        guard holidayRoll == .previousWorkday else { return nil }
        let workday = workdays.lastWorkday(notAfter: day)
        return workday == day ? nil : workday
    }
}
