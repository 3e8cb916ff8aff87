import GRDB
import RenewalRules
import RenewalSQLite

/// The administrator's `SELECT`, checked and completed to one with all columns.
struct MappedSelect<Column: MappedColumn> {
    let sql: String
    /// The columns the administrator's text yields.
    let found: Set<String>
    /// The key in the configuration, for messages.
    private let setting: String

    init(_ text: String, setting: String, of mapping: RegistryMapping, in database: Database) throws {
        self.setting = setting
        let select = Self.trimmed(text)
        let found = try Self.columnNames(of: select, setting: setting, in: database)
        let selected = Column.names.map { name in
            found.contains(name) ? mapping.reading(name, of: Column.self) : "NULL AS \(name)"
        }
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
            throw RegistryError.mapping(setting: setting, reason: reason(of: error))
        }
    }

    /// Why SQLite does not take a text, and what to do about it.
    private static func reason(of error: DatabaseError) -> Phrase {
        let message = error.message ?? ""
        // The library's own words for it are about its functions.
        let said =
            message.hasPrefix("Multiple statements")
            ? Phrase("不止一条语句", "there is more than one statement")
            : message.isEmpty ? Phrase("无法执行", "it cannot be prepared") : error.said
        let advice =
            if message.hasPrefix("no such column") {
                Phrase("请更正列名", "correct the name of the column")
            } else if message.hasPrefix("no such table") {
                Phrase("请更正表名，或者在attach中列出该表所在的文件", "correct the name of the table, or list its file under attach")
            } else {
                Phrase("请写一条不带参数的SELECT语句", "write one SELECT without parameters")
            }
        return Phrase("\(said.chinese)；\(advice.chinese)", "\(said.english); \(advice.english)")
    }

    /// Finds all that is wrong with the columns at once, so that one round is enough to put it right.
    private func check(_ found: [String]) throws(RegistryError) {
        var faults: [Phrase] = []
        let missing = Column.missing(in: Set(found))
        if !missing.isEmpty {
            faults.append(
                Phrase(
                    "查询结果缺少\(missing.map(\.chinese).joined(separator: "、"))列；请用AS为列命名",
                    "it yields no \(missing.map(\.english).joined(separator: ", no ")); name the column with AS"
                )
            )
        }
        faults += found.enumerated().compactMap { index, name -> Phrase? in
            if !Column.names.contains(name) { return Self.unknown(name) }
            guard found[..<index].contains(name) else { return nil }
            return Phrase("\"\(name)\"列出现两次；请删去一个", "the column \"\(name)\" occurs twice; remove one of them")
        }
        guard faults.isEmpty else {
            throw RegistryError.mapping(setting: setting, reason: faults.joined(.semicolon))
        }
    }

    /// What to do about a column of another name; where none is like it, the list of all would hide the rest.
    private static func unknown(_ name: String) -> Phrase {
        let known = AllowedWords(words: Column.names)
        let advice =
            known.nearest(to: name) == nil
            ? Phrase(
                "请删去，或者用AS改为renewald.yaml(5)所列的列名",
                "leave it out, or give it with AS a name that renewald.yaml(5) lists"
            ) : known.advice(for: name)
        return Phrase(
            "没有\"\(name)\"这一列；\(advice.chinese)",
            "the column \"\(name)\" is unknown; \(advice.english)"
        )
    }

    /// Keys are compared as text when a record is looked up again, so a number would never be found.
    private func checkKeys(in database: Database) throws {
        for key in Column.keys.map(\.name) {
            let type = try String.fetchOne(database, sql: "SELECT typeof(\(key)) FROM (\(sql)) LIMIT 1")
            guard type == nil || type == "text" || type == "null" else {
                throw problem(
                    "\(key)不是文本；请写CAST(… AS TEXT) AS \(key)",
                    "\(key) is not text; write CAST(… AS TEXT) AS \(key)"
                )
            }
        }
    }

    private func problem(_ chinese: String, _ english: String) -> RegistryError {
        .mapping(setting: setting, reason: Phrase(chinese, english))
    }
}
