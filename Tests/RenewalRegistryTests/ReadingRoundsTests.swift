import Foundation
import GRDB
import RegistryFixtures
import RenewalRules
import RenewalTestSupport
import Synchronization
import Testing

@testable import RenewalRegistry

/// Parallel reads leave the office's own program its turn.
@Suite struct ReadingRoundsTests {
    private final class Readers: Sendable {
        let begun = Atomic(0)
        let areDone = Atomic(false)

        /// Ends a read once the next one has begun, so that there is never a gap; or when none comes.
        func overlap() {
            let mine = begun.add(1, ordering: .relaxed).newValue
            for _ in 0..<200 where begun.load(ordering: .relaxed) == mine { usleep(1000) }
        }
    }

    private final class Count: Sendable {
        private let number = Atomic(0)

        var value: Int { number.load(ordering: .relaxed) }

        func add(_ more: Int) { number.add(more, ordering: .relaxed) }
    }

    /// Another program waits for two minutes; without a moment between reads it would in vain.
    @Test func writerIsNotStarved() async throws {
        let file = try TestRegistry.reference()
        let connection = try RegistryConnection(path: file.path, mapping: .init(), time: .unlimited) { _ in .zero }
        #expect(try file.strings("PRAGMA journal_mode") == ["delete"])
        let (path, readers) = (file.path, Readers())
        let script = """
            import sqlite3, sys
            registry = sqlite3.connect(sys.argv[1], timeout=120)
            registry.execute("INSERT INTO employer (id, name, updated_at) VALUES ('E-1', '青山', '2026-01-01T00:00:00Z')")
            registry.commit()
            """
        try await withThrowingTaskGroup(of: Void.self) { reading in
            for purpose in [ReadingRounds.Purpose.pass, .pass, .lookup, .lookup] {
                reading.addTask {
                    while !readers.areDone.load(ordering: .relaxed) {
                        try await connection.read(for: purpose) { _, database in
                            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM registration")
                            readers.overlap()
                        }
                    }
                }
            }
            defer { readers.areDone.store(true, ordering: .relaxed) }
            // On its own thread: the reads need those of the pool.
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(with: Result { _ = try ForeignProgram.python(script, arguments: [path]) })
                }
            }
        }
        #expect(try file.strings("SELECT id FROM employer") == ["E-1"])
    }

    /// An endless view blocks what is read from it, but no lookup of anything else.
    @Test func endlessReadsDoNotBlockLookups() async throws {
        let file = try TestRegistry.reference(
            "INSERT INTO registration (id, valid_until, updated_at) VALUES ('R-1', '2026-03-15', '')"
        )
        let now = Count()
        let time = ReadingTime(limit: .seconds(60)) { .seconds(now.value) }
        let connection = try RegistryConnection(path: file.path, mapping: .init(), time: time) { _ in .zero }
        let (begun, found) = (Count(), Count())
        var foundInTime = 0
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    await #expect(throws: ReadingFailure.self) {
                        try await connection.read(for: .pass) { _, database in
                            begun.add(1)
                            let endless = "SELECT 1 UNION ALL SELECT i + 1 FROM n"
                            try database.execute(sql: "WITH RECURSIVE n(i) AS (\(endless)) SELECT count(*) FROM n")
                        }
                    }
                }
            }
            await Self.event { begun.value == 2 }
            for _ in 0..<20 {
                group.addTask {
                    let batch = try await connection.subjects(of: [RecordID(type: .registration, id: "R-1")])
                    found.add(batch.subjects.count)
                }
            }
            now.add(3)
            await Self.event { found.value == 20 }
            foundInTime = found.value
            now.add(60)
            try await group.waitForAll()
        }
        #expect(foundInTime == 20)
    }

    /// Waits on a thread of its own, for far longer than anything takes on a machine that does much else.
    private static func event(_ hasCome: @escaping @Sendable () -> Bool) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                for _ in 0..<900_000 where !hasCome() { usleep(1000) }
                continuation.resume()
            }
        }
    }

    @Test func readsTakeTheLeastBusyQueue() async {
        let rounds = ReadingRounds(passQueues: 2)
        let (first, second) = (await rounds.begin(for: .pass), await rounds.begin(for: .pass))
        #expect(Set([first, second]) == [0, 1])
        #expect(await rounds.begin(for: .lookup) == 2)
        rounds.end(first)
        #expect(await rounds.begin(for: .lookup) == first, "it is idle")
        #expect(await rounds.begin(for: .lookup) == 2, "never behind a page")
    }

    /// Nobody waits for a slow read; after it there is a gap without any.
    @Test(.timeLimit(.minutes(5))) func roundEndsAfterASlowRead() async {
        let rounds = ReadingRounds(passQueues: 2)
        let long = await rounds.begin(for: .pass)
        rounds.slow(long)
        for _ in 0..<ReadingRounds.length {
            let place = await rounds.begin(for: .lookup)
            #expect(place != long)
            rounds.end(place)
        }
        let last = await rounds.begin(for: .lookup)
        rounds.end(long)
        async let next = rounds.begin(for: .lookup)
        while rounds.waitingCount == 0 { await Task.yield() }
        rounds.end(last)
        rounds.end(await next)
        #expect(rounds.waitingCount == 0)
    }
}
