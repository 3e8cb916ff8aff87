import GRDB
import RenewalRules
import RenewalSQLite

/// Of rows whose ids fold to the same, one is served.
extension RegistryReader {
    typealias ServedSpellings = [RecordID.RecordType: [String: String]]

    /// The row that counts for each unfolded id of a batch: the folded one if there is one, else the first.
    ///
    /// This examines the ids of all rows, at no cost as long as all ids of the batch are folded.
    func servedSpellings(of batch: RecordBatch, in database: Database) throws -> ServedSpellings {
        try spellings(of: batch) { spellings, ids in
            let sql = """
                SELECT folded, ifnull(
                    max(CASE WHEN id = folded COLLATE BINARY THEN folded END), min(id COLLATE BINARY)
                ) FROM (\(spellings)) WHERE folded IN (\(placeholders(ids.count))) GROUP BY folded
                """
            let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: StatementArguments(ids))
            return rows.map { ($0[0], $0[1]) }
        }
    }

    /// The folded ids of a batch's unfolded rows, as far as they have rows of their own.
    ///
    /// Found by the index on the id: enough for a record found by its id, which a scan has served before.
    func foldedRows(besides batch: RecordBatch, in database: Database) throws -> ServedSpellings {
        try spellings(of: batch) { spellings, ids in
            let sql = Self.foldedRows(among: spellings, count: ids.count)
            let found = try String.fetchAll(database.cachedStatement(sql: sql), arguments: StatementArguments(ids))
            return found.filter { FoldedID($0).isWritten($0) }.map { ($0, $0) }
        }
    }

    static func foldedRows(among spellings: String, count: Int) -> String {
        "SELECT id FROM (\(spellings)) WHERE id IN (\(placeholders(count)))"
    }

    private func spellings(
        of batch: RecordBatch,
        _ find: (_ spellings: String, _ ids: [String]) throws -> [(folded: String, id: String)]
    ) throws -> ServedSpellings {
        var served: ServedSpellings = [:]
        for type in RecordID.RecordType.allCases {
            let ids = batch.unsettledIDs(of: type)
            guard let spellings = layout.spellings[type] else { continue }
            for start in stride(from: 0, to: ids.count, by: Lookup.largest) {
                let part = ids[start..<min(start + Lookup.largest, ids.count)].filledUp
                for (folded, id) in try find(spellings, part) { served[type, default: [:]][folded] = id }
            }
        }
        return served
    }
}
