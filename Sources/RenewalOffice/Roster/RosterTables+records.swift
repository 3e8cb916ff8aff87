import GRDB
import RenewalRegistry
import RenewalRules

/// Whom a record belongs to.
struct RecordLinks {
    var person: String?
    /// `nil` where the sheet has no such column or the cell cannot be used; an empty cell is `.some(nil)`.
    var employer: String??
    var reviewBody: String??
}

/// What became of a record.
struct RecordWrite {
    enum Kind {
        case new, changed, renewal
    }

    let record: RowName
    let kind: Kind
    var changes: [RosterChange] = []
}

extension RosterTables {
    /// Writes what a row says of its registration: a new one, the next period of a known one, or a change.
    mutating func writeRegistration(
        _ row: RosterRow,
        known: StoredRow?,
        _ links: RecordLinks,
        on day: CalendarDate
    ) throws -> RecordWrite {
        var fields = fields(row, Self.registrationColumns)
        // A row whose state is not said runs.
        if fields["state"]?.isNull == true {
            fields["state"] = known == nil ? nil : fields.removeValue(forKey: "state")
        }
        link(&fields, links)
        guard let known else {
            return RecordWrite(record: try insert("registration", "R", fields), kind: .new)
        }
        if let next = nextPeriod(after: known, fields) {
            return try renew(known, fields, until: next, on: day)
        }
        fields["left_on"] = .null
        return try change(known, fields, Self.registrationColumns)
    }

    /// Writes what a row says of its certificate.
    mutating func writeCredential(_ row: RosterRow, known: StoredRow?, _ links: RecordLinks) throws -> RecordWrite {
        var fields = fields(row, Self.credentialColumns)
        link(&fields, links)
        fields["review_body_id"] = nil
        guard let known else { return RecordWrite(record: try insert("credential", "C", fields), kind: .new) }
        fields["left_on"] = .null
        return try change(known, fields, Self.credentialColumns)
    }

    private static let registrationColumns: [String: RosterField] = [
        "registration_no": .registrationNumber, "category": .category, "valid_from": .validFrom, "term_years": .term,
        "valid_until": .validUntil, "state": .state,
    ]

    private static let credentialColumns: [String: RosterField] = [
        "serial": .serial, "issued_on": .credentialFrom, "valid_until": .credentialUntil,
    ]

    private func link(_ fields: inout [String: DatabaseValue], _ links: RecordLinks) {
        if let person = links.person { fields["person_id"] = person.databaseValue }
        if let employer = links.employer { fields["employer_id"] = employer?.databaseValue ?? .null }
        if let body = links.reviewBody { fields["review_body_id"] = body?.databaseValue ?? .null }
    }

    private func change(
        _ known: StoredRow,
        _ fields: [String: DatabaseValue],
        _ columns: [String: RosterField]
    ) throws -> RecordWrite {
        let changed = try update(known, fields)
        let changes = try changed.sorted().map { column in
            let field = columns[column] ?? Self.linkFields[column] ?? .state
            return RosterChange(
                field: field,
                old: try shown(column, known.row[column]),
                new: try shown(column, fields[column] ?? .null)
            )
        }
        return RecordWrite(record: known.name, kind: .changed, changes: changes)
    }

    private static let linkFields: [String: RosterField] = [
        "person_id": .name, "employer_id": .employer, "review_body_id": .reviewBody,
    ]

    /// A value as somebody reads it: a reference by its name.
    private func shown(_ column: String, _ value: DatabaseValue) throws -> String? {
        guard let text = String.fromDatabaseValue(value) ?? Int.fromDatabaseValue(value).map(String.init) else {
            return nil
        }
        let tables = ["person_id": "person", "employer_id": "employer", "review_body_id": "review_body"]
        return try tables[column].map { try row($0, text)?.text("name") } ?? text
    }

    /// The end of the next period where a row says that the registration was renewed: an end more than a year later.
    ///
    /// Nearer ends are corrections of a date.
    private func nextPeriod(after known: StoredRow, _ fields: [String: DatabaseValue]) -> CalendarDate? {
        guard known.text("state") == "active", known.text("successor_id") == nil,
            let end = known.day("valid_until"),
            let next = fields["valid_until"].flatMap(String.fromDatabaseValue).flatMap({ CalendarDate($0) }),
            next > end.adding(Period.years(1))
        else { return nil }
        return next
    }

    /// Begins the next period under the same number and links it to the one before.
    private mutating func renew(
        _ known: StoredRow,
        _ fields: [String: DatabaseValue],
        until next: CalendarDate,
        on day: CalendarDate
    ) throws -> RecordWrite {
        var successor: [String: DatabaseValue] = [:]
        for column in [
            "registration_no", "person_id", "employer_id", "review_body_id", "category", "legacy_no", "ladder",
        ] {
            successor[column] = known.row[column]
        }
        successor.merge(fields) { _, new in new }
        // The first day in the sheet may still be that of the period before.
        if successor["valid_from"] == known.row["valid_from"] as DatabaseValue { successor["valid_from"] = nil }
        successor["state"] = nil
        let record = try insert("registration", "R", successor)
        let end = known.day("valid_until")
        // One that ran out before was registered anew.
        let ending: [String: DatabaseValue] =
            end.map { $0 >= day } == true
            ? ["state": "renewed".databaseValue, "ended_on": day.description.databaseValue] : [:]
        try update(known, ending.merging(["successor_id": record.id.databaseValue]) { _, new in new })
        let change = RosterChange(field: .validUntil, old: end?.description, new: next.description)
        return RecordWrite(record: record, kind: .renewal, changes: [change])
    }
}
