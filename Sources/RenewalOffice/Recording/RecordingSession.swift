import Foundation
import GRDB
import RenewalRegistry
import RenewalRules
import RenewalSQLite

/// One event in its transaction: finds rows, changes them, and writes a history entry for each.
struct RecordingSession {
    let database: Database
    /// Reads what the rows say.
    let reader: RegistryReader
    let context: RecordingContext
    /// The event's name in the history, `registration.cancelled`.
    let event: String
    /// What is being done to what, which is how errors begin.
    let doing: Phrase

    var day: CalendarDate { context.day }

    /// The row an event is about.
    ///
    /// - Throws: `RecordingError.noSuchRecord`
    func row(_ table: String, _ id: String) throws -> StoredRow {
        guard let row = try storedRows(table, where: "id", is: id).first else {
            throw RecordingError.noSuchRecord(RowName(table, id), doing: doing)
        }
        if let day = row.leftOn {
            throw impossible(
                "该记录自\(day)起已不在来源表中；请导入含有该记录的表后再试",
                "it left the sheet it came from on \(day); import a sheet that has it, and try again"
            )
        }
        return row
    }

    /// The rows of a table that refer to something, by id, without those that left the sheet they came from.
    func rows(_ table: String, where column: String, is value: String) throws -> [StoredRow] {
        try storedRows(table, where: column, is: value).filter { $0.leftOn == nil }
    }

