import Foundation
package import RenewalRules

/// The daemon's source of time; tests bring their own.
package protocol Clock: Sendable {
    /// The wall clock.
    var now: UnixTime { get }
    /// Time on the machine's monotonic clock, which is never set.
    var uptime: Duration { get }
    /// Time since the machine started, including sleep; it is never set.
    var sinceBoot: Duration { get }
    /// Waits for a duration of real time.
    ///
    /// - Throws: `CancellationError` when the task is cancelled
    func sleep(for duration: Duration) async throws
}

/// The machine's clock, which only this file reads.
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
