import GRDB
import Testing

/// Somebody with write access to the state file, such as an operator or an intruder, edits one cell or one row.
@Suite struct EvidenceEditTests {
    init() async throws { try await EvidenceProperties.prepare() }

    @Test func untouchedFileHasNoProblems() throws {
        let problems = try EvidenceProperties.withEdits { EvidenceProperties.problems($0.database) }
        #expect(problems == [])
    }

    @Test func everyTableHasRowsToEdit() throws {
        try EvidenceProperties.withEdits { edits in
            for table in edits.tables {
                let rows = try edits.rows(of: table)
                #expect(!rows.isEmpty, "\(table.name)")
            }
        }
    }

    /// Each cell of some rows of each table gets each of the values that `StateEdits` offers in turn; the fuzzer goes
    /// further.
    @Test func everyCellEditIsFoundOrDeclaredOutOfScope() throws {
        var (needless, number) = (Set(EvidenceProperties.outside.keys), 0)
        try EvidenceProperties.withEdits { edits in
            for table in edits.tables {
                for row in try sample(of: table, edits) {
                    for column in table.columns {
                        number += 1
                        guard let sql = try unseen(edits, table, row, column, number) else { continue }
                        needless.remove(table.name)
                        needless.remove("\(table.name).\(column.name)")
                        #expect(EvidenceProperties.isOutside(table.name, column.name), "\(sql) in \(row)")
                    }
                }
            }
        }
        #expect(needless.isEmpty, "left out, and yet found")
    }

    /// Some twenty rows spread over a table, because each check takes milliseconds.
    private func sample(of table: StateEdits.Table, _ edits: StateEdits) throws -> [Row] {
        let rows = try edits.rows(of: table)
        return stride(from: 0, to: rows.count, by: max(1, rows.count / 20)).map { rows[$0] }
    }

    /// An edit that changes a cell and goes undetected.
    private func unseen(
        _ edits: StateEdits,
        _ table: StateEdits.Table,
        _ row: Row,
        _ column: (name: String, type: String),
        _ number: Int
    ) throws -> String? {
        let values = try edits.values(for: column, in: table, row: row)
        let isOutside = EvidenceProperties.isOutside(table.name, column.name)
        for value in isOutside ? values : [values[number % values.count]] {
            let (sql, arguments) = edits.set(column.name, to: value, in: table, row: row)
            let place = edits.place(of: row, in: table)
            let query = "SELECT \(value) FROM \(table.name) WHERE \(place.sql)"
            let new = try DatabaseValue.fetchOne(edits.database, sql: query, arguments: place.arguments) ?? .null
            let old = row[column.name] as DatabaseValue
            let isDue = column.name == "state" && [old, new].allSatisfy { isWaiting($0) }
            // Text after a zero byte is not read here, so such values look equal.
            guard new != old || value.contains("x'0078'"), !isDue else { continue }
            let found = try edits.after(sql, arguments) { EvidenceProperties.problems(edits.database) }
            if found == [] { return sql }
        }
        return nil
    }

    private func isWaiting(_ value: DatabaseValue) -> Bool {
        EvidenceProperties.isWaiting(String.fromDatabaseValue(value))
    }

    @Test func everyRemovedOrDuplicatedRowIsFound() throws {
        try EvidenceProperties.withEdits { edits in
            for table in edits.tables where !EvidenceProperties.isOutside(table.name, nil) {
                for row in try sample(of: table, edits) {
                    for (sql, arguments) in [edits.remove(row, from: table), edits.double(row, of: table)] {
                        let found = try edits.after(sql, arguments) { EvidenceProperties.problems(edits.database) }
                        #expect(found != [], "\(sql) \(row)")
                    }
                }
            }
        }
    }
}
