import GRDB
import RenewalRules

/// A row as an event found it.
struct StoredRow {
    let name: RecordName
    let row: Row

    var id: String { name.id }

    /// Text that is there and not empty.
    func text(_ column: String) -> String? {
        guard let text = String.fromDatabaseValue(row[column]), !text.isEmpty else { return nil }
        return text
    }

    func number(_ column: String) -> Int? { Int.fromDatabaseValue(row[column]) }

    func day(_ column: String) -> CalendarDate? { text(column).flatMap { CalendarDate($0) } }

    func word<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type) -> Word? {
        text(column).flatMap(Word.init)
    }

    /// Words separated by commas; one that is not known is left out.
    func words<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type) -> Set<Word> {
        Set((text(column) ?? "").split(separator: ",").compactMap { Word(rawValue: $0.trimming(" ")) })
    }

    /// An instant as `2025-12-15T01:00:00Z`, the one shape the schema allows.
    func instant(_ column: String) -> UnixTime? {
        guard let text = text(column), let day = CalendarDate(String(text.prefix(10))) else { return nil }
        let clock = text.dropFirst(11).dropLast().split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3 else { return nil }
        return UnixTime(seconds: Int64(day.dayNumber) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2])
    }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> String {
        String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
    }
}

extension Sequence where Element: RawRepresentable<String> & CaseIterable & Hashable {
    /// The words in the order of their declaration, separated by commas; `nil` when there are none.
    var list: String? {
        let words = Set(self)
        let ordered = Element.allCases.filter(words.contains).map(\.rawValue)
        return ordered.isEmpty ? nil : ordered.joined(separator: ",")
    }
}
