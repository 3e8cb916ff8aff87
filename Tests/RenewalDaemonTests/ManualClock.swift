import RenewalDaemon
import RenewalRules
import Synchronization

/// A clock that only a test moves.
///
/// Sleeping moves it at once or, with `sleepsJump` off, lasts until cancelled.
final class ManualClock: Clock {
    private let sleepsJump: Bool
    private let milliseconds: Mutex<Int64>

    init(_ day: String, hour: Int = 10, sleepsJump: Bool = true) {
        self.sleepsJump = sleepsJump
        // The hour is Shanghai time, eight hours ahead of UTC.
        let dayNumber = CalendarDate(day)?.dayNumber ?? 0
        milliseconds = Mutex((Int64(dayNumber) * 24 + Int64(hour) - 8) * 3_600_000)
    }

    var now: UnixTime { UnixTime(milliseconds: milliseconds.withLock { $0 }) }
    var uptime: Duration { .milliseconds(now.milliseconds) }
    var sinceBoot: Duration { uptime }

    func sleep(for duration: Duration) async throws {
        guard sleepsJump else { return try await Task.sleep(for: .seconds(86_400)) }
        try Task.checkCancellation()
        move(by: duration)
        await Task.yield()
    }

    func move(by duration: Duration) { milliseconds.withLock { $0 += duration.wholeMilliseconds } }
}
