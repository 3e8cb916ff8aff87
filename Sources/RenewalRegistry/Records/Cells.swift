import Foundation
import GRDB
import GRDBSQLite
package import RenewalRules

/// Why a value cannot be read.
package struct CellProblem: Error, Equatable {
    /// The name of its column.
    package let column: String
    /// What is wrong, as the words that follow the column; never the value.
    package let reason: Phrase
    /// What else may be done about it where a mapping yields the value, as the end of the reason.
    private(set) var cureInMapping = Phrase.empty

    /// Says what is wrong with a value of a column.
    package init(column: String, reason: Phrase) {
        self.column = column
        self.reason = reason
    }

    /// Says the same in both languages side by side.
    package init(column: String, _ chinese: String, _ english: String) {
        self.init(column: column, reason: Phrase(chinese, english))
    }

    /// Bytes of a text; a longer one is not a name or address and would only fill memory and mails.
    package static let longestText = 2000

    /// Text in another encoding, such as GBK; repaired, it would reach people as replacement characters.
    static func notUTF8(_ column: String) -> CellProblem {
        CellProblem(column: column, "不是UTF-8编码的文本", "is not text in UTF-8")
    }

    /// A value longer than ``longestText``.
    package static func tooLong(_ column: String) -> CellProblem {
        CellProblem(column: column, "过长，超过\(longestText)字节", "is longer than \(longestText) bytes")
    }

    static func notText(_ column: String) -> CellProblem { CellProblem(column: column, "不是文本", "is not text") }

    static func missing(_ column: String) -> CellProblem { CellProblem(column: column, "缺失", "is missing") }

    /// A day in another form, or one that no calendar has.
    package static func notADay(_ column: String) -> CellProblem {
        CellProblem(column: column, "不是YYYY-MM-DD格式的有效日期", "is not a day YYYY-MM-DD that exists")
    }

    /// A day that is no text.
    static func notADayInText(_ column: String) -> CellProblem {
        CellProblem(column: column, "不是YYYY-MM-DD格式的文本", "is not text YYYY-MM-DD")
    }

    /// An instant in another form.
    package static func notAnInstant(_ column: String) -> CellProblem {
        CellProblem(
            column: column,
            "不是2025-12-15T01:00:00Z格式的时刻",
            "is not an instant such as 2025-12-15T01:00:00Z"
        )
    }

    /// A number that is out of range or not whole.
    package static func notANumber(_ column: String, in range: ClosedRange<some BinaryInteger>) -> CellProblem {
        let (least, most) = (range.lowerBound, range.upperBound)
        return CellProblem(
            column: column,
            "不是\(least)至\(most)的整数",
            "is not a whole number from \(least) to \(most)"
        )
    }

    /// A word that the column does not know.
    package static func noneOf(_ words: [String], _ column: String) -> CellProblem {
        let known = Phrase(list: words)
        var problem = CellProblem(column: column, "不是下列取值之一：\(known.chinese)", "is none of \(known.english)")
        problem.cureInMapping = translation
        return problem
    }

    /// Several words of which one is not known.
    static func hasNoneOf(_ words: [String], _ column: String) -> CellProblem {
        let known = Phrase(list: words)
        var problem = CellProblem(
            column: column,
            "含有下列取值以外的内容：\(known.chinese)",
            "has a word that is none of \(known.english)"
        )
        problem.cureInMapping = translation
        return problem
    }

    private static let translation = Phrase(
        "；请在registry.mapping的SELECT中用CASE换成这些取值",
        "; translate it by a CASE in the SELECT of registry.mapping"
    )
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
        default: throw .notText(column.name)
        }
    }

    func day(_ column: Column) throws(CellProblem) -> CalendarDate? {
        switch try type(of: column) {
        case SQLITE_NULL: return nil
        case SQLITE_TEXT:
            guard let text = try text(column) else { return nil }
            // Blanks and full-width digits are no reason to forget somebody.
            if let day = CalendarDate(text) ?? CalendarDate(FoldedID(text).text) { return day }
            throw problem(column, .notADay(column.name), like: text)
        case SQLITE_INTEGER: throw problem(column, .notADayInText(column.name), like: try text(column) ?? "")
        default: throw .notADayInText(column.name)
        }
    }

    /// What is wrong with a day, how it is written, and with which setting of a mapping it would be one.
    private func problem(_ column: Column, _ fault: CellProblem, like text: String) -> CellProblem {
        let setting = DateFormat.reading(value(column))?.rawValue
        let shape = ValueShape(text).description
        return CellProblem(
            column: column.name,
            "\(fault.reason.chinese)，而是形如\(shape)" + (setting.map { "（date_format: \($0)）" } ?? ""),
            "\(fault.reason.english), but like \(shape)" + (setting.map { " (date_format: \($0))" } ?? "")
        )
    }

    /// An instant of RFC 3339 in UTC with whole seconds.
    func instant(_ column: Column) throws(CellProblem) -> UnixTime? {
        guard let text = try text(column) else { return nil }
        if let instant = UnixTime(rfc3339: text) { return instant }
        throw .notAnInstant(column.name)
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
                throw .hasNoneOf(Word.allCases.map(\.rawValue), column.name)
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
        case .string(let text) where Int64(FoldedID(text).text).map(range.contains) == true:
            return Int(FoldedID(text).text)
        default:
            if isText(column) { _ = try text(column) }
            throw .notANumber(column.name, in: range)
        }
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ column: Column,
        as type: Word.Type
    ) throws(CellProblem) -> Word? {
        guard let text = try text(column) else { return nil }
        if let word = Word(rawValue: text) ?? Word(rawValue: FoldedID(text).text) { return word }
        throw .noneOf(Word.allCases.map(\.rawValue), column.name)
    }
}
