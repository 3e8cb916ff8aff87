import Dispatch
import Foundation
import Glibc
import GRDB
import RegistryFixtures
import RenewalRules
import RenewalTestSupport
import Synchronization
import Testing

@testable import RenewalRegistry

/// A mapped registry is read once per pass, however slow its SQL is.
@Suite struct PassCopyTests {
    private static let mapping = RegistryMapping(
        registrations: "SELECT CAST(nr AS TEXT) AS id, replace(ends, '/', '-') AS valid_until FROM zc"
    )
    private let range: CandidateRange

    init() throws {
        range = CandidateRange(expiries: try day("2026-01-01")...day("2026-12-31"), eventsSince: try day("2026-01-01"))
    }

    private func registry(journal: String = "DELETE") throws -> TestRegistry {
        try TestRegistry.foreign(
            "PRAGMA journal_mode = \(journal)",
            "CREATE TABLE zc (nr INTEGER PRIMARY KEY, ends TEXT)",
            "INSERT INTO zc SELECT value, printf('2026/03/%02d', 1 + value % 28) FROM json_each('[\(Self.numbers)]')"
        )
    }

    private static let numbers = (1...50).map(String.init).joined(separator: ",")

    @Test func pagesOfAPassAreOneSnapshot() async throws {
        let file = try registry()
        let registry = try Registry(path: file.path, mapping: Self.mapping)
        let first = try await registry.page(of: range, after: nil, limit: 10)
        try file.execute("DELETE FROM zc WHERE nr > 1")
        var (found, cursor) = (first.subjects.map(\.record.id), first.next)
        while let next = cursor {
            let page = try await registry.page(of: range, after: next, limit: 10)
            found += page.subjects.map(\.record.id)
            cursor = page.next
        }
        #expect(Set(found) == Set((1...50).map(String.init)) && found.count == 50)
        #expect(try await registry.page(of: range, after: nil, limit: 100).subjects.map(\.record.id) == ["1"])
    }

    /// Between pages the pass holds neither a lock on the file nor a position in its log.
    @Test(arguments: ["DELETE", "WAL"]) func officeCanWriteBetweenPages(journal: String) async throws {
        let file = try registry(journal: journal)
        let office = try DatabaseQueue(path: file.path)
        let registry = try Registry(path: file.path, mapping: Self.mapping)
        let first = try await registry.page(of: range, after: nil, limit: 10)
        #expect(first.next != nil)
        try await office.write { try $0.execute(sql: "UPDATE zc SET ends = ends || '/'") }
        let blocked = try await office.writeWithoutTransaction { database in
            try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")?["busy"] as Int?
        }
        #expect(blocked == 0)
    }

    @Test func passContinuesInAReplacedFile() async throws {
        let (old, new) = (try registry(), try registry())
        let registry = try Registry(path: old.path, mapping: Self.mapping)
        let first = try await registry.page(of: range, after: nil, limit: 10)
        try new.execute("DELETE FROM zc WHERE nr % 2 = 0")
        #expect(rename(new.path, old.path) == 0)
        let rest = try await registry.page(of: range, after: first.next, limit: 100)
        #expect(!rest.subjects.isEmpty)
        #expect(rest.subjects.compactMap { Int($0.record.id) }.allSatisfy { !$0.isMultiple(of: 2) })
    }

    @Test func theCopyEndsWithThePass() async throws {
        let file = try registry()
        let connection = try RegistryConnection(path: file.path, mapping: Self.mapping, time: .unlimited) { _ in .zero }
        let first = try await connection.page(of: range, after: nil, limit: 10)
        #expect(connection.hasCopy)
        _ = try await connection.page(of: range, after: first.next, limit: 100)
        #expect(!connection.hasCopy)
        _ = try await connection.page(of: range, after: nil, limit: 10)
        await connection.releaseMemory()
        #expect(!connection.hasCopy)
    }

