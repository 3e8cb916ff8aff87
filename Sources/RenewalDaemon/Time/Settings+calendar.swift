package import RenewalConfig
package import RenewalRules

extension Settings {
    /// The calendar of the business time zone.
    ///
    /// - Throws: ``DaemonError/unknownTimeZone(_:)`` when the system no longer knows the zone
    package func calendar() throws(DaemonError) -> BusinessCalendar {
        try BusinessCalendar(timeZone: timeZone)
    }

    /// When notices may leave.
    ///
    /// - Throws: ``DaemonError/unknownTimeZone(_:)`` when the system no longer knows the zone
    package func sendingHours() throws(DaemonError) -> SendingHours {
        SendingHours(schedule: schedule, workdays: policy.workdays, calendar: try calendar())
    }
}

extension ScheduleSettings {
    /// When the registry is scanned next.
    ///
    /// - Parameters:
    ///   - instant: the end of the pass before
    ///   - calendar: of the business time zone
    /// - Returns: a later instant
    package func nextScan(after instant: UnixTime, in calendar: BusinessCalendar) -> UnixTime {
        let day = calendar.day(of: instant)
        let daily = [day, day.adding(days: 1)].map { calendar.instant(atMinute: scanAt.minutes, of: $0) }
        return ([instant + rescanEvery] + daily.filter { $0 > instant }).min() ?? instant + rescanEvery
    }
}
