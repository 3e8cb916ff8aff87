/// When the registry is scanned and when notices may leave, all in the business time zone.
package struct ScheduleSettings: Hashable, Sendable {
    /// The first scan of a day; before 24:00.
    package var scanAt = TimeOfDay(hours: 8, minutes: 30)
    /// The interval of further scans, which find later changes.
    package var rescanEvery: Duration = .seconds(3600)
    /// Start of the sending hours.
    package var sendFrom = TimeOfDay(hours: 9)
    /// End of the sending hours, exclusive and later than their start.
    package var sendUntil = TimeOfDay(hours: 18)
    /// ISO weekdays, 1 = Monday … 7 = Sunday; never empty.
    package var sendDays: Set<Int> = [1, 2, 3, 4, 5, 6, 7]
}