    /// The same with those that left.
    func storedRows(_ table: String, where column: String, is value: String) throws -> [StoredRow] {
        let columns = try ReferenceTable.named(table).columns.map(\.name).joined(separator: ", ")
        let sql = "SELECT \(columns) FROM \(table) WHERE \(column) = ? ORDER BY id"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [value]).map { row in
            StoredRow(name: RowName(table, row["id"]), row: row)
        }
    }

    /// The record of a row, as a scan reads it.
    ///
    /// - Throws: `RecordingError.impossible` for one that a scan could not read either
    func subject(in row: StoredRow) throws -> Subject {
        guard let type = RecordID.RecordType(rawValue: row.name.table) else { throw unreadable(row) }
        let page = try reader.page(of: [RecordID(type: type, id: row.id)], in: database)
        if let subject = page.subjects.first { return subject }
        guard let problem = page.quarantined.first(where: { $0.consequence == .unreadable }) else {
            throw unreadable(row)
        }
        throw unreadable(RowName(problem.table, problem.id), problem.column, problem.reason)
    }

    /// The application in a row.
    func application(in row: StoredRow) throws -> Application {
        try known(reader.application(row.id, in: database), in: row)
    }

    /// What was read of a row that is there, which need not be the one that the command names.
    ///
    /// - Throws: `RecordingError.impossible` for one that a scan could not read either
    func known<Value>(_ read: @autoclosure () throws -> Value?, in row: StoredRow) throws -> Value {
        do {
            guard let value = try read() else { throw unreadable(row) }
            return value
        } catch let problem as CellProblem {
            throw unreadable(row.name, problem.column, problem.reason)
        }
    }

    func unreadable(_ row: StoredRow) -> RecordingError {
        impossible("\(row.name.phrase.chinese)无法读取", "\(row.name) cannot be read")
    }

    private func unreadable(_ row: RowName, _ column: String?, _ reason: Phrase) -> RecordingError {
        impossible(
            "\(row.phrase.chinese)无法读取：\(column ?? "")\(reason.chinese)",
            "\(row) cannot be read: \(column.map { "\($0) " } ?? "")\(reason.english)"
        )
    }

    func count(_ sql: String, _ id: String) throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) ?? 0
    }

    /// Adds a row; unnamed columns get their default.
    ///
    /// - Throws: `RecordingError.exists`, `.noSuchRecord` for a reference to nothing, `.impossible` for a bad value
    func insert(_ table: String, _ id: String, _ fields: KeyValuePairs<String, String?>) throws {
        if let folded = FoldedID.unlike(id) {
            throw CellProblem(
                column: "id",
                "含有空格、不可见字符或全角字符；请写\(folded.text)",
                "has blanks, invisible or full-width characters; write \(folded.text)"
            )
        }
        guard try !exists(table, id) else { throw RecordingError.exists(RowName(table, id), doing: doing) }
        let table = try ReferenceTable.named(table)
        var cells: [(String, DatabaseValue)] = [try cell("id", id, of: table)]
        var changes: [String: FieldChange] = [:]
        for (column, field) in fields where field != nil {
            let (name, value) = try cell(column, field, of: table)
            cells.append((name, value))
            changes[name] = FieldChange(from: .null, to: value)
        }
        if table.hasUpdateTime { cells.append((ReferenceTable.updateTime, context.now.rfc3339.databaseValue)) }
        let columns = cells.map(\.0).joined(separator: ", ")
        let marks = placeholders(cells.count)
        try database.cachedStatement(sql: "INSERT INTO \(table.name) (\(columns)) VALUES (\(marks))")
            .execute(arguments: StatementArguments(cells.map(\.1)))
        try remember(changes, of: RowName(table.name, id))
    }

    /// Changes columns of a row; equal values are not changes.
    ///
    /// - Throws: `RecordingError.noSuchRecord` for a reference to nothing, `.impossible` for a bad value
    func update(_ row: StoredRow, _ fields: KeyValuePairs<String, String?>) throws {
        try update(row, fields.map { ($0.key, $0.value) })
    }

    func update(_ row: StoredRow, _ fields: [(String, String?)]) throws {
        let table = try ReferenceTable.named(row.name.table)
        var cells: [(String, DatabaseValue)] = []
        var changes: [String: FieldChange] = [:]
        for (column, field) in fields {
            let (name, value) = try cell(column, field, of: table)
            let old: DatabaseValue = row.row[column]
            guard old != value else { continue }
            cells.append((name, value))
            changes[name] = FieldChange(from: old, to: value)
        }
        if table.hasUpdateTime { cells.append((ReferenceTable.updateTime, context.now.rfc3339.databaseValue)) }
        if !cells.isEmpty {
            let assignments = cells.map { "\($0.0) = ?" }.joined(separator: ", ")
            try database.cachedStatement(sql: "UPDATE \(table.name) SET \(assignments) WHERE id = ?")
                .execute(arguments: StatementArguments(cells.map(\.1) + [row.id.databaseValue]))
        }
        try remember(changes, of: row.name)
    }

    /// An id for a new row that contains the day: `A-2026-03-15-1`.
    func newID(_ letter: String, in table: String) throws -> String {
        var number = 1
        while try exists(table, "\(letter)-\(day)-\(number)") { number += 1 }
        return "\(letter)-\(day)-\(number)"
    }

    /// The state and effects of an accepted event.
    ///
    /// - Throws: `RecordingError.refused`
    func accept<State>(_ transition: Transition<State>) throws -> (state: State, effects: [TransitionEffect]) {
        switch transition {
        case .accepted(let state, let effects): return (state, effects)
        case .refused(let refusal): throw refused(refusal)
        }
    }

    /// A refusal, with the first day on which the event would be accepted if there is one.
    func refused(_ refusal: Refusal, until day: CalendarDate? = nil) -> RecordingError {
        .refused(refusal, doing: doing, until: day)
    }

    func impossible(_ chinese: String, _ english: String) -> RecordingError {
        .impossible(reason: Phrase(chinese, english), doing: doing)
    }

    /// Throws when the event is dated before what it follows.
    ///
    /// - Throws: `RecordingError.impossible`
    func follow(_ earlier: CalendarDate?, _ what: Phrase) throws {
        guard let earlier, day < earlier else { return }
        throw impossible(
            "\(day)早于\(what.chinese)（\(earlier)）",
            "\(day) lies before \(earlier), \(what.english)"
        )
    }

    private func exists(_ table: String, _ id: String) throws -> Bool {
        try count("SELECT count(*) FROM \(table) WHERE id = ?", id) > 0
    }

    /// The value of a column, validated like an imported one.
    private func cell(_ name: String, _ field: String?, of table: ReferenceTable) throws -> (String, DatabaseValue) {
        guard let column = table.columns.first(where: { $0.name == name }) else {
            throw impossible("\(table.name)表没有\(name)列", "the table \(table.name) has no column \(name)")
        }
        // A row that an earlier version stored unfolded is referred to by its stored id.
        if case .reference(let target) = column.form, let field, try exists(target, field) {
            return (name, field.databaseValue)
        }
        let value = try column.value(of: field ?? "")
        if case .reference(let target) = column.form, let id = String.fromDatabaseValue(value),
            try !exists(target, id)
        {
            throw RecordingError.noSuchRecord(RowName(target, id), doing: doing)
        }
        return (name, value)
    }

    /// Adds an entry to the history.
    func remember(_ changes: [String: FieldChange], of record: RowName) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let details = try encoder.encode(HistoryDetails(on: day.description, changes: changes))
        let recorder = try cell("recorded_by", context.recorder, of: .history).1
        try database.cachedStatement(
            sql: """
                INSERT INTO history (recorded_at, recorded_by, event, record_type, record_id, details)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                context.now.rfc3339, recorder, event, record.table, record.id,
                String(decoding: details, as: UTF8.self),
            ]
        )
    }
}
