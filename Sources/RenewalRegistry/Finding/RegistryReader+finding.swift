import GRDB
import RenewalRules

/// Where a search through all rows has arrived.
struct SearchPlace: Sendable {
    /// The records that are looked through.
    let type: RecordID.RecordType
    /// The id of the last row seen; `nil` at the beginning.
    var last: PageCursor.Key?

    static let start = SearchPlace(type: .registration)

    /// The beginning of the next type; `nil` after the last one.
    var next: SearchPlace? {
        let types: [RecordID.RecordType] = [.registration, .qualification, .credential, .credentialApplication]
        let following = types.firstIndex(of: type).map { types.dropFirst($0 + 1) } ?? []
        return following.first.map { SearchPlace(type: $0) }
    }
}

/// Looks through all rows for those that answer to what a caller has.
///
/// No index helps with the end of a number or a part of a name, so each row is read once. Of each row only the columns
/// that may answer are read, and tables that only others need are not joined. The reference tables are read in pages, so
/// that the office's own program can write between them; an office's own SQL is read at once, because nobody knows what
/// a page of it costs.
extension RegistryReader {
    /// Looks through the rows from a place on.
    ///
    /// - Returns: where to go on; `nil` at the end
    func search(
        for clue: Clue,
        from place: SearchPlace,
        adding found: inout AnsweringRecords,
        in database: Database
    ) throws -> SearchPlace? {
        // A page that has to be read again in parts is counted once.
        let before = found
        return try aroundLargeValues { reader in
            found = before
            switch place.type {
            case .registration:
                return try reader.search(layout.registrations, RegistrationColumn.self, clue, place, &found, database)
            case .qualification:
                return try reader.search(layout.qualifications, QualificationColumn.self, clue, place, &found, database)
            case .credential:
                return try reader.search(layout.credentials, CredentialColumn.self, clue, place, &found, database)
            case .credentialApplication:
                let select = layout.credentialApplications
                return try reader.search(select, CredentialApplicationColumn.self, clue, place, &found, database)
            case .employer, .office, .delivery: return nil
            }
        }
    }

    private func search<Column: SearchedColumn>(
        _ select: String?,
        _ columns: Column.Type,
        _ clue: Clue,
        _ place: SearchPlace,
        _ found: inout AnsweringRecords,
        _ database: Database
    ) throws -> SearchPlace? {
        let searched = Column.searched.filter { clue.mayAnswer($0.place) }
        guard let select, !searched.isEmpty else { return place.next }
        return try layout.naming(layout.object(Column.self)) {
            let asked = readsApart ? [] : searched.map(\.column)
            let sql = Self.rows(of: select, asked, after: place.last, isPaged: !layout.isMapped)
            let statement = try database.cachedStatement(sql: sql)
            let arguments = StatementArguments([place.last?.value].compactMap(\.self))
            let rows = try Row.fetchCursor(statement, arguments: arguments)
            var keys: [PageCursor.Key] = []
            var (count, last) = (0, PageCursor.Key?.none)
            func add(_ row: Cells<Column>) {
                guard let answer = row.answer(to: clue, in: searched), let id = try? row.text(Column.rowID) else {
                    return
                }
                found.add(RecordID(type: Column.type, id: id), answer)
            }
            while try rows.next() != nil {
                let row = Cells<Column>(statement)
                count += 1
                if readsApart { keys.append(row.key(Column.rowID)) } else { add(row) }
                if count == Self.largestPage, !layout.isMapped { last = Self.end(at: row.key(Column.rowID)) }
            }
            // With a value that is too large somewhere, rows are read by their ids.
            for start in stride(from: 0, to: keys.count, by: Self.largestPage) {
                let part = keys[start..<min(start + Self.largestPage, keys.count)]
                try eachRowApart(of: KeyedRows(select: select, key: Column.rowID), part, in: database, add)
            }
            return last.map { SearchPlace(type: place.type, last: $0) } ?? place.next
        }
    }

    /// The key that the next page comes after; a missing id counts as the least value.
    private static func end(at key: PageCursor.Key) -> PageCursor.Key {
        PageCursor.Position(validUntil: key, id: key).id
    }

    /// The rows with null in place of the columns that are not asked for: all of them, or a page by id.
    static func rows<Column: SearchedColumn>(
        of select: String,
        _ asked: [Column],
        after last: PageCursor.Key?,
        isPaged: Bool
    ) -> String {
        let columns = Column.allCases.map { column in
            let isRead = column.rawValue == Column.rowID.rawValue || asked.contains { $0.rawValue == column.rawValue }
            return isRead ? column.name : "NULL"
        }
        let all = "SELECT \(columns.joined(separator: ", ")) FROM (\(select))"
        guard isPaged else { return all }
        let rest = last.map { " WHERE \(Column.rowID.name) > \($0.placeholder)" } ?? ""
        return "\(all)\(rest) ORDER BY \(Column.rowID.name) LIMIT \(largestPage)"
    }
}
