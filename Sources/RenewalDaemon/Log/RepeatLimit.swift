import Logging
import Synchronization

/// Keeps repeats out of the log: of warnings and errors that say the same of the same thing within an hour, one is written,
/// and the next one written says how many were left out.
///
/// Whatever says that something has changed is written at once, after the counts of what came before, and ends all memory:
/// a channel that is at fault again after it worked is news.
final class RepeatLimit: Sendable {
    /// An administrator who looks every hour misses nothing.
    static let window: Duration = .seconds(3600)
    /// Beyond so many kinds of trouble at once, all is written.
    static let capacity = 1000

    private struct Memory {
        /// The last one that was left out.
        var latest: LogEntry
        var until: Duration
        var count = 0
    }

    private let memories = Mutex<[LogEntry: Memory]>([:])

    /// Decides about an entry.
    ///
    /// - Parameters:
    ///   - entry: about to be written
    ///   - uptime: now
    /// - Returns: what to write now, in order: what was left out before and is over, then the entry unless it is a repeat
    func admit(_ entry: LogEntry, at uptime: Duration) -> [LogEntry] {
        let isTurn = entry.kind?.isTurn ?? false
        return memories.withLock { memories in
            var over = memories.filter { isTurn || $0.value.until <= uptime }
            for identity in over.keys { memories[identity] = nil }
            let identity = entry.identity
            let before = over.removeValue(forKey: identity)?.count ?? 0
            let told = over.values.filter { $0.count > 0 }.sorted { $0.until < $1.until }
                .map { $0.latest.repeated($0.count) }
            guard entry.level >= .warning, !isTurn else { return told + [entry] }
            guard memories[identity] == nil else {
                memories[identity]?.latest = entry
                memories[identity]?.count += 1
                return told
            }
            if memories.count < Self.capacity {
                memories[identity] = Memory(latest: entry, until: uptime + Self.window)
            }
            return told + [entry.repeated(before)]
        }
    }
}
