import GRDB
import RenewalRules

/// Reads around values that are too large for SQLite, so that they affect only their own rows.
extension RegistryReader {
    /// Runs a read, and repeats it in parts when it contains a value that is too large.
    func aroundLargeValues<Value>(_ read: (RegistryReader) throws -> Value) throws -> Value {
        do {
            return try read(self)
        } catch {
            guard !readsApart, Self.isAboutLargeValue(error) else { throw error }
            var reader = self
            reader.readsApart = true
            return try read(reader)
        }
    }

    /// Visits the rows of some keys; a value that is too large is left out, and reported when its row is read.
    func eachRowApart<Column: MappedColumn>(
        of rows: KeyedRows<Column>,
        _ keys: ArraySlice<PageCursor.Key>,
        in database: Database,
        _ body: (Cells<Column>) -> Void
    ) throws {
        guard let first = keys.first else { return }
        if try isReadable(rows, Array(keys), Column.allCases, in: database) {
            return try eachRow(of: rows.statement(Array(keys), without: [], in: database)) { body(Cells($0)) }
        }
        guard keys.count == 1 else {
            let middle = keys.startIndex + keys.count / 2
            try eachRowApart(of: rows, keys[..<middle], in: database, body)
            return try eachRowApart(of: rows, keys[middle...], in: database, body)
        }
        let large = try Column.allCases.filter { try !isReadable(rows, [first], [$0], in: database) }
        try eachRow(of: rows.statement([first], without: large, in: database)) { body(Cells($0, tooLarge: large)) }
    }

    /// Steps through rows without looking at them.
    private func isReadable<Column: MappedColumn>(
        _ rows: KeyedRows<Column>,
        _ keys: [PageCursor.Key],
        _ columns: some Collection<Column>,
        in database: Database
    ) throws -> Bool {
        let others = Column.allCases.filter { column in !columns.contains { $0.rawValue == column.rawValue } }
        do {
            try eachRow(of: rows.statement(keys, without: others, in: database)) { _ in }
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_TOOBIG {
            return false
        }
    }

    /// Visits what a statement yields.
    func eachRow(of statement: Statement, _ body: (Statement) -> Void) throws {
        let rows = try Row.fetchCursor(statement)
        var count = 0
        while try rows.next() != nil {
            count += 1
            guard count <= Self.mostRows else { throw ReadingFailure(object: nil, cause: .tooMany(Self.mostRows)) }
            body(statement)
        }
    }

    private static func isAboutLargeValue(_ error: any Error) -> Bool {
        switch error {
        case let error as DatabaseError: return error.resultCode == .SQLITE_TOOBIG
        case let failure as ReadingFailure:
            guard case .sqlite(let error) = failure.cause else { return false }
            return error.resultCode == .SQLITE_TOOBIG
        default: return false
        }
    }
}

/// A `SELECT` for the rows with certain keys.
struct KeyedRows<Column: MappedColumn> {
    let select: String
    let key: Column
    /// A further condition on the rows, and its values.
    var condition = "1"
    var values: [DatabaseValue] = []
    var limit: Int?

    /// Prepares it with null in place of some columns.
    func statement(_ keys: [PageCursor.Key], without left: [Column], in database: Database) throws -> Statement {
        let columns = Column.allCases.map { column in
            left.contains { $0.rawValue == column.rawValue } ? "NULL" : column.name
        }
        let isAny = keys.map { "\(key.name) IS \($0.placeholder)" }.joined(separator: " OR ")
        let isListed = "\(key.name) IN (\(keys.map(\.placeholder).joined(separator: ", ")))"
        let sql = """
            SELECT \(columns.joined(separator: ", ")) FROM (\(select))
            WHERE (\(condition)) AND (\(keys.contains { $0.value.isNull } ? isAny : isListed))
            \(limit.map { "LIMIT \($0)" } ?? "")
            """
        let statement = try database.makeStatement(sql: sql)
        try statement.setArguments(StatementArguments(values + keys.map(\.value)))
        return statement
    }
}
