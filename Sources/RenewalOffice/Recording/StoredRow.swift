import GRDB
import RenewalRules

/// A row as an event found it, to be changed; what its record says is read as a scan reads it.
struct StoredRow {
    let name: RowName
    let row: Row

    var id: String { name.id }

    /// Text that is present and not empty.
    func text(_ column: String) -> String? {
        guard let text = String.fromDatabaseValue(row[column]), !text.isEmpty else { return nil }
        return text
    }

    /// A number of a person or a credential's term, held to its range by the schema.
    func number(_ column: String) -> Int? { Int.fromDatabaseValue(row[column]) }

    func day(_ column: String) -> CalendarDate? { text(column).flatMap { CalendarDate($0) } }

    /// The day since which it is missing in the sheet it came from; `nil` while it is there.
    var leftOn: CalendarDate? { row.hasColumn("left_on") ? day("left_on") : nil }
}

extension Sequence where Element: RawRepresentable<String> & CaseIterable & Hashable {
    /// The words in the order of their declaration, separated by commas; `nil` when there are none.
    var list: String? {
        let words = Set(self)
        let ordered = Element.allCases.filter(words.contains).map(\.rawValue)
        return ordered.isEmpty ? nil : ordered.joined(separator: ",")
    }
}
