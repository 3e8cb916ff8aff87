package import RenewalRules

/// When an event happened, who records it, and the policy that it is judged by.
package struct RecordingContext: Sendable {
    /// The day of the event in the business time zone.
    package let day: CalendarDate
    /// Today in the business time zone; no event lies after it.
    package let today: CalendarDate
    /// The instant at which it is recorded.
    package let now: UnixTime
    /// Who records it, as the history names them.
    package let recorder: String
    package let policy: RenewalPolicy
    /// How far business time is ahead of UTC at an instant (rule A12).
    package let utcOffset: @Sendable (UnixTime) -> Duration

    package init(
        day: CalendarDate,
        today: CalendarDate,
        now: UnixTime,
        recorder: String,
        policy: RenewalPolicy,
        utcOffset: @escaping @Sendable (UnixTime) -> Duration
    ) {
        self.day = day
        self.today = today
        self.now = now
        self.recorder = recorder
        self.policy = policy
        self.utcOffset = utcOffset
    }

    /// The instant of the event: now or, for an earlier day, its first moment.
    var instant: UnixTime {
        guard day != today else { return now }
        let midnight = UnixTime(seconds: Int64(day.dayNumber) * 86_400)
        let guess = midnight - utcOffset(midnight)
        let instant = midnight - utcOffset(guess)
        // Where the clocks skip midnight, it may lie on the day before.
        return instant.day(utcOffset: utcOffset(instant)) == day ? instant : guess
    }
}
