import RenewalRules

/// Notices a wall clock that is set while the daemon runs, by the time since the machine started, which cannot be.
struct ClockWatch {
    /// A step that no change of clocks explains: time services correct seconds, people time zones.
    static let allowedStep: Duration = .seconds(12 * 3600)

    private var wall: UnixTime
    private var sinceBoot: Duration

    init(_ clock: some Clock) {
        wall = clock.now
        sinceBoot = clock.sinceBoot
    }

    /// Whether the last look was at or after an instant.
    func hasSeen(_ instant: UnixTime) -> Bool { wall >= instant }

    /// Looks again.
    ///
    /// - Returns: what happened, in words for a person, when the clock was moved since the last look
    mutating func step(_ clock: some Clock) -> String? {
        let expected = wall + (clock.sinceBoot - sinceBoot)
        self = ClockWatch(clock)
        let step = expected.duration(to: wall)
        guard abs(step.components.seconds) > Self.allowedStep.components.seconds else { return nil }
        let direction = step < .zero ? "back" : "forward"
        return "the clock was set \(direction) from \(expected.rfc3339) to \(wall.rfc3339) while running"
    }
}
