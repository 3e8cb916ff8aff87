import RenewalDaemon
import RenewalRules
import Synchronization

/// The time of a simulated world: it stands still while anything is ready to run, and then jumps to the next sleeper.
final class SimulatedTime: Sendable {
    private struct Sleeper {
        let number: Int
        let life: Int
        let wakes: Int64
        /// The order of sleepers that wake at the same instant.
        let order: UInt64
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Int64
        var dice: Dice
        var lastNumber = 0
        var sleepers: [Sleeper] = []
        /// Lives that are stopped but not ended: their sleepers do not wake.
        var frozen: Set<Int> = []
        var ended: Set<Int> = []
    }

    private let state: Mutex<State>

    init(start: UnixTime, dice: Dice) { state = Mutex(State(now: start.milliseconds, dice: dice)) }

    var now: UnixTime { UnixTime(milliseconds: state.withLock { $0.now }) }

    /// Lets a moment pass during a step.
    func pass(_ duration: Duration) { state.withLock { $0.now += duration.wholeMilliseconds } }

    func freeze(_ life: Int) { state.withLock { _ = $0.frozen.insert(life) } }

    func thaw(_ life: Int) { state.withLock { _ = $0.frozen.remove(life) } }

    /// Ends all sleeping of a life, now and in future.
    func end(_ life: Int) {
        let ended = state.withLock { state -> [Sleeper] in
            state.ended.insert(life)
            defer { state.sleepers.removeAll { $0.life == life } }
            return state.sleepers.filter { $0.life == life }
        }
        for sleeper in ended { sleeper.continuation.resume(throwing: CancellationError()) }
    }

    /// Sleeps until an instant on behalf of a life.
    func sleep(until instant: UnixTime, of life: Int) async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    guard !Task.isCancelled, !state.ended.contains(life) else { return true }
                    state.sleepers.append(
                        Sleeper(
                            number: number,
                            life: life,
                            wakes: instant.milliseconds,
                            order: state.dice.next(),
                            continuation: continuation
                        )
                    )
                    return false
                }
                if isOver { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            remove { $0.number == number }?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Whether a sleeper is due while others are still at work.
    var hasDue: Bool {
        state.withLock { state in
            state.sleepers.contains { $0.wakes <= state.now && !state.frozen.contains($0.life) }
        }
    }

    /// Wakes the next sleeper and moves time there.
    ///
    /// - Returns: whether there is a sleeper to wake
    @discardableResult
    func wakeNext() -> Bool {
        let next = state.withLock { state -> Sleeper? in
            let awake = state.sleepers.indices.filter { !state.frozen.contains(state.sleepers[$0].life) }
            let first = awake.min { left, right in
                let (left, right) = (state.sleepers[left], state.sleepers[right])
                return (left.wakes, left.order) < (right.wakes, right.order)
            }
            guard let first else { return nil }
            let sleeper = state.sleepers.remove(at: first)
            state.now = max(state.now, sleeper.wakes)
            return sleeper
        }
        next?.continuation.resume()
        return next != nil
    }

    private func remove(_ isMeant: (Sleeper) -> Bool) -> Sleeper? {
        state.withLock { state in
            state.sleepers.firstIndex(where: isMeant).map { state.sleepers.remove(at: $0) }
        }
    }
}

/// The clock of one life in a simulated world.
struct LifeClock: Clock {
    let time: SimulatedTime
    let life: Int

    var now: UnixTime { time.now }
    var uptime: Duration { .milliseconds(time.now.milliseconds) }
    var sinceBoot: Duration { uptime }

    func sleep(for duration: Duration) async throws { try await time.sleep(until: time.now + duration, of: life) }
}
