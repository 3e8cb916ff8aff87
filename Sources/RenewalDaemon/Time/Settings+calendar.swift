package import RenewalConfig

extension Settings {
    /// The calendar of the business time zone.
    ///
    /// - Throws: ``DaemonError/unknownTimeZone(_:)`` when the system no longer knows the zone
    package func calendar() throws(DaemonError) -> BusinessCalendar {
        try BusinessCalendar(timeZone: timeZone)
    }
}
