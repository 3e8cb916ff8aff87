import GRDB
import RenewalRegistry
import RenewalRules

/// Imports the records of one file into a table, inside the caller's transaction.
struct RowImporter {
    private(set) var report: ImportReport
    private let table: ReferenceTable
    private let header: ImportHeader
    private let updatedAt: DatabaseValue
    private let today: DatabaseValue
    private let acceptsIdentity: Bool
    private let database: Database
    private let statements: ImportStatements
    /// The first line of each key, and its spelling there.
    private var lines: [[DatabaseValue]: (line: Int, fields: [String])] = [:]
    /// The ids that an earlier version stored unfolded, by their folded form, for the tables read so far.
    private var unfoldedIDs: [String: [DatabaseValue: DatabaseValue]] = [:]
    /// References to the same table that later rows of the file may satisfy.
    private var openReferences: [(line: Int, column: String, id: DatabaseValue)] = []

    init(_ source: ImportSource, _ options: ImportOptions, in database: Database) {
        report = ImportReport(
            table: source.table.name,
            encoding: source.encoding,
            separator: source.separator
        )
        table = source.table
        header = source.header
        updatedAt = options.updatedAt.rfc3339.databaseValue
        today = options.day.description.databaseValue
        acceptsIdentity = options.acceptsIdentity
        self.database = database
        statements = ImportStatements(table: table, header: header)
    }

    /// Rows between two calls of `progress`.
    private static let progressStep = 500

    /// Imports all records after the header; `progress` is called now and then with the bytes read.
    mutating func addAll(of source: ImportSource, progress: (Int) -> Void) throws {
        var records = source.records
        _ = records.next()
        while var record = records.next() {
            // A workbook drops the empty cells at the end of a row.
            let missing = header.fieldCount - record.fields.count
            if source.isWorkbook, missing > 0 { record.fields += repeatElement("", count: missing) }
            try add(record)
            if report.rows.isMultiple(of: Self.progressStep) { progress(records.done) }
        }
    }

    /// Inserts or updates the row of a record, or reports why not.
    private mutating func add(_ record: CSVRecord) throws {
        report.rows += 1
        do {
            let values = try withStoredIDs(values(of: record))
            try claimKey(of: values, by: record)
            try checkReferences(of: values, line: record.line)
            try write(values)
            remark(on: values, line: record.line)
        } catch let problem as CellProblem {
            reject(line: record.line, column: problem.column, problem.reason)
        } catch let problem as RecordProblem {
            reject(line: record.line, column: nil, problem.reason)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            let said = error.message ?? ""
            let reason = Phrase("不符合登记库的约束：\(said)", "breaks a rule of the schema: \(said)")
            reject(line: record.line, column: nil, reason)
        }
    }

    /// Looks again for rows that were referred to before they were imported.
    ///
    /// - Returns: whether all were found; if not, nothing may be written
    mutating func settle() throws -> Bool {
        var isSettled = true
        for open in openReferences {
            guard try !exists(open.id, in: table.name) else { continue }
            let reason = Phrase(
                "所指的行既不在登记库中，也不在本文件可导入的行中",
                "names a row that is neither in the registry nor among the good rows of this file"
            )
            reject(line: open.line, column: open.column, reason)
            isSettled = false
        }
        report.rejected.sort { $0.line < $1.line }
        return isSettled
    }

    private mutating func reject(line: Int, column: String?, _ reason: Phrase) {
        report.rejected.append(RejectedRow(line: line, column: column, reason: reason))
    }

    /// Looks at what the schema accepts and the rules doubt.
    ///
    /// - Source: rule V7
    private mutating func remark(on values: [DatabaseValue], line: Int) {
        guard table.name == "registration" else { return }
        for (column, value) in zip(header.columns, values) where Self.categories.contains(column.name) {
            guard let doubt = String.fromDatabaseValue(value).flatMap({ CategoryName($0).doubt }) else { continue }
            report.add(ImportRemark(line: line, column: column.name, reason: doubt.phrase, rows: 1))
        }
    }

    private static let categories: Set<String> = ["category", "new_category"]

    private func values(of record: CSVRecord) throws -> [DatabaseValue] {
        if let problem = record.problem { throw RecordProblem(reason: problem.phrase) }
        guard record.fields.count == header.fieldCount else {
            let (found, named) = (record.fields.count, header.fieldCount)
            let reason = Phrase("有 \(found) 个字段，表头有 \(named) 个", "has \(found) fields, the header has \(named)")
            throw RecordProblem(reason: reason)
        }
        let added = repeatElement("", count: header.columns.count - header.fieldCount)
        return try zip(header.columns, record.fields + added).map { column, field in try column.value(of: field) }
    }

    /// The values with ids as the registry has them: a row stored unfolded keeps its id, so that nobody gets every
    /// notice again under another one.
    private mutating func withStoredIDs(_ values: [DatabaseValue]) throws -> [DatabaseValue] {
        var values = values
        for (place, column) in header.columns.enumerated() where !values[place].isNull {
            switch column.form {
            case .id: values[place] = try storedID(values[place], in: table.name)
            case .reference(let target): values[place] = try storedID(values[place], in: target)
            default: continue
            }
        }
        return values
    }

