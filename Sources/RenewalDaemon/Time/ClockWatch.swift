import RenewalRules

/// Notices when the wall clock is set while the daemon runs, by comparing it with the time since the machine started.
struct ClockWatch {
    /// Larger than any legitimate correction: time services adjust by seconds, people by time zones.
    static let allowedStep: Duration = .seconds(12 * 3600)

    private var wall: UnixTime
    private var sinceBoot: Duration

    init(_ clock: some Clock) {
        wall = clock.now
        sinceBoot = clock.sinceBoot
    }

    /// Whether the clock had reached an instant at the last look.
    func hasSeen(_ instant: UnixTime) -> Bool { wall >= instant }

    /// Looks again.
    ///
    /// - Returns: a description for a person when the clock was set since the last look
    mutating func step(_ clock: some Clock) -> String? {
        let expected = wall + (clock.sinceBoot - sinceBoot)
        self = ClockWatch(clock)
        let step = expected.duration(to: wall)
        guard abs(step.components.seconds) > Self.allowedStep.components.seconds else { return nil }
        let direction = step < .zero ? "back" : "forward"
        return "the clock was set \(direction) from \(expected.rfc3339) to \(wall.rfc3339) while running"
    }
}
