import RenewalConfig
import RenewalRules

/// When notices may leave: the date alone decides what is due, the hours only when it is sent.
///
/// - Source: rule D13
struct SendingHours: Sendable {
    let schedule: ScheduleSettings
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
        return .open(minimum: schedule.sendDays.contains(day.weekday) ? .info : .urgent)
    }

    /// When the gate next changes after `now`.
    func nextChange(after now: UnixTime) -> UnixTime {
        let day = calendar.day(of: now)
        if case .closed(let until) = gate(at: now) { return until }
        return calendar.instant(atMinute: schedule.sendUntil.minutes, of: day)
    }

    private func opening(of day: CalendarDate) -> UnixTime {
        calendar.instant(atMinute: schedule.sendFrom.minutes, of: day)
    }
}
