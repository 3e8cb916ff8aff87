import GRDB
import RenewalRules

/// Looks through all rows for those that answer to what a caller has.
///
/// No index helps with the end of a number or a part of a name, so each row is read once, as it comes, and only the best
/// are kept. Of each row only the columns that may answer are read, and tables that only others need are not joined.
extension RegistryReader {
    func records(answering clue: Clue, limit: Int, in database: Database) throws -> AnsweringRecords {
        try aroundLargeValues { reader in
            var found = AnsweringRecords(limit: limit)
            try reader.search(layout.registrations, RegistrationColumn.self, clue, in: database, &found)
            try reader.search(layout.qualifications, QualificationColumn.self, clue, in: database, &found)
            try reader.search(layout.credentials, CredentialColumn.self, clue, in: database, &found)
            try reader.search(
                layout.credentialApplications,
                CredentialApplicationColumn.self,
                clue,
                in: database,
                &found
            )
            return found
        }
    }

    private func search<Column: SearchedColumn>(
        _ select: String?,
        _ columns: Column.Type,
        _ clue: Clue,
        in database: Database,
        _ found: inout AnsweringRecords
    ) throws {
        let searched = Column.searched.filter { clue.mayAnswer($0.place) }
        guard let select, !searched.isEmpty else { return }
        try layout.naming(layout.object(Column.self)) {
            let sql = Self.everyRow(of: select, searched.map(\.column))
            try eachRow(readBy: sql, select, Column.self, in: database) { row in
                guard let answer = row.answer(to: clue, in: searched), let id = try? row.text(Column.rowID) else {
                    return
                }
                found.add(RecordID(type: Column.type, id: id), answer)
            }
        }
    }

    private func eachRow<Column: SearchedColumn>(
        readBy sql: String,
        _ select: String,
        _ columns: Column.Type,
        in database: Database,
        _ body: (Cells<Column>) -> Void
    ) throws {
        guard readsApart else {
            let statement = try database.cachedStatement(sql: sql)
            let rows = try Row.fetchCursor(statement)
            while try rows.next() != nil { body(Cells(statement)) }
            return
        }
        // With a value that is too large somewhere, rows are read by their ids.
        let keyed = KeyedRows(select: select, key: Column.rowID)
        let statement = try database.cachedStatement(sql: Self.everyRow(of: select, [Column]()))
        let rows = try Row.fetchCursor(statement)
        var keys: [PageCursor.Key] = []
        while try rows.next() != nil {
            keys.append(Cells<Column>(statement).key(Column.rowID))
            guard keys.count == Self.largestPage else { continue }
            try eachRowApart(of: keyed, keys[...], in: database, body)
            keys.removeAll(keepingCapacity: true)
        }
        try eachRowApart(of: keyed, keys[...], in: database, body)
    }

    /// All rows, with null in place of the columns that are not asked for.
    static func everyRow<Column: SearchedColumn>(of select: String, _ asked: [Column]) -> String {
        let columns = Column.allCases.map { column in
            let isRead = column.rawValue == Column.rowID.rawValue || asked.contains { $0.rawValue == column.rawValue }
            return isRead ? column.name : "NULL"
        }
        return "SELECT \(columns.joined(separator: ", ")) FROM (\(select))"
    }
}
