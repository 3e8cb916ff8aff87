import RenewalConfig
package import RenewalRules

/// When notices may leave: the date alone decides what is due, the hours only when it is sent.
///
/// - Source: rule D13
package struct SendingHours: Sendable {
    let schedule: ScheduleSettings
    let workdays: WorkdayCalendar
    let calendar: BusinessCalendar

    /// What may leave now.
    enum Gate: Hashable {
        /// Everything of this severity or above.
        case open(minimum: Severity)
        /// Nothing before this instant.
        case closed(until: UnixTime)
    }

    /// Urgent and critical notices leave on any day within the hours, the others on sending days.
    func gate(at now: UnixTime) -> Gate {
        let day = calendar.day(of: now)
        let minute = calendar.minuteOfDay(of: now)
        if minute < schedule.sendFrom.minutes { return .closed(until: opening(of: day)) }
        if minute >= schedule.sendUntil.minutes { return .closed(until: opening(of: day.adding(days: 1))) }
        return .open(minimum: isSendingDay(day) ? .info : .urgent)
    }

    /// Whether everything may leave on a day: a sending day, or a day off after so many in a row that what is planned
    /// on the first of them has waited for as long as it may.
    private func isSendingDay(_ day: CalendarDate) -> Bool {
        switch schedule.sendDays {
        case .weekdays(let days): return days.contains(day.weekday)
        case .workdays:
            let daysOff = workdays.lastWorkday(notAfter: day).days(until: day)
            return daysOff == 0 || daysOff > schedule.sendLatestAfterDays
        }
    }

    /// When the gate next changes after `now`.
    func nextChange(after now: UnixTime) -> UnixTime {
        let day = calendar.day(of: now)
        if case .closed(let until) = gate(at: now) { return until }
        return calendar.instant(atMinute: schedule.sendUntil.minutes, of: day)
    }

    /// The next instant at which something may leave; `now` when it may at once.
    ///
    /// - Parameters:
    ///   - isUrgent: whether it is urgent or critical
    ///   - now: the instant it is asked for
    /// - Returns: that instant, or a later one
    package func opening(forUrgent isUrgent: Bool, after now: UnixTime) -> UnixTime {
        let today = calendar.day(of: now)
        // Never more days off in a row than a year has.
        for day in (0...366).map({ today.adding(days: $0) }) where isUrgent || isSendingDay(day) {
            let (opens, closes) = (opening(of: day), calendar.instant(atMinute: schedule.sendUntil.minutes, of: day))
            if now < closes { return max(opens, now) }
        }
        return now
    }

    private func opening(of day: CalendarDate) -> UnixTime {
        calendar.instant(atMinute: schedule.sendFrom.minutes, of: day)
    }
}
