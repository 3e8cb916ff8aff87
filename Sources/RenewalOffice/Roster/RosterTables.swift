import GRDB
import RenewalRegistry
import RenewalRules
import RenewalSQLite

/// The rows of the registry that a roster is compared with and written to.
struct RosterTables {
    private let database: Database
    private let updatedAt: DatabaseValue
    private var ids: RecordIDs

    init(_ database: Database, updatedAt: UnixTime, ids: RecordIDs) {
        self.database = database
        self.updatedAt = updatedAt.rfc3339.databaseValue
        self.ids = ids
    }

    /// The rows of a table that match a condition.
    func rows(_ table: String, where condition: String, _ arguments: StatementArguments) throws -> [StoredRow] {
        let sql = "SELECT * FROM \(table) WHERE \(condition)"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map {
            StoredRow(name: RowName(table, $0["id"]), row: $0)
        }
    }

    /// Calls for each person with id, name as it is compared, and ways to reach them.
    func eachPerson(_ take: (String, String, Set<String>) -> Void) throws {
        let sql = "SELECT id, name, phone, email FROM person WHERE name IS NOT NULL"
        let people = try Row.fetchCursor(database, sql: sql)
        while let person = try people.next() {
            let name = FoldedText(person[1] as String).text
            take(person[0], name, PersonContacts(phone: person[2], email: person[3]).all)
        }
    }

    func row(_ table: String, _ id: String) throws -> StoredRow? { try rows(table, where: "id = ?", [id]).first }

    /// The registration with a number that counts: the last of those that followed each other.
    func registration(numbered number: String?) throws -> StoredRow? {
        guard let number else { return nil }
        let order = "ORDER BY successor_id IS NULL DESC, state = 'active' DESC, valid_until DESC, id LIMIT 1"
        return try rows("registration", where: "registration_no = ? \(order)", [number]).first
    }

    func credential(_ serial: String?) throws -> StoredRow? {
        guard let serial else { return nil }
        return try rows("credential", where: "serial = ? ORDER BY state = 'active' DESC, id LIMIT 1", [serial]).first
    }

    /// The registration of a person that a row is about although the registry has it under no such number: the only one
    /// that runs, or that ended on the day the row says; in the row's category if there is one.
    ///
    /// - Parameters:
    ///   - person: the person's id
    ///   - row: what the sheet says
    ///   - isTaken: whether an earlier row is about a record
    /// - Returns: `nil` for a new one
    /// - Throws: `RowFault` when it can be several
    func unnumberedRegistration(
        of person: String,
        _ row: RosterRow,
        isTaken: (RowName) -> Bool
    ) throws -> StoredRow? {
        guard row.hasRegistration else { return nil }
        let condition = """
            person_id = ?1 AND successor_id IS NULL AND (?2 IS NULL OR registration_no IS NULL)
                AND (state = 'active' OR valid_until IS ?3) ORDER BY id
            """
        let (category, end) = (row[.category], row[.validUntil])
        let known = try rows("registration", where: condition, [person, row[.registrationNumber], end])
        let alike = known.filter { category == nil || $0.text("category") == nil || $0.text("category") == category }
        // A category may have been corrected.
        let corrected = known.filter { end != nil && $0.text("valid_until") == end && !isTaken($0.name) }
        return try only(alike.isEmpty ? corrected : alike, .registrationNumber, endingOn: end, row)
    }

    /// The certificate of a person that a row is about although the registry has it under no such serial.
    ///
    /// - Returns: `nil` for a new one
    /// - Throws: `RowFault` when it can be several
    func unnumberedCredential(of person: String, _ row: RosterRow) throws -> StoredRow? {
        guard row[.credentialUntil] != nil else { return nil }
        let condition = """
            person_id = ?1 AND (?2 IS NULL OR serial IS NULL) AND (state = 'active' OR valid_until IS ?3) ORDER BY id
            """
        let arguments: StatementArguments = [person, row[.serial], row[.credentialUntil]]
        return try only(rows("credential", where: condition, arguments), .serial, endingOn: row[.credentialUntil], row)
    }

    private func only(
        _ found: [StoredRow],
        _ field: RosterField,
        endingOn end: String?,
        _ row: RosterRow
    ) throws -> StoredRow? {
        let exact = found.filter { $0.text("valid_until") == end }
        if exact.count == 1 { return exact.first }
        guard found.count < 2 || row[field] != nil else { throw RowFault(field, .severalRecords) }
        return found.count == 1 ? found.first : nil
    }

