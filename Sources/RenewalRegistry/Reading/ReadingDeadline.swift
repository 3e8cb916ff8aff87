import GRDB
import GRDBSQLite
import Synchronization

/// Interrupts the statements of one connection that take more time or memory than a read may.
final class ReadingDeadline: Sendable {
    private struct State {
        /// In uptime; `nil` while nothing is read.
        var end: Duration?
        /// When the read counts as slow, in uptime; `nil` once that has been reported.
        var slowFrom: Duration?
        /// SQLite's memory in the whole program when the read began.
        var held: Int64 = 0
        /// Why the read was interrupted.
        var cause: ReadingFailure.Cause?
    }

    let time: ReadingTime
    /// Called once for each read that takes longer than ``patience``.
    private let onSlow: @Sendable () -> Void
    private let state = Mutex(State())

    /// Many times what a page takes.
    static let patience: Duration = .seconds(2)

    /// SQLite steps between two looks at the clock: some microseconds, unless each step compares long texts.
    private static let interval: Int32 = 1000

    init(_ time: ReadingTime, onSlow: @escaping @Sendable () -> Void) {
        self.time = time
        self.onSlow = onSlow
    }

    /// Registers with SQLite; the connection must not outlive this value.
    func install(on database: Database) {
        sqlite3_progress_handler(
            database.sqliteConnection,
            Self.interval,
            { deadline in
                guard let deadline else { return 0 }
                return Unmanaged<ReadingDeadline>.fromOpaque(deadline).takeUnretainedValue().isOver() ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    /// Runs a read, whose time begins now.
    ///
    /// - Throws: what `body` throws, ``ReadingFailure`` when it was ended
    func bounding<Value>(_ body: () throws -> Value) throws -> Value {
        let now = time.uptime()
        let begun = State(end: now + time.limit, slowFrom: now + Self.patience, held: sqlite3_memory_used())
        state.withLock { $0 = begun }
        defer { state.withLock { $0.end = nil } }
        do {
            return try body()
        } catch {
            guard let cause = state.withLock(\.cause) else { throw error }
            throw ReadingFailure(object: (error as? ReadingFailure)?.object, cause: cause)
        }
    }

    private func isOver() -> Bool {
        let (isOver, isSlow) = state.withLock { state in
            guard let end = state.end else { return (false, false) }
            let now = time.uptime()
            if now >= end { state.cause = .tooLong(time.limit) }
            if sqlite3_memory_used() - state.held > time.memory { state.cause = .tooLarge(time.memory) }
            let isSlow = state.slowFrom.map { $0 <= now } ?? false
            if isSlow { state.slowFrom = nil }
            return (state.cause != nil, isSlow)
        }
        if isSlow { onSlow() }
        return isOver
    }
}
