/// When the registry is scanned and when notices may leave, all in the business time zone.
package struct ScheduleSettings: Hashable, Sendable {
    /// The days on which everything may leave; on others only what is urgent or critical.
    package enum SendDays: Hashable, Sendable {
        /// ISO weekdays, 1 = Monday … 7 = Sunday; never empty.
        case weekdays(Set<Int>)
        /// Working days by the calendar of the rules, make-up Saturdays and Sundays included.
        case workdays
    }

    /// The first scan of a day; before 24:00.
    package var scanAt = TimeOfDay(hours: 8, minutes: 30)
    /// The interval of further scans, which find later changes.
    package var rescanEvery: Duration = .seconds(3600)
    /// Start of the sending hours.
    package var sendFrom = TimeOfDay(hours: 9)
    /// End of the sending hours, exclusive and later than their start.
    package var sendUntil = TimeOfDay(hours: 18)
    /// Every day, unless the office says otherwise.
    package var sendDays: SendDays = .weekdays([1, 2, 3, 4, 5, 6, 7])
    /// The days off in a row after which everything leaves although nobody works, 1…31; for ``SendDays/workdays``.
    package var sendLatestAfterDays = 3
    /// The stretch after the first instant at which a notice may leave, in a minute of which it does; zero for at once.
    package var spread: Duration = .zero
}
