import GRDB
package import RenewalRules

extension Registry {
    package func sheetNews(since day: CalendarDate, limit: Int) async throws(RegistryError) -> SheetNews {
        try await read(for: .pass) { reader, database in
            guard reader.layout.knowsSheets else { return SheetNews() }
            var news = SheetNews()
            let left = try Row.fetchAll(
                database.cachedStatement(sql: SheetQueries.left),
                arguments: [day.description, limit]
            )
            news.left = left.compactMap(SheetNews.LeftRecord.init)
            let count = try database.cachedStatement(sql: SheetQueries.leftCount)
            news.leftCount = try Int.fetchOne(count, arguments: [day.description]) ?? 0
            news.refused = try Row.fetchAll(database.cachedStatement(sql: SheetQueries.refused), arguments: [limit])
                .compactMap { SheetNews.RefusedImport($0, utcOffset: reader.utcOffset) }
            return news
        }
    }
}

/// What the reference tables say of the sheets they are filled from.
enum SheetQueries {
    /// The running records that left since a day with less than a year to their expiry, the first to end first.
    static let left = "\(leavers) ORDER BY valid_until, id LIMIT ?2"

    static let leftCount = "SELECT count(*) FROM (\(leavers))"

    private static let leavers = [
        leavers(from: "registration", started: "valid_from"), leavers(from: "credential", started: "issued_on"),
    ].joined(separator: " UNION ALL ")

    private static func leavers(from table: String, started: String) -> String {
        let end = "ifnull(r.valid_until, date(r.\(started), '+' || r.term_years || ' years'))"
        return """
            SELECT '\(table)' AS type, r.id AS id, \(end) AS valid_until, r.left_on AS left_on,
                p.id AS holder_id, p.name AS holder_name, e.name AS employer_name
            FROM \(table) r LEFT JOIN person p ON p.id = r.person_id LEFT JOIN employer e ON e.id = r.employer_id
            WHERE r.left_on >= ?1 AND r.state = 'active' AND \(end) BETWEEN r.left_on AND date(r.left_on, '+1 year')
            """
    }

    /// The last refused import of each sheet that none came after which was not.
    static let refused = """
        SELECT source, at, summary FROM import_run r
        WHERE outcome = 'refused' AND NOT EXISTS (
            SELECT 1 FROM import_run n WHERE n.source = r.source AND n.sequence > r.sequence
        )
        ORDER BY sequence DESC LIMIT ?
        """
}

extension SheetNews.LeftRecord {
    fileprivate init?(_ row: Row) {
        guard let type = RecordID.RecordType(rawValue: row["type"]), let id = String.fromDatabaseValue(row["id"]),
            let end = String.fromDatabaseValue(row["valid_until"]).flatMap({ CalendarDate($0) }),
            let left = String.fromDatabaseValue(row["left_on"]).flatMap({ CalendarDate($0) })
        else { return nil }
        let holder = String.fromDatabaseValue(row["holder_id"])
            .map { Person(id: $0, name: String.fromDatabaseValue(row["holder_name"]) ?? "") }
        let employer = String.fromDatabaseValue(row["employer_name"])
        self.init(
            record: RecordID(type: type, id: id),
            holder: holder,
            employer: employer,
            validUntil: end,
            leftOn: left
        )
    }
}

extension SheetNews.RefusedImport {
    fileprivate init?(_ row: Row, utcOffset: (UnixTime) -> Duration) {
        guard let source = String.fromDatabaseValue(row["source"]),
            let at = String.fromDatabaseValue(row["at"]).flatMap({ UnixTime(rfc3339: $0) }),
            let summary = String.fromDatabaseValue(row["summary"])
        else { return nil }
        self.init(source: source, on: at.day(utcOffset: utcOffset(at)), summary: summary)
    }
}
