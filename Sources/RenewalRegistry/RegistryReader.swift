import GRDB
import RenewalRules

/// Reads dossiers through a layout with a few set-based queries; used inside one read transaction.
struct RegistryReader {
    let layout: RegistryLayout

    /// More rows than this would hold a read open for long and fill memory.
    static let largestPage = 1000
    /// Ids in one lookup, well below SQLite's limit of 32,766 parameters.
    static let largestLookup = 1000

    /// The page after `cursor`.
    func page(
        of range: ClosedRange<CalendarDate>,
        after cursor: PageCursor,
        limit: Int,
        in database: Database
    ) throws -> CandidatePage {
        let limit = min(max(limit, 1), Self.largestPage)
        let query = PageQuery(layout: layout, range: range, cursor: cursor, limit: limit)
        let statement = try database.cachedStatement(sql: query.sql)
        var batch = DossierBatch()
        var last: PageCursor.Position?
        var count = 0
        let rows = try Row.fetchCursor(statement, arguments: query.arguments)
        while let row = try rows.next() {
            let cells = Cells<RegistrationColumn>(row: row)
            last = PageCursor.Position(validUntil: cells.value(.validUntil), id: cells.value(.id))
            count += 1
            batch.add(cells)
        }
        try addApplications(to: &batch, in: database)
        let next = count == limit ? PageCursor(section: cursor.section, position: last) : next(after: cursor.section)
        return CandidatePage(dossiers: batch.dossiers, quarantined: batch.problems, next: next)
    }

    /// The dossiers of some registrations; what is not there is left out.
    func dossiers(of ids: [String], in database: Database) throws -> DossierBatch {
        var batch = DossierBatch()
        for start in stride(from: 0, to: ids.count, by: Self.largestLookup) {
            let part = ids[start..<min(start + Self.largestLookup, ids.count)]
            let statement = try database.cachedStatement(sql: lookupQuery(count: part.count))
            let rows = try Row.fetchCursor(statement, arguments: StatementArguments(part))
            while let row = try rows.next() { batch.add(Cells(row: row)) }
        }
        try addApplications(to: &batch, in: database)
        return batch
    }

    func counts(in database: Database) throws -> RegistryCounts {
        let registrations = try Int.fetchOne(database, sql: "SELECT count(*) FROM (\(layout.registrations))")
        let applications = try layout.applications.flatMap {
            try Int.fetchOne(database, sql: "SELECT count(*) FROM (\($0))")
        }
        return RegistryCounts(registrations: registrations ?? 0, applications: applications ?? 0)
    }

    private func next(after section: PageCursor.Section) -> PageCursor? {
        guard let next = section.next, next != .malformed || !layout.checksDays else { return nil }
        return PageCursor(section: next)
    }

    private func addApplications(to batch: inout DossierBatch, in database: Database) throws {
        let ids = batch.dossiers.map(\.registration.id)
        guard let applications = layout.applications else { return }
        for start in stride(from: 0, to: ids.count, by: Self.largestLookup) {
            let part = ids[start..<min(start + Self.largestLookup, ids.count)]
            let sql = Self.applicationQuery(applications, count: part.count)
            let statement = try database.cachedStatement(sql: sql)
            let rows = try Row.fetchCursor(statement, arguments: StatementArguments(part))
            while let row = try rows.next() { batch.addApplication(Cells(row: row)) }
        }
    }

    func lookupQuery(count: Int) -> String {
        let marks = databaseQuestionMarks(count: count)
        return "SELECT \(PageQuery.columns) FROM (\(layout.registrations)) WHERE id IN (\(marks))"
    }

    static func applicationQuery(_ applications: String, count: Int) -> String {
        let columns = ApplicationColumn.names.joined(separator: ", ")
        let marks = databaseQuestionMarks(count: count)
        return "SELECT \(columns) FROM (\(applications)) WHERE registration_id IN (\(marks))"
    }
}
