package import GRDB
import GRDBSQLite

extension FoldedID {
    /// Makes the form available in SQL as `renewald_folded(id)`.
    ///
    /// It is null for values that cannot be an id: other types, damaged text, control characters.
    package static func addFunction(to database: Database) throws {
        let code = sqlite3_create_function_v2(
            database.sqliteConnection,
            sqlName,
            1,
            SQLITE_UTF8 | SQLITE_DETERMINISTIC,
            nil,
            { context, _, values in
                guard let value = values?.pointee, sqlite3_value_type(value) == SQLITE_TEXT else { return }
                let start = sqlite3_value_text(value)
                let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
                guard let id = String(validating: bytes, as: UTF8.self), FoldedID.isPrintable(id) else { return }
                guard let folded = FoldedID.unlike(id) else { return sqlite3_result_value(context, value) }
                var text = folded.text
                text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) { characters in
                        sqlite3_result_text(context, characters.baseAddress, Int32(characters.count), FoldedID.copied)
                    }
                }
            },
            nil,
            nil,
            nil
        )
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    /// What SQL calls it.
    package static let sqlName = "renewald_folded"

    /// Whether it can be printed on one line of a log or header without any effect on the display.
    static func isPrintable(_ id: String) -> Bool {
        id.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
            || id.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// Tells SQLite to copy the text at once (`SQLITE_TRANSIENT`, a macro that Swift does not see).
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
