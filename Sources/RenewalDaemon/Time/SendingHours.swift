package import RenewalConfig
package import RenewalRules

/// When notices may leave: the date alone decides what is due, the hours only when it is sent.
///
/// - Source: rule D13
package struct SendingHours: Sendable {
    let schedule: ScheduleSettings
    let workdays: WorkdayCalendar
    let calendar: BusinessCalendar

    /// The hours of an office.
    ///
    /// - Throws: ``DaemonError/unknownTimeZone(_:)``
    package init(of settings: Settings) throws(DaemonError) {
        self.init(schedule: settings.schedule, workdays: settings.policy.workdays, calendar: try settings.calendar())
    }

    init(schedule: ScheduleSettings, workdays: WorkdayCalendar, calendar: BusinessCalendar) {
        self.schedule = schedule
        self.workdays = workdays
        self.calendar = calendar
    }

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

    /// The first instant, not before `start`, at which something of a severity may leave.
    package func opening(for severity: Severity, notBefore start: UnixTime) -> UnixTime {
        var instant = start
        for _ in 0..<Self.gatesAhead {
            switch gate(at: instant) {
            case .closed(let until): instant = until
            case .open(let minimum) where severity >= minimum: return instant
            case .open: instant = nextChange(after: instant)
            }
        }
        return instant
    }

    /// How long something of a severity could have left between two instants.
    ///
    /// What waited for longer than ``longestLookBack`` is counted from there.
    ///
    /// - Returns: the time within the sending hours; zero where the second instant is the earlier one
    package func openTime(for severity: Severity, from start: UnixTime, to end: UnixTime) -> Duration {
        var (open, instant) = (Duration.zero, max(start, end - Self.longestLookBack))
        while instant < end {
            instant = opening(for: severity, notBefore: instant)
            guard instant < end else { break }
            let closing = min(nextChange(after: instant), end)
            open += instant.duration(to: closing)
            instant = closing
        }
        return open
    }

    /// Beyond it a wait is long in any case, and each day costs two looks at the calendar.
    package static let longestLookBack: Duration = .seconds(90 * 86_400)
    /// Of each day two gates; an office that sends on one day of the week has one within seven days.
    private static let gatesAhead = 64

    private func opening(of day: CalendarDate) -> UnixTime {
        calendar.instant(atMinute: schedule.sendFrom.minutes, of: day)
    }
}
