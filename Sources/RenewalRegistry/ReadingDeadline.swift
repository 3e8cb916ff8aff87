import GRDB
import GRDBSQLite
import Synchronization

/// Ends the statements of one connection that go on for longer than a read may.
final class ReadingDeadline: Sendable {
    private struct State {
        /// In uptime; `nil` while nothing is read.
        var end: Duration?
        var hasPassed = false
    }

    let time: ReadingTime
    private let state = Mutex(State())

    /// Steps of SQLite between two looks at the clock: some microseconds, unless each is a comparison of long texts.
    private static let interval: Int32 = 1000

    init(_ time: ReadingTime) { self.time = time }

    /// Has SQLite ask; the connection must not outlive this value.
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

    /// Does a read; its time begins now.
    ///
    /// - Throws: what `body` throws, ``ReadingFailure`` when its time was over
    func bounding<Value>(_ body: () throws -> Value) throws -> Value {
        state.withLock { $0 = State(end: time.uptime() + time.limit) }
        defer { state.withLock { $0.end = nil } }
        do {
            return try body()
        } catch {
            guard state.withLock(\.hasPassed) else { throw error }
            throw ReadingFailure(object: (error as? ReadingFailure)?.object, cause: .tooLong(time.limit))
        }
    }

    private func isOver() -> Bool {
        state.withLock { state in
            guard let end = state.end, time.uptime() >= end else { return false }
            state.hasPassed = true
            return true
        }
    }
}