    /// Adds a row under a new id.
    mutating func insert(_ table: String, _ prefix: String, _ fields: [String: DatabaseValue]) throws -> RowName {
        var cells = fields.filter { !$0.value.isNull }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        if table != "review_body" { cells.append(("updated_at", updatedAt)) }
        let columns = (cells.map(\.0) + ["id"]).joined(separator: ", ")
        let sql = "INSERT INTO \(table) (\(columns)) VALUES (\(placeholders(cells.count + 1)))"
        let statement = try database.cachedStatement(sql: sql)
        while true {
            let id = ids.next(prefix)
            do {
                try statement.execute(arguments: StatementArguments(cells.map(\.1) + [id.databaseValue]))
                return RowName(table, id)
            } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY {
                // Somebody has that id: the next one will do.
            }
        }
    }

    /// Writes the values that differ.
    ///
    /// - Returns: the columns that changed
    @discardableResult
    func update(_ known: StoredRow, _ fields: [String: DatabaseValue]) throws -> Set<String> {
        let changed = fields.filter { known.row[$0.key] as DatabaseValue != $0.value }.sorted { $0.key < $1.key }
        guard !changed.isEmpty else { return [] }
        let assignments = (changed.map { "\($0.key) = ?" } + ["updated_at = ?"]).joined(separator: ", ")
        let values = changed.map(\.value) + [updatedAt, known.id.databaseValue]
        try database.cachedStatement(sql: "UPDATE \(known.name.table) SET \(assignments) WHERE id = ?")
            .execute(arguments: StatementArguments(values))
        return Set(changed.map(\.key))
    }

    /// The value of a column for what a row says: empty where the cell is, and left out where the row says nothing.
    func fields(_ row: RosterRow, _ columns: [String: RosterField]) -> [String: DatabaseValue] {
        columns.compactMapValues { field in
            guard let value = row.values[field] else { return nil }
            let number = field == .term ? value.flatMap(Int.init)?.databaseValue : nil
            return number ?? value?.databaseValue ?? .null
        }
    }
}

// Where records came from.
extension RosterTables {
    /// The records of a person.
    func records(of person: String) throws -> [RowName] {
        try ["registration", "credential"].flatMap { table in
            try rows(table, where: "person_id = ?", [person]).map(\.name)
        }
    }

    /// Whether anything has ever come from a source.
    func isKnown(_ source: String) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM sighting WHERE source = ?)"
        return try Bool.fetchOne(database, sql: sql, arguments: [source]) ?? false
    }

    /// The records that came from a source and are still there.
    func sightings(of source: String) throws -> [RowName] {
        let sql = """
            SELECT s.record_type, s.record_id FROM sighting s
            LEFT JOIN registration r ON s.record_type = 'registration' AND r.id = s.record_id
            LEFT JOIN credential c ON s.record_type = 'credential' AND c.id = s.record_id
            WHERE s.source = ? AND coalesce(r.id, c.id) IS NOT NULL AND coalesce(r.left_on, c.left_on) IS NULL
                AND r.successor_id IS NULL
            ORDER BY s.record_type DESC, s.record_id
            """
        return try Row.fetchAll(database, sql: sql, arguments: [source]).map { RowName($0[0], $0[1]) }
    }

    /// What is said of a record that its sheet no longer holds.
    func vanished(_ record: RowName) throws -> VanishedRecord {
        let known = try row(record.table, record.id)
        let person = try known?.text("person_id").flatMap { try row("person", $0) }
        return VanishedRecord(
            name: person?.text("name"),
            recordNumber: known?.text(record.table == "registration" ? "registration_no" : "serial"),
            validUntil: known?.day("valid_until")
        )
    }

    /// The record has left its sheet; its state stays.
    func leave(_ record: RowName, on day: CalendarDate) throws {
        guard let known = try row(record.table, record.id) else { return }
        try update(known, ["left_on": day.description.databaseValue])
    }

    func sight(_ record: RowName, source: String) throws {
        let sql = """
            INSERT INTO sighting (record_type, record_id, source, seen_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET source = excluded.source, seen_at = excluded.seen_at
            """
        try database.cachedStatement(sql: sql)
            .execute(arguments: [record.table, record.id, source, updatedAt])
    }

    /// Remembers that an import was carried out.
    func keepRun(of source: String, isUnchanged: Bool) throws {
        try database.execute(
            sql: "INSERT INTO import_run (source, at, outcome, summary) VALUES (?, ?, ?, '')",
            arguments: [source, updatedAt, isUnchanged ? "unchanged" : "written"]
        )
        try ReferenceRegistry.forgetOldRuns(of: source, in: database)
    }
}
