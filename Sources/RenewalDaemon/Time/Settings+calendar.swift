package import RenewalConfig

extension Settings {
    /// The calendar of the business time zone.
    ///
    /// - Throws: ``DaemonError/unknownTimeZone(_:)`` when the system no longer knows the zone
    package func calendar() throws(DaemonError) -> BusinessCalendar {
        guard let calendar = BusinessCalendar(timeZone: timeZone) else { throw .unknownTimeZone(timeZone) }
        return calendar
    }
}
