import Foundation
import GRDB
import GRDBSQLite
import RenewalRules

/// Why a value cannot be read.
package struct CellProblem: Error, Equatable {
    /// The name of its column.
    package let column: String
    /// What is wrong, as the words that follow the column; never the value.
    package let reason: String

    /// Says what is wrong with a value of a column.
    package init(column: String, reason: String) {
        self.column = column
        self.reason = reason
    }

    /// Bytes of a text; a longer one is not a name or address and would only fill memory and mails.
    package static let longestText = 2000

    /// Text in another encoding, such as GBK; repaired, it would reach people as replacement characters.
    static func notUTF8(_ column: String) -> CellProblem {
        CellProblem(column: column, reason: "is not text in UTF-8")
    }

    static func tooLong(_ column: String) -> CellProblem {
        CellProblem(column: column, reason: "is longer than \(longestText) bytes")
    }
}

/// Reads the values of a row strictly: an unexpected form is a problem, never a guess.
///
/// Empty text counts as null, because many offices store it so.
struct Cells<Column: MappedColumn> {
    /// Positioned on the row; read without GRDB's values, which would cost a third of a pass.
    private let statement: SQLiteStatement
    /// Columns read as null because SQLite refuses their large values.
    private let tooLarge: [Column]

    /// The row at which a statement is positioned, valid until its next step.
    init(_ statement: Statement, tooLarge: [Column] = []) {
        self.statement = statement.sqliteStatement
        self.tooLarge = tooLarge
    }

    func value(_ column: Column) -> DatabaseValue {
        switch sqlite3_column_type(statement, index(of: column)) {
        case SQLITE_INTEGER: sqlite3_column_int64(statement, index(of: column)).databaseValue
        case SQLITE_FLOAT: sqlite3_column_double(statement, index(of: column)).databaseValue
        case SQLITE_TEXT: withText(column) { String(decoding: $0, as: UTF8.self) }.databaseValue
        case SQLITE_BLOB: blob(column).databaseValue
        default: .null
        }
    }

    /// The SQLite type of a value that may be present.
    private func type(of column: Column) throws(CellProblem) -> Int32 {
        let type = sqlite3_column_type(statement, index(of: column))
        if type == SQLITE_NULL, isTooLarge(column) { throw .tooLong(column.name) }
        return type
    }

    private func isTooLarge(_ column: Column) -> Bool { tooLarge.contains { $0.rawValue == column.rawValue } }

    /// Null, or a text without anything in it.
    func isEmpty(_ column: Column) -> Bool {
        switch sqlite3_column_type(statement, index(of: column)) {
        case SQLITE_NULL: !isTooLarge(column)
        case SQLITE_TEXT: sqlite3_column_bytes(statement, index(of: column)) == 0
        default: false
        }
    }

    func isText(_ column: Column) -> Bool { sqlite3_column_type(statement, index(of: column)) == SQLITE_TEXT }

    private func index(of column: Column) -> Int32 { Int32(truncatingIfNeeded: column.rawValue) }

    /// The bytes of a text in UTF-8, whatever the file's encoding; valid only during the call.
    private func withText<Value>(_ column: Column, _ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        // Requested before the length, because the length depends on the last requested encoding.
        let start = sqlite3_column_text(statement, index(of: column))
        return read(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index(of: column)))))
    }

    private func blob(_ column: Column) -> Data {
        guard let start = sqlite3_column_blob(statement, index(of: column)) else { return Data() }
        return Data(bytes: start, count: Int(sqlite3_column_bytes(statement, index(of: column))))
    }

    /// Throws unless every text of the row is UTF-8, even in unused columns.
    ///
    /// - Throws: the column that is not; columns that are used throw when read
    func checkTexts() throws(CellProblem) {
        for column in Column.unread where isText(column) {
            let isSound = withText(column) { bytes in
                bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
            }
            guard isSound else { throw .notUTF8(column.name) }
        }
    }

    /// The row's name in messages; empty when its id cannot be shown.
    func label(_ column: Column) -> String { (try? text(column)) ?? "" }

    /// All bytes of a text that is not UTF-8 or contains a NUL.
    ///
    /// - Returns: `nil` when the value is not text, or is valid
    func damagedText(_ column: Column) -> [UInt8]? {
        guard isText(column) else { return nil }
        return withText(column) { bytes in
            let isSound = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
            return isSound ? nil : Array(bytes)
        }
    }

    /// The sort key of a value in its column.
    func key(_ column: Column) -> PageCursor.Key {
        PageCursor.Key(value: value(column), damagedText: damagedText(column))
    }

    /// Text, or a whole number as its digits: offices store phone numbers and numbers either way.
    func text(_ column: Column) throws(CellProblem) -> String? {
        switch try type(of: column) {
        case SQLITE_NULL: return nil
        case SQLITE_INTEGER: return String(sqlite3_column_int64(statement, index(of: column)))
        case SQLITE_TEXT:
            let (count, text) = withText(column) {
                ($0.count, $0.count <= CellProblem.longestText ? String(validating: $0, as: UTF8.self) : nil)
            }
            guard count <= CellProblem.longestText else { throw .tooLong(column.name) }
            guard let text else { throw .notUTF8(column.name) }
            return text.isEmpty ? nil : text
        default: throw CellProblem(column: column.name, reason: "is not text")
        }
    }

    func day(_ column: Column) throws(CellProblem) -> CalendarDate? {
        switch try type(of: column) {
        case SQLITE_NULL: return nil
        case SQLITE_TEXT:
            guard let text = try text(column) else { return nil }
            if let day = CalendarDate(text) { return day }
            throw CellProblem(column: column.name, reason: "is not a day YYYY-MM-DD that exists")
        default: throw CellProblem(column: column.name, reason: "is not text YYYY-MM-DD")
        }
    }

    /// An instant of RFC 3339 in UTC with whole seconds.
    func instant(_ column: Column) throws(CellProblem) -> UnixTime? {
        guard let text = try text(column) else { return nil }
        if let instant = UnixTime(rfc3339: text) { return instant }
        throw CellProblem(column: column.name, reason: "is not an instant such as 2025-12-15T01:00:00Z")
    }

    /// Several words in one text, between commas, semicolons or spaces.
    func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
        _ column: Column,
        as type: Word.Type
    ) throws(CellProblem) -> Set<Word> {
        let parts = try text(column)?.split { ",;、，； ".contains($0) } ?? []
        var words: Set<Word> = []
        for part in parts {
            guard let word = Word(rawValue: String(part)) else {
                let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw CellProblem(column: column.name, reason: "has a word that is none of \(known)")
            }
            words.insert(word)
        }
        return words
    }

    /// A whole number within `range`.
    func number(_ column: Column, in range: ClosedRange<Int64>) throws(CellProblem) -> Int? {
        switch value(column).storage {
        case .null:
            _ = try type(of: column)
            return nil
        case .string(let text) where text.isEmpty: return nil
        case .int64(let number) where range.contains(number): return Int(number)
        default:
            if isText(column) { _ = try text(column) }
            throw CellProblem(
                column: column.name,
                reason: "is not a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ column: Column,
        as type: Word.Type
    ) throws(CellProblem) -> Word? {
        guard let text = try text(column) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw CellProblem(column: column.name, reason: "is none of \(known)")
    }
}
