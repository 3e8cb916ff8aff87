import Synchronization

/// Deals reads out to queues, and sees to it that all of them have ended every now and then.
///
/// While one connection of a process holds SQLite's shared lock, another one gets it without asking the system. Reads
/// that overlap without end would keep the office's own program from committing to a file with a rollback journal; one
/// moment without any lets it, because what begins then waits for it.
///
/// - Source: SQLite, "File Locking And Concurrency", section 3 (PENDING)
final class ReadingRounds: Sendable {
    /// Reads of one round: with the largest pages a small part of a second.
    static let length = 8

    private struct State {
        /// The reads each queue has before it.
        var loads: [Int]
        /// The reads of this round so far.
        var begun = 0
        /// Those that begin when all under way have ended.
        var waiting: [CheckedContinuation<Int, Never>] = []

        var isIdle: Bool { loads.allSatisfy { $0 == 0 } }

        mutating func take() -> Int {
            let place = loads.indices.min { loads[$0] < loads[$1] } ?? 0
            loads[place] += 1
            begun += 1
            return place
        }
    }

    private let state: Mutex<State>

    init(queueCount: Int) { state = Mutex(State(loads: Array(repeating: 0, count: queueCount))) }

    /// Waits until a read may begin.
    ///
    /// - Returns: the place of its queue, the one with least to do
    func begin() async -> Int {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if state.isIdle { state.begun = 0 }
                guard state.waiting.isEmpty, state.begun < Self.length else {
                    return state.waiting.append(continuation)
                }
                continuation.resume(returning: state.take())
            }
        }
    }

    func end(_ place: Int) {
        state.withLock { state in
            state.loads[place] -= 1
            guard state.isIdle else { return }
            state.begun = 0
            for continuation in state.waiting { continuation.resume(returning: state.take()) }
            state.waiting = []
        }
    }
}
