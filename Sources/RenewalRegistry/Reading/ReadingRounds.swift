import Synchronization

/// Distributes reads over queues, and ensures that now and then none is running.
///
/// While one connection of a process has SQLite's shared lock, another one gets it without asking the system. Endlessly
/// overlapping reads would keep the office's own program from committing to a file with a rollback journal; one moment
/// without reads lets it in, because reads that begin later wait for it.
///
/// Reads do not pause for a slow one: it keeps the office's program out anyway, and they might wait for ever.
///
/// - Source: SQLite, "File Locking And Concurrency", section 3 (PENDING)
final class ReadingRounds: Sendable {
    /// Reads per round: a small part of a second, even with the largest pages.
    static let length = 8

    /// The purpose of a read.
    enum Purpose {
        /// A pass over everything, or a count of everything.
        case pass
        /// A lookup of some records before something leaves; it has a queue that no pass uses.
        case lookup
    }

    private struct State {
        /// The number of queues for passes; the one after them is for lookups.
        let passes: Int
        /// The number of reads in each queue.
        var loads: [Int]
        /// The queues with a slow read.
        var slow: Set<Int> = []
        /// The reads of this round so far.
        var begun = 0
        /// Reads that begin once all running ones have ended, or once a suitable queue is no longer slow.
        var waiting: [(purpose: Purpose, continuation: CheckedContinuation<Int, Never>)] = []

        /// The queue that a read may use now.
        mutating func take(for purpose: Purpose) -> Int? {
            if loads.allSatisfy({ $0 == 0 }) { begun = 0 }
            guard begun < ReadingRounds.length || !slow.isEmpty else { return nil }
            let places = (0..<passes).filter { !slow.contains($0) }
            let place: Int?
            switch purpose {
            case .pass: place = places.min { loads[$0] < loads[$1] }
            // Never behind a page, whose duration depends on the file.
            case .lookup:
                let (idle, own) = (places.first { loads[$0] == 0 }, passes)
                place = loads[own] == 0 ? own : idle ?? (slow.contains(own) ? nil : own)
            }
            guard let place else { return nil }
            loads[place] += 1
            begun += 1
            return place
        }

        /// Starts the reads that may begin, in order of arrival.
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

    /// The number of waiting reads.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Waits until a read may begin.
    ///
    /// - Returns: the index of its queue, the least busy one
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

    /// Marks the queue's read as slow until it ends.
    func slow(_ place: Int) {
        state.withLock { state in
            guard state.loads[place] > 0 else { return }
            state.slow.insert(place)
            state.admit()
        }
    }
}
