/// The days on which offices work: Monday to Friday, minus days off, plus make-up days at weekends.
///
/// China moves working days around its holidays by yearly decree, so the days are data: ``decreed`` and what an office
/// adds to it.
///
/// - Source: rule A7
public struct WorkdayCalendar: Hashable, Sendable {
    /// Days on which nobody works; a Saturday or Sunday is one without being listed.
    public private(set) var daysOff: Set<CalendarDate>
    /// Saturdays and Sundays that are worked, and weekdays that are although others are off.
    public private(set) var makeUpDays: Set<CalendarDate>

    /// Makes a calendar of days none of which is in both sets; one that is counts as worked.
    public init(daysOff: Set<CalendarDate> = [], makeUpDays: Set<CalendarDate> = []) {
        self.daysOff = daysOff.subtracting(makeUpDays)
        self.makeUpDays = makeUpDays
    }

    /// Adds days that go before those known so far: a holiday can be worked, a make-up day can be off.
    public mutating func amend(daysOff: Set<CalendarDate>, makeUpDays: Set<CalendarDate>) {
        self = WorkdayCalendar(
            daysOff: self.daysOff.union(daysOff),
            makeUpDays: self.makeUpDays.subtracting(daysOff).union(makeUpDays)
        )
    }

    /// Tells whether offices work on a day.
    public func isWorkday(_ day: CalendarDate) -> Bool {
        if makeUpDays.contains(day) { return true }
        return day.weekday <= 5 && !daysOff.contains(day) && !day.isStatutoryHoliday
    }

    /// The last working day that is not after `day`.
    ///
    /// A calendar with more than a year of days off gives `day` itself.
    public func lastWorkday(notAfter day: CalendarDate) -> CalendarDate {
        (0...366).lazy.map { day.adding(days: -$0) }.first(where: isWorkday) ?? day
    }

    /// Whether the decree of a year is known; of another year only the weekends and the holidays with a fixed date are.
    public func knowsHolidays(of year: Int) -> Bool { daysOff.contains { $0.parts.year == year } }
}

extension CalendarDate {
    /// New Year, Labour Day and National Day, which are days off in every year; the other holidays follow the moon or the
    /// sun, and what is swapped around all of them is decreed.
    ///
    /// - Source: 全国年节及纪念日放假办法, article 2, as of 1 January 2025
    fileprivate var isStatutoryHoliday: Bool {
        switch (parts.month, parts.day) {
        case (1, 1), (5, 1...2), (10, 1...3): true
        default: false
        }
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