    /// Opening may wait for another program's lock; only the page waits for it.
    @Test func openingACopyBlocksNoLookup() async throws {
        let file = try registry()
        let known = Mutex<RegistryConnection?>(nil)
        let places = Mutex<[Bool]>([])
        let time = ReadingTime(limit: .seconds(60)) {
            guard let connection = known.withLock(\.self), places.withLock(\.isEmpty) else { return .zero }
            let answered = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                _ = connection.hasCopy
                answered.signal()
            }
            let isFree = answered.wait(timeout: .now() + 120) == .success
            places.withLock { $0.append(isFree) }
            return .zero
        }
        let connection = try RegistryConnection(path: file.path, mapping: Self.mapping, time: time) { _ in .zero }
        known.withLock { $0 = connection }
        _ = try await connection.page(of: range, after: nil, limit: 10)
        #expect(places.withLock(\.self) == [true])
        known.withLock { $0 = nil }
    }

    /// The end of a span is not the end of the pass.
    @Test func spansShareTheCopy() async throws {
        let file = try registry()
        let connection = try RegistryConnection(path: file.path, mapping: Self.mapping, time: .unlimited) { _ in .zero }
        let first = try await connection.page(of: range, after: nil, limit: 10)
        let (spans, last) = range.spans(after: try #require(first.next))
        try file.execute("DELETE FROM zc")
        let found = try await withThrowingTaskGroup(of: Int.self) { tasks in
            for (range, cursor) in spans {
                tasks.addTask { try await connection.page(of: range, after: cursor, limit: 100).subjects.count }
            }
            return try await tasks.reduce(first.subjects.count, +)
        }
        #expect(found == 50)
        #expect(connection.hasCopy)
        _ = try await connection.page(of: last.range, after: last.cursor, limit: 100)
        #expect(!connection.hasCopy)
    }

    /// The next page makes a failed copy again.
    @Test func aCopyThatFailsLeavesNothingBehind() async throws {
        let file = try registry()
        let sql = "SELECT CAST(nr AS TEXT) AS id, json_extract(ends, '$') AS valid_until FROM zc"
        try file.execute("UPDATE zc SET ends = json_quote(ends)")
        let connection = try RegistryConnection(
            path: file.path,
            mapping: RegistryMapping(registrations: sql),
            time: .unlimited
        ) { _ in .zero }
        try file.execute("UPDATE zc SET ends = 'no JSON' WHERE nr = 50")
        for _ in 0..<2 {
            await #expect(throws: ReadingFailure.self) {
                _ = try await connection.page(of: range, after: .start, limit: 100)
            }
        }
        try file.execute("UPDATE zc SET ends = '\"2026-03-01\"'")
        #expect(try await connection.page(of: range, after: .start, limit: 100).subjects.count == 50)
    }

    @Test func passReadsTheOfficesTablesWhenACopyIsTooLarge() async throws {
        let file = try registry()
        let connection = try RegistryConnection(path: file.path, mapping: Self.mapping, time: .unlimited) { _ in .zero }
        let copy = try PassCopy(
            path: file.path,
            mapping: Self.mapping,
            time: .unlimited,
            room: 2,
            range: range,
            office: connection.reader
        )
        let first = try await copy.page(of: range, after: .start, limit: 10)
        try file.execute("UPDATE zc SET nr = nr + 100 WHERE nr = 50")
        let rest = try await copy.page(of: range, after: try #require(first.next), limit: 100)
        let ids = (first.subjects + rest.subjects).map(\.record.id)
        #expect(ids.contains("150") && ids.count == 50, "it was read after the change")
    }

    /// Every section finds in the copy what it finds in the office's own tables.
    @Test(arguments: 0..<40) func copyEqualsADirectReading(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        let office = try MappedOffice(&random)
        let connection = try office.connection()
        let (range, limit) = (range, Int.random(in: 1...20, using: &random))
        var (copied, cursor) = ([String](), PageCursor?.none)
        repeat {
            let page = try await connection.page(of: range, after: cursor, limit: limit)
            copied += page.lines
            cursor = page.next
        } while cursor != nil
        let direct = try await connection.read(for: .pass) { reader, database in
            var (found, cursor) = ([String](), PageCursor?.some(.start))
            while let next = cursor {
                let page = try reader.page(of: range, after: next, limit: limit, in: database)
                found += page.lines
                cursor = page.next
            }
            return found
        }
        #expect(Set(copied).symmetricDifference(direct).sorted().prefix(2) == [])
        #expect(copied.count == direct.count)
    }

    /// Each page seeks a key and sorts nothing.
    @Test func pagesOfTheCopyAreReadByIndex() throws {
        let office = try MappedOffice()
        let layout = try office.connection().reader.layout
        let day = PageCursor.Key(value: "2026-03-15".databaseValue)
        let key = PageCursor.Position(validUntil: day, id: .init(value: "R-1".databaseValue))
        let plans = try DatabaseQueue(path: office.file.path).writeWithoutTransaction { database in
            try FoldedID.addFunction(to: database)
            for step in CopyStatements(layout: layout, range: range).steps {
                try database.execute(sql: step.sql, arguments: step.arguments)
            }
            func plan(of sql: String, _ arguments: StatementArguments) throws -> [String] {
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments).map { $0["detail"] }
            }
            let pages = try PageCursor.Section.allCases.compactMap { section -> [String]? in
                let cursor = PageCursor(section: section, position: key)
                let query = PageQuery(layout: layout.copied, range: range, cursor: cursor, limit: 500)
                return try query.map { try plan(of: $0.sql, $0.arguments) }
            }
            let applications = try #require(layout.copied.applications)
            let companions = [
                RegistryReader.lookup(applications, by: ApplicationColumn.registrationId, count: 2),
                RegistryReader.lookup(applications, by: ApplicationColumn.personId, count: 2),
                RegistryReader.lookup(
                    try #require(layout.copied.subscriptions),
                    by: SubscriptionColumn.credentialId,
                    count: 2
                ),
                RegistryReader.lookup(
                    try #require(layout.copied.annotations),
                    by: AnnotationColumn.credentialId,
                    count: 2
                ),
            ]
            return try pages + companions.map { try plan(of: $0, ["R-1", "R-2"]) }
        }
        #expect(plans.count == PageCursor.Section.allCases.count + 4)
        for plan in plans {
            #expect(plan.first?.hasPrefix("SEARCH temp.renewald_") == true, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}

extension CandidatePage {
    fileprivate var lines: [String] { subjects.map { "\($0)" } + quarantined.map { "\($0)" } }
}
