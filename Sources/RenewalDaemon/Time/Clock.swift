import Foundation
package import RenewalRules

/// What the daemon knows of time; tests bring their own.
package protocol Clock: Sendable {
    /// The wall clock.
    var now: UnixTime { get }
    /// Time on the machine's monotonic clock, never set back or forth.
    var uptime: Duration { get }
    /// Time since the machine started, sleep included; never set back or forth.
    var sinceBoot: Duration { get }
    /// Waits for a stretch of real time.
    ///
    /// - Throws: `CancellationError` when the task is cancelled
    func sleep(for duration: Duration) async throws
}

/// The clock of the machine: the one place that asks it.
package struct SystemClock: Clock {
    package init() {}

    package var now: UnixTime { UnixTime(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }

    package var uptime: Duration { Self.read(CLOCK_MONOTONIC) }

    package var sinceBoot: Duration { Self.read(CLOCK_BOOTTIME) }

    private static func read(_ clock: clockid_t) -> Duration {
        var time = timespec()
        // Both clocks always exist, so the call cannot fail.
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    package func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, tolerance: duration < .seconds(1) ? nil : .milliseconds(100))
    }
}
