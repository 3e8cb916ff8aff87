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
        func problem(_ chinese: String, _ english: String) -> RegistryError {
            .badFile(name: fileName, line: line, reason: Phrase(chinese, english))
        }
        guard let record else { throw problem("是空文件；第一行应为列名", "is empty; the first line must name the columns") }
        if let reason = record.problem?.phrase {
            throw problem("表头\(reason.chinese)", "the header \(reason.english)")
        }
        let allowed = AllowedWords(words: table.columns.map(\.name))
        var columns: [ReferenceTable.Column] = []
        for field in record.fields {
            guard let column = table.columns.first(where: { $0.name == field.lowercased() }) else {
                let advice = allowed.advice(for: field)
                throw problem(
                    "表 \(table.name) 没有“\(field)”列；\(advice.chinese)",
                    "the table \(table.name) has no column \"\(field)\"; \(advice.english)"
                )
            }
            guard !columns.contains(where: { $0.name == column.name }) else {
                throw problem("列 \(column.name) 出现了两次", "the column \"\(column.name)\" occurs twice")
            }
            columns.append(column)
        }
        if let missing = table.key.first(where: { key in !columns.contains { $0.name == key } }) {
            throw problem("缺少 \(missing) 列，无法区分各行", "the column \"\(missing)\" is missing; rows are told apart by it")
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
