import RenewalRegistry
import RenewalRules

/// The header of an import file: which column of the table each field fills.
struct ImportHeader {
    /// Those of the file, and the day of an application's state where the file has only the state.
    let columns: [ReferenceTable.Column]
    /// The fields of each record of the file.
    let fieldCount: Int
    /// Where an application's state stands among the columns, and the day since which it holds.
    let datedState: (state: Int, since: Int)?

    /// - Throws: `RegistryError.badFile` for unknown, repeated or missing columns
    init(_ record: CSVRecord?, of table: ReferenceTable, fileName: String) throws(RegistryError) {
        let line = record?.line ?? 1
        func problem(_ reason: String) -> RegistryError {
            .badFile(name: fileName, line: line, reason: Phrase(verbatim: reason))
        }
        guard let record else { throw problem("is empty; the first line must name the columns") }
        if let reason = record.problem { throw problem("the header \(reason.phrase.english)") }
        let allowed = AllowedWords(words: table.columns.map(\.name))
        var columns: [ReferenceTable.Column] = []
        for field in record.fields {
            guard let column = table.columns.first(where: { $0.name == field.lowercased() }) else {
                let advice = allowed.advice(for: field).english
                throw problem("the table \(table.name) has no column \"\(field)\"; \(advice)")
            }
            guard !columns.contains(where: { $0.name == column.name }) else {
                throw problem("the column \"\(column.name)\" occurs twice")
            }
            columns.append(column)
        }
        if let missing = table.key.first(where: { key in !columns.contains { $0.name == key } }) {
            throw problem("the column \"\(missing)\" is missing; rows are told apart by it")
        }
        fieldCount = columns.count
        (self.columns, datedState) = Self.dated(columns, of: table)
    }

    /// The columns with that of the day of a state, and the places of both.
    private static func dated(
        _ columns: [ReferenceTable.Column],
        of table: ReferenceTable
    ) -> ([ReferenceTable.Column], (state: Int, since: Int)?) {
        let day = table.columns.first { $0.name == "state_on" }
        guard table.name == "application", let day, let state = columns.firstIndex(where: { $0.name == "state" })
        else { return (columns, nil) }
        if let since = columns.firstIndex(where: { $0.name == day.name }) { return (columns, (state, since)) }
        return (columns + [day], (state, columns.count))
    }
}
