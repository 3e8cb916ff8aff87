import Dispatch
import GRDB
import RenewalTestSupport
import Synchronization
import Testing

@testable import RenewalOutbox

/// Writes that wait together are committed together, and fail alone.
@Suite struct GroupCommitTests {
    private struct Refused: Error {}

    private final class CommitCounter: TransactionObserver, Sendable {
        let count = Mutex(0)

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ database: Database) { count.withLock { $0 += 1 } }
        func databaseDidRollback(_ database: Database) {}
    }

    private let directory: TemporaryDirectory
    private let pool: DatabasePool
    private let group: GroupCommit

    init() throws {
        directory = try TemporaryDirectory()
        pool = try DatabasePool(path: directory.path("group.db"))
        try pool.write { try $0.execute(sql: "CREATE TABLE entry (number INTEGER PRIMARY KEY)") }
        group = GroupCommit(pool)
    }

    private func add(_ number: Int) async throws {
        try await group.write { try $0.execute(sql: "INSERT INTO entry VALUES (?)", arguments: [number]) }
    }

    private func stored() async throws -> [Int] {
        try await pool.read { try Int.fetchAll($0, sql: "SELECT number FROM entry ORDER BY number") }
    }

    @Test func waitingWritesShareATransaction() async throws {
        let counter = CommitCounter()
        pool.add(transactionObserver: counter)
        // The writer runs on SQLite's own queue and may block; the test itself only yields.
        let mayEnd = DispatchSemaphore(value: 0)
        let isBegun = Mutex(false)
        async let first: Void = group.write { database in
            isBegun.withLock { $0 = true }
            mayEnd.wait()
            try database.execute(sql: "INSERT INTO entry VALUES (0)")
        }
        while !isBegun.withLock({ $0 }) { await Task.yield() }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for number in 1...50 { tasks.addTask { try await add(number) } }
            while group.waitingCount < 50 { await Task.yield() }
            mayEnd.signal()
            try await tasks.waitForAll()
        }
        try await first
        #expect(try await stored() == Array(0...50))
        #expect(counter.count.withLock { $0 } == 2)
    }

    @Test func failedWriteIsRolledBackAlone() async throws {
        let refused = try await withThrowingTaskGroup(of: Int?.self) { tasks in
            for number in 1...300 {
                tasks.addTask {
                    do {
                        try await group.write { database in
                            try database.execute(sql: "INSERT INTO entry VALUES (?)", arguments: [number])
                            if number.isMultiple(of: 7) { throw Refused() }
                        }
                        return nil
                    } catch is Refused {
                        return number
                    }
                }
            }
            return try await tasks.reduce(into: Set()) { $0.formUnion([$1].compactMap(\.self)) }
        }
        #expect(refused == Set((1...300).filter { $0.isMultiple(of: 7) }))
        #expect(try await stored() == (1...300).filter { !$0.isMultiple(of: 7) })
    }

    @Test func failedCommitFailsEveryWrite() async throws {
        try await pool.write { database in
            try database.execute(sql: "CREATE TABLE parent (id INTEGER PRIMARY KEY)")
            try database.execute(
                sql: "CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
            )
        }
        // Detected only at the commit.
        await #expect(throws: DatabaseError.self) {
            try await group.write { database in
                try database.execute(sql: "INSERT INTO entry VALUES (1); INSERT INTO child VALUES (1)")
            }
        }
        #expect(try await stored().isEmpty)
        try await add(2)
        #expect(try await stored() == [2], "the next one begins anew")
    }
}
