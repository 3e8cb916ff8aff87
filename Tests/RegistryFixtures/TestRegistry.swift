package import Foundation
import GRDB
package import RenewalOffice
package import RenewalRegistry
package import RenewalRules
import RenewalSQLite

/// A database file in its own directory, removed when the value goes away.
package final class TestRegistry {
    package let directory: URL
    package let path: String

    package init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "renewald-registry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        path = directory.appending(path: "登记.db").path
    }

    deinit {
        // A leftover directory in the temporary folder does no harm, and a deinitialiser cannot report an error.
        try? FileManager.default.removeItem(at: directory)
    }

    /// A registry in the reference schema, filled by SQL.
    package static func reference(_ statements: String...) throws -> TestRegistry {
        let registry = try TestRegistry()
        try ReferenceRegistry.create(at: registry.path)
        for statement in statements { try registry.execute(statement) }
        return registry
    }

    /// A database in its own layout.
    package static func foreign(_ statements: String...) throws -> TestRegistry {
        let registry = try TestRegistry()
        for statement in statements { try registry.execute(statement) }
        return registry
    }

    /// Runs SQL that bypasses the schema's constraints, as a broken tool might.
    package func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = 1")
            try database.execute(sql: sql)
        }
        try queue.close()
    }

    package func strings(_ sql: String) throws -> [String] {
        try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: sql) }
    }

    /// Imports lines of CSV as UTF-8.
    @discardableResult
    package func importing(
        _ table: String,
        _ lines: String...,
        skipsBad: Bool = false,
        writes: Bool = true,
        at seconds: Int64 = 0
    ) throws -> ImportReport {
        let now = UnixTime(seconds: seconds)
        let day = now.day(utcOffset: .seconds(8 * 3600))
        let options = ImportOptions(writes: writes, skipsBad: skipsBad, updatedAt: now, day: day)
        return try ReferenceRegistry(path: path).importCSV(
            [ImportFile(name: "\(table).csv", bytes: Array(lines.joined(separator: "\n").utf8))],
            options: options
        ) { _, _ in }[0]
    }
}

extension Registry {
    /// Opens a registry of an office in Shanghai.
    package convenience init(
        path: String,
        mapping: RegistryMapping = .init(),
        time: ReadingTime = .unlimited
    ) throws(RegistryError) {
        self.init(
            openedLater: path,
            mapping: mapping,
            time: time,
            utcOffset: shanghai,
            running: QueuedTransactions()
        )
        try open()
    }

    /// All candidates of a range, page by page.
    package func scan(
        _ range: ClosedRange<CalendarDate>,
        limit: Int
    ) async throws -> (records: [RegistrationRecord], quarantined: [RowProblem], pages: Int) {
        var (subjects, quarantined, pages) = ([RegistrationRecord](), [RowProblem](), 0)
        var cursor: PageCursor?
        repeat {
            let candidates = CandidateRange(expiries: range, eventsSince: .last)
            let page = try await page(of: candidates, after: cursor, limit: limit)
            subjects += page.registrations
            quarantined += page.quarantined
            pages += 1
            cursor = page.next
        } while cursor != nil
        return (subjects, quarantined, pages)
    }
}

extension Registry {
    /// One registration as it is now.
    package func record(registration id: String) async throws -> RegistrationRecord? {
        try await subjects(registrations: [id]).registrations.first
    }

    /// Some registrations as they are now.
    package func subjects(registrations ids: [String]) async throws -> CandidatePage {
        try await subjects(ids.map { RecordID(type: .registration, id: $0) })
    }
}

extension CandidatePage {
    package var registrations: [RegistrationRecord] {
        subjects.compactMap { if case .registration(let record) = $0 { record } else { nil } }
    }
}

extension ReferenceRegistry {
    /// Examines the registry of an office in Shanghai.
    package func check(on day: CalendarDate) throws(RegistryError) -> RegistryCheck {
        try check(policy: RenewalPolicy(), on: day, utcOffset: shanghai)
    }
}

/// What time in Shanghai is ahead of UTC.
package let shanghai: @Sendable (UnixTime) -> Duration = { _ in .seconds(8 * 3600) }

/// A day that is known to be valid.
package func day(_ text: String) throws -> CalendarDate {
    guard let day = CalendarDate(text) else { throw NoSuchDay(text: text) }
    return day
}

private struct NoSuchDay: Error {
    let text: String
}
