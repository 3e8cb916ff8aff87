import GRDB
import RenewalRules

/// Why a value cannot be read.
struct CellProblem: Error {
    let column: String
    let reason: String

    /// Bytes of a text; longer text is no name or address and would only fill memory and mails.
    static let longestText = 2000
}

/// Reads the values of a row strictly: what is not of the expected shape is a problem, never a guess.
///
/// Empty text counts as null, because many offices store it so.
struct Cells<Column: MappedColumn> {
    let row: Row

    func value(_ column: Column) -> DatabaseValue { row[column.rawValue] }

    /// All bytes of a text: as a value it ends at its first NUL, and what is not UTF-8 is replaced.
    ///
    /// - Returns: `nil` when the value is no text, or when it holds these very bytes
    func damagedText(_ column: Column) -> [UInt8]? {
        guard case .string(let text) = value(column).storage else { return nil }
        do {
            let bytes = try row.withUnsafeData(atIndex: column.rawValue) { $0.map(Array.init) } ?? []
            return bytes.elementsEqual(text.utf8) ? nil : bytes
        } catch {
            // Every text has bytes; a value that is none is never asked for them.
            return nil
        }
    }

    /// Where a value stands in the order of its column.
    func key(_ column: Column) -> PageCursor.Key {
        PageCursor.Key(value: value(column), damagedText: damagedText(column))
    }

    /// Text, or a whole number as its digits: offices store phone numbers and numbers either way.
    func text(_ column: Column) throws(CellProblem) -> String? {
        switch value(column).storage {
        case .null: nil
        case .int64(let number): String(number)
        case .string(let text) where text.isEmpty: nil
        case .string(let text) where text.utf8.count <= CellProblem.longestText: text
        case .string: throw CellProblem(column: column.name, reason: "is longer than \(CellProblem.longestText) bytes")
        case .double, .blob: throw CellProblem(column: column.name, reason: "is not text")
        }
    }

    /// An address or the like, which a repair would change into somebody else's.
    func exactText(_ column: Column) throws(CellProblem) -> String? {
        let text = try text(column)
        return damagedText(column).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    func day(_ column: Column) throws(CellProblem) -> CalendarDate? {
        switch value(column).storage {
        case .null: return nil
        case .string(let text) where text.isEmpty: return nil
        case .string(let text):
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
        case .null: nil
        case .string(let text) where text.isEmpty: nil
        case .int64(let number) where range.contains(number): Int(number)
        default:
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
