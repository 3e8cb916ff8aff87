import GRDB

/// How an export begins.
package enum ExportEncoding: Sendable {
    case utf8
    /// With the mark by which spreadsheets recognise UTF-8.
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
        var writer = CSVWriter(separator: separator)
        if encoding == .utf8WithBOM { writer.bytes = CSVText.byteOrderMark }
        writer.add(names)
        let sql =
            "SELECT \(names.joined(separator: ", ")) FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))"
        do {
            try queue.read { database in
                let rows = try Row.fetchCursor(database, sql: sql)
                while let row = try rows.next() {
                    writer.add(row.databaseValues.map(Self.field))
                    guard writer.bytes.count >= Self.pieceSize else { continue }
                    try write(writer.bytes)
                    writer.bytes.removeAll(keepingCapacity: true)
                }
            }
        } catch let error as DatabaseError {
            throw RegistryError(error, path: path)
        }
        try write(writer.bytes)
    }

    /// Bytes gathered before they are handed on.
    private static let pieceSize = 64 << 10

    private static func field(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .string(let text): FormulaGuard.guarded(text)
        case .int64(let number): String(number)
        // The tables are STRICT and have no columns of these kinds.
        case .null, .double, .blob: ""
        }
    }
}

/// Gathers records as RFC 4180 writes them.
private struct CSVWriter {
    let separator: UInt8
    var bytes: [UInt8] = []

    mutating func add(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(separator) }
            add(field)
        }
        bytes += [0x0D, 0x0A]
    }

    private mutating func add(_ field: String) {
        let quote = UInt8(ascii: "\"")
        let special: [UInt8] = [quote, separator, 0x0A, 0x0D]
        guard field.utf8.contains(where: special.contains) else { return bytes += field.utf8 }
        bytes.append(quote)
        for byte in field.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
