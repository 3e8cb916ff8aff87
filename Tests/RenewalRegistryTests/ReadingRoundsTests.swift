import Foundation
import GRDB
import RenewalTestSupport
import Synchronization
import Testing

@testable import RenewalRegistry

/// Reads side by side leave the office's own program its turn.
@Suite struct ReadingRoundsTests {
    private final class Readers: Sendable {
        let begun = Atomic(0)
        let areDone = Atomic(false)

        /// Ends a read when the next one has begun, so that there is never a moment without; or when none comes.
        func overlap() {
            let mine = begun.add(1, ordering: .relaxed).newValue
            for _ in 0..<200 where begun.load(ordering: .relaxed) == mine { usleep(1000) }
        }
    }

    /// Another program waits for twenty seconds; without a moment between reads it would in vain.
    @Test func aWriterIsNotKeptOutForGood() async throws {
        let file = try TestRegistry.reference()
        let connection = try RegistryConnection(path: file.path, mapping: .init(), time: .unlimited) { _ in .zero }
        #expect(try file.strings("PRAGMA journal_mode") == ["delete"])
        let (path, readers) = (file.path, Readers())
        let script = """
            import sqlite3, sys
            registry = sqlite3.connect(sys.argv[1], timeout=20)
            registry.execute("INSERT INTO employer (id, name, updated_at) VALUES ('E-1', '青山', '2026-01-01T00:00:00Z')")
            registry.commit()
            """
        try await withThrowingTaskGroup(of: Void.self) { reading in
            for _ in 0..<4 {
                reading.addTask {
                    while !readers.areDone.load(ordering: .relaxed) {
                        try await connection.read { _, database in
                            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM registration")
                            readers.overlap()
                        }
                    }
                }
            }
            defer { readers.areDone.store(true, ordering: .relaxed) }
            // On a thread of its own: the reads need those of the pool.
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(with: Result { _ = try ForeignProgram.python(script, arguments: [path]) })
                }
            }
        }
        #expect(try file.strings("SELECT id FROM employer") == ["E-1"])
    }

    @Test func eachReadHasTheQueueWithLeastToDo() async {
        let rounds = ReadingRounds(queueCount: 2)
        let (first, second) = (await rounds.begin(), await rounds.begin())
        #expect(Set([first, second]) == [0, 1])
        rounds.end(first)
        #expect(await rounds.begin() == first)
    }
}
