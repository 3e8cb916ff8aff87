import GRDB
import RenewalFiles
import RenewalRegistry

/// The beginning of an export.
package enum ExportEncoding: Sendable {
    case utf8
    /// With the byte order mark by which spreadsheets recognise UTF-8.
    case utf8WithBOM
}

extension ReferenceRegistry {
    /// Writes a table as CSV that an import takes back unchanged.
    ///
    /// Rows come by id, lines end with CR LF, null is an empty field. Text a spreadsheet would take for a formula
    /// gets an apostrophe in front, which the import removes.
    ///
    /// - Parameters:
    ///   - table: one of ``tables``
    ///   - separator: a comma or a tab
    ///   - encoding: whether a byte order mark comes first
    ///   - write: takes the bytes in pieces of about 64 KiB
    /// - Throws: ``RegistryError``, or what `write` throws
    package func export(
        table: String,
        separator: UInt8,
        encoding: ExportEncoding = .utf8WithBOM,
        to write: ([UInt8]) throws -> Void
    ) throws {
        let table = try ReferenceTable.named(table)
        let names = table.columns.map(\.name)
        let writer = CSVWriter(separator: separator)
        var bytes = encoding == .utf8WithBOM ? CSVText.byteOrderMark : []
        writer.add(names, to: &bytes)
        let sql =
            "SELECT \(names.joined(separator: ", ")) FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))"
        do {
            try queue.read { database in
                let rows = try Row.fetchCursor(database, sql: sql)
                while let row = try rows.next() {
                    writer.add(row.databaseValues.map(Self.field), to: &bytes)
                    guard bytes.count >= Self.pieceSize else { continue }
                    try write(bytes)
                    bytes.removeAll(keepingCapacity: true)
                }
            }
        } catch let error as DatabaseError {
            throw RegistryError(error, path: path)
        }
        try write(bytes)
    }

    /// Bytes collected before they are handed on.
    private static let pieceSize = 64 << 10

    /// What a file has of a value; empty for null.
    static func field(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .string(let text): text
        case .int64(let number): String(number)
        // The tables are STRICT and have no columns of these types.
        case .null, .double, .blob: ""
        }
    }
}
