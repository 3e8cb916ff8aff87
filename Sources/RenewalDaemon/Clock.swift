import Foundation
package import RenewalRules

/// What the daemon knows of time; tests bring their own.
package protocol Clock: Sendable {
    /// The wall clock.
    var now: UnixTime { get }
    /// Time since some fixed point, never set back or forth.
    var uptime: Duration { get }
    /// Waits for a stretch of real time.
    ///
    /// - Throws: `CancellationError` when the task is cancelled
    func sleep(for duration: Duration) async throws
}

/// The clock of the machine: the one place that asks it.
package struct SystemClock: Clock {
    private let start = ContinuousClock.now

    package init() {}

    package var now: UnixTime { UnixTime(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }
    package var uptime: Duration { start.duration(to: .now) }

    package func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, tolerance: duration < .seconds(1) ? nil : .milliseconds(100))
    }
}
