import Synchronization

/// Deals reads out to queues, and sees to it that all of them have ended every now and then.
///
/// While one connection of a process holds SQLite's shared lock, another one gets it without asking the system. Reads
/// that overlap without end would keep the office's own program from committing to a file with a rollback journal; one
/// moment without any lets it, because what begins then waits for it.
///
/// Nobody makes way beside a read that takes long: that one keeps the office's program out as it is, and others would
/// only wait for what may never end.
///
/// - Source: SQLite, "File Locking And Concurrency", section 3 (PENDING)
final class ReadingRounds: Sendable {
    /// Reads of one round: with the largest pages a small part of a second.
    static let length = 8

    /// What a read is a part of.
    enum Purpose {
        /// A pass over everything, or a question about all of it.
        case pass
        /// A look at some records before something leaves; has a queue that no pass takes.
        case lookup
    }

    private struct State {
        /// How many queues passes take; behind them is the one for lookups.
        let passes: Int
        /// The reads each queue has before it.
        var loads: [Int]
        /// The queues whose read takes long.
        var slow: Set<Int> = []
        /// The reads of this round so far.
        var begun = 0
        /// Those that begin when all under way have ended, or the queues they may take are no longer slow.
        var waiting: [(purpose: Purpose, continuation: CheckedContinuation<Int, Never>)] = []

        /// The place of the queue that a read may take now.
        mutating func take(for purpose: Purpose) -> Int? {
            if loads.allSatisfy({ $0 == 0 }) { begun = 0 }
            guard begun < ReadingRounds.length || !slow.isEmpty else { return nil }
            let places = (0..<passes).filter { !slow.contains($0) }
            let place: Int?
            switch purpose {
            case .pass: place = places.min { loads[$0] < loads[$1] }
            // Never behind a page: what a page takes is told by the file.
            case .lookup:
                let (idle, own) = (places.first { loads[$0] == 0 }, passes)
                place = loads[own] == 0 ? own : idle ?? (slow.contains(own) ? nil : own)
            }
            guard let place else { return nil }
            loads[place] += 1
            begun += 1
            return place
        }

        /// Lets those begin that may, in the order they came.
        mutating func admit() {
            waiting = waiting.filter { purpose, continuation in
                guard let place = take(for: purpose) else { return true }
                continuation.resume(returning: place)
                return false
            }
        }
    }

    private let state: Mutex<State>

    /// Deals out to `passQueues` queues, and to one behind them for lookups.
    init(passQueues: Int) {
        state = Mutex(State(passes: passQueues, loads: Array(repeating: 0, count: passQueues + 1)))
    }

    /// Those that wait until they may begin.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Waits until a read may begin.
    ///
    /// - Returns: the place of its queue, the one with least to do
    func begin(for purpose: Purpose) async -> Int {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                guard let place = state.take(for: purpose) else {
                    return state.waiting.append((purpose, continuation))
                }
                continuation.resume(returning: place)
            }
        }
    }

    func end(_ place: Int) {
        state.withLock { state in
            state.loads[place] -= 1
            state.slow.remove(place)
            state.admit()
        }
    }

    /// Notes that what the queue reads takes long, until it ends.
    func slow(_ place: Int) {
        state.withLock { state in
            guard state.loads[place] > 0 else { return }
            state.slow.insert(place)
            state.admit()
        }
    }
}
