import RenewalRules
import Synchronization

/// Wakes tasks that wait for news or for an instant.
final class Bell: Sendable {
    private struct State {
        var count = 0
        var waiting: [Int: Task<Void, Never>] = [:]
        var last = 0
    }

    /// Practically for ever.
    private static let longest: Duration = .seconds(4000 * 86_400)

    private let state = Mutex(State())

    /// How often it has rung.
    var count: Int { state.withLock { $0.count } }

    func ring() {
        let waiting = state.withLock { state in
            state.count += 1
            defer { state.waiting = [:] }
            return state.waiting.sorted { $0.key < $1.key }.map(\.value)
        }
        for sleeper in waiting { sleeper.cancel() }
    }

    /// Waits for a ring after the `heard`-th, for an instant, or for the end of the task.
    func wait(since heard: Int, until instant: UnixTime?, clock: LifeClock) async {
        guard count == heard, !Task.isCancelled else { return }
        // Not at once, so that a queue whose head cannot leave yet does not spin.
        let end = instant.map { max($0, clock.now + .milliseconds(200)) } ?? clock.now + Self.longest
        let sleeper = Task { () -> Void in
            // Waking up is the purpose, so the cancellation error carries no information.
            try? await clock.time.sleep(until: end, of: clock.life)
        }
        let number = state.withLock { state in
            state.last += 1
            state.waiting[state.last] = sleeper
            return state.last
        }
        await withTaskCancellationHandler {
            await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
        state.withLock { $0.waiting[number] = nil }
    }
}
