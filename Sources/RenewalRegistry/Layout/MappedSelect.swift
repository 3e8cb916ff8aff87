import GRDB
import RenewalRules

/// The administrator's `SELECT`, checked and completed to one with all columns.
struct MappedSelect<Column: MappedColumn> {
    let sql: String
    /// The columns the administrator's text yields.
    let found: Set<String>
    /// The key in the configuration, for messages.
    private let setting: String

    init(_ text: String, setting: String, in database: Database) throws {
        self.setting = setting
        let select = Self.trimmed(text)
        let found = try Self.columnNames(of: select, setting: setting, in: database)
        let selected = Column.names.map { found.contains($0) ? $0 : "NULL AS \($0)" }
        // The line break ends a trailing comment of the text.
        self.found = Set(found)
        sql = "SELECT \(selected.joined(separator: ", ")) FROM (\(select)\n)"
        try check(found)
        try checkKeys(in: database)
    }

    private static func trimmed(_ text: String) -> Substring {
        var select = text[...]
        while let last = select.last, last.isWhitespace || last == ";" { select.removeLast() }
        return select
    }

    private static func columnNames(of select: Substring, setting: String, in database: Database) throws -> [String] {
        do {
            // Prepared alone first: unbalanced parentheses must not change the query around it.
            let statement = try database.makeStatement(sql: String(select))
            try statement.validateArguments([])
            _ = try database.makeStatement(sql: "SELECT 1 FROM (\(select)\n)")
            return statement.columnNames.map { $0.lowercased() }
        } catch let error as DatabaseError {
            let said = error.message ?? "it cannot be prepared"
            throw RegistryError.mapping(setting: setting, reason: "\(said); write one SELECT without parameters")
        }
    }

    private func check(_ found: [String]) throws(RegistryError) {
        let known = AllowedWords(words: Column.names)
        for (index, name) in found.enumerated() {
            guard known.words.contains(name) else {
                throw problem("the column \"\(name)\" is unknown; \(known.advice(for: name))")
            }
            guard !found[..<index].contains(name) else { throw problem("the column \"\(name)\" occurs twice") }
        }
        let missing = Column.missing(in: Set(found))
        guard missing.isEmpty else {
            throw problem("it yields no \(missing.joined(separator: ", no ")); name the column with AS")
        }
    }

    /// Keys are compared as text when a record is looked up again, so a number would never be found.
    private func checkKeys(in database: Database) throws {
        for key in Column.keys.map(\.name) {
            let type = try String.fetchOne(database, sql: "SELECT typeof(\(key)) FROM (\(sql)) LIMIT 1")
            guard type == nil || type == "text" || type == "null" else {
                throw problem("\(key) is not text; write CAST(… AS TEXT) AS \(key)")
            }
        }
    }

    private func problem(_ reason: String) -> RegistryError { .mapping(setting: setting, reason: reason) }
}