    private mutating func storedID(_ id: DatabaseValue, in table: String) throws -> DatabaseValue {
        let unfolded = try unfoldedIDs[table] ?? Self.unfoldedIDs(in: table, of: database)
        unfoldedIDs[table] = unfolded
        guard let stored = unfolded[id], try !exists(id, in: table) else { return id }
        return stored
    }

    private static func unfoldedIDs(
        in table: String,
        of database: Database
    ) throws -> [DatabaseValue: DatabaseValue] {
        let ids = "SELECT id, \(FoldedID.sqlName)(id) AS folded FROM \(table)"
        let sql = "SELECT folded, min(id) FROM (\(ids)) WHERE folded <> id GROUP BY folded"
        let rows = try Row.fetchAll(database, sql: sql)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    private mutating func claimKey(of values: [DatabaseValue], by record: CSVRecord) throws(CellProblem) {
        let (key, fields) = (statements.key(of: values), statements.key(of: record.fields))
        if let first = lines[key] {
            let isSame = first.fields.map { Array($0.utf8) } == fields.map { Array($0.utf8) }
            let reason =
                isSame
                ? Phrase("与第\(first.line)行重复", "occurs on line \(first.line) already")
                : Phrase(
                    "与第\(first.line)行相同，空格、不可见字符和全角字符不作区分",
                    "is that of line \(first.line): blanks, invisible and full-width characters make no difference"
                )
            throw CellProblem(column: table.key.joined(separator: ", "), reason: reason)
        }
        lines[key] = (record.line, fields)
    }

    private mutating func checkReferences(of values: [DatabaseValue], line: Int) throws {
        for (column, value) in zip(header.columns, values) where !value.isNull {
            guard case .reference(let target) = column.form, try !exists(value, in: target) else { continue }
            guard target == table.name else {
                throw CellProblem(
                    column: column.name,
                    "在\(target)表中没有对应的行；请先导入该表",
                    "names no row of \(target); import that table first"
                )
            }
            openReferences.append((line, column.name, value))
        }
    }

    private func exists(_ id: DatabaseValue, in table: String) throws -> Bool {
        let statement = try database.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE id = ?")
        return try Int.fetchOne(statement, arguments: [id]) != nil
    }

    private mutating func write(_ values: [DatabaseValue]) throws {
        let key = statements.key(of: values)
        let stamp = table.hasUpdateTime ? [updatedAt] : []
        let known = try Row.fetchOne(database.cachedStatement(sql: statements.find), arguments: .init(key))
        let content = statements.content(of: known.map { dated(values, after: $0) } ?? values)
        if let known {
            if Array(known.databaseValues) == content { return report.unchanged += 1 }
            try checkIdentity(of: known, values)
            try database.cachedStatement(sql: statements.update).execute(arguments: .init(content + stamp + key))
            report.updated += 1
        } else {
            try checkRequired()
            try database.cachedStatement(sql: statements.insert).execute(arguments: .init(content + stamp))
            report.inserted += 1
        }
    }

    /// A known id that comes with another name and another contact is that of somebody else, as when ids are the numbers
    /// of rows and a new row was put in.
    private mutating func checkIdentity(of known: Row, _ values: [DatabaseValue]) throws(CellProblem) {
        // An employer may get a new name and a new address at once.
        guard !acceptsIdentity, table.name == "person" else { return }
        func texts(_ column: String) -> (old: String, new: String)? {
            guard let place = header.columns.firstIndex(where: { $0.name == column }),
                let new = String.fromDatabaseValue(values[place]),
                let old = String.fromDatabaseValue(known[column])
            else { return nil }
            return (FoldedText(old).text, FoldedText(new).text)
        }
        guard let name = texts("name"), name.old != name.new else { return }
        let (email, phone) = (texts("email"), texts("phone"))
        guard email != nil || phone != nil else { return }
        let old = PersonContacts(phone: phone?.old, email: email?.old).all
        guard old.isDisjoint(with: PersonContacts(phone: phone?.new, email: email?.new).all) else { return }
        report.otherPeople += 1
        throw CellProblem(
            column: "id",
            "已属于另一人（姓名和联系方式都不同）；如确属同一人，请加 --accept-identity",
            "is that of somebody with another name and other contact; if it is so, add --accept-identity"
        )
    }

    /// The values of a row that the registry has, with the day since which its state holds where the file gives none: a
    /// new state holds since the day of the import.
    private func dated(_ values: [DatabaseValue], after known: Row) -> [DatabaseValue] {
        guard let (state, since) = header.datedState, values[since].isNull else { return values }
        var values = values
        let keepsState = values[state] == known[header.columns[state].name] as DatabaseValue
        values[since] = keepsState ? known[header.columns[since].name] : today
        return values
    }

    private func checkRequired() throws(CellProblem) {
        let missing = table.columns.first { column in
            column.isRequired && !header.columns.contains { $0.name == column.name }
        }
        if let missing { throw CellProblem(column: missing.name, "缺失；新增的行必须填写", "is missing; a new row needs it") }
    }
}

/// Why a record cannot be parsed.
private struct RecordProblem: Error {
    let reason: Phrase
}
