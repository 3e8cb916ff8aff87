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
    /// Whether it had left its sheet and is back in it.
    var isRevived = false
}

extension RosterTables {
    /// Writes what a row says of its registration: a new one, the next period of a known one, or a change.
    mutating func writeRegistration(
        _ row: inout RosterRow,
        known: StoredRow?,
        _ links: RecordLinks,
        on day: CalendarDate
    ) throws -> RecordWrite {
        var fields = fields(row, Self.registrationColumns)
        // Of a row that does not say its state nothing is known of it; a new one runs.
        if fields["state"]?.isNull == true { fields["state"] = nil }
        link(&fields, links)
        guard let known else {
            return RecordWrite(record: try insert("registration", "R", fields), kind: .new)
        }
        if let next = nextPeriod(after: known, row) {
            return try renew(known, fields, until: next, on: day)
        }
        if let old = known.end, let new = row.end, new.adding(Period.years(1)) < old {
            row.remarks.append(CellRemark(field: .validUntil, fault: .muchEarlier(than: old)))
        }
        end(known, &fields, on: day)
        return try change(known, fields, Self.registrationColumns)
    }

    /// Writes what a row says of its certificate.
    mutating func writeCredential(
        _ row: RosterRow,
        known: StoredRow?,
        _ links: RecordLinks
    ) throws -> RecordWrite {
        var fields = fields(row, Self.credentialColumns)
        link(&fields, links)
        fields["review_body_id"] = nil
        guard let known else { return RecordWrite(record: try insert("credential", "C", fields), kind: .new) }
        // A serial that the sheet does not say is not gone.
        if fields["serial"]?.isNull == true { fields["serial"] = nil }
        return try change(known, fields, Self.credentialColumns)
    }

    /// The day of an end, and its reason, follow the state; who ended it otherwise is not known here.
    private func end(_ known: StoredRow, _ fields: inout [String: DatabaseValue], on day: CalendarDate) {
        guard let state = fields["state"], state != known.row["state"] as DatabaseValue else { return }
        // Whatever ended it on paper: the death is what matters to everybody else.
        guard known.text("end_reason") != EndReason.deceased.rawValue else {
            fields["state"] = nil
            return
        }
        fields["end_reason"] = .null
        fields["ended_on"] = state == "active".databaseValue ? .null : day.description.databaseValue
    }

    /// - Throws: `RowFault` when a row says that the registration of somebody who has died runs, or runs longer
    func refuseRevival(of registration: StoredRow?, _ row: RosterRow) throws(RowFault) {
        guard let registration, registration.text("end_reason") == EndReason.deceased.rawValue else { return }
        if row[.state] == "active" { throw RowFault(.state, .deceased) }
        if let old = registration.end, let new = row.end, new > old { throw RowFault(.validUntil, .deceased) }
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
        let changed = try update(known, fields.merging(["left_on": .null]) { old, _ in old })
        let changes = try changed.sorted().compactMap { column -> RosterChange? in
            guard let field = columns[column] ?? Self.linkFields[column] else { return nil }
            return RosterChange(
                field: field,
                old: try shown(column, known.row[column]),
                new: try shown(column, fields[column] ?? .null)
            )
        }
        return RecordWrite(record: known.name, kind: .changed, changes: changes, isRevived: known.leftOn != nil)
    }

    /// Begins to remind again of a record that had left its sheet.
    func revive(_ known: StoredRow) throws -> RecordWrite {
        try update(known, ["left_on": .null])
        return RecordWrite(record: known.name, kind: .changed, isRevived: true)
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

    /// The end of the next period where a row says that the registration was renewed, or registered anew after an end:
    /// it runs, and more than a year longer.
    ///
    /// Nearer ends are corrections of a date.
    private func nextPeriod(after known: StoredRow, _ row: RosterRow) -> CalendarDate? {
        // `已延续` says of the period before that it was renewed.
        guard ["active", "renewed"].contains(row[.state] ?? "active"), known.text("successor_id") == nil,
            let end = known.end,
            let next = row.end, next > end.adding(Period.years(1))
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
        let end = known.end
        // One that ran out before, or was ended, was registered anew.
        let isRenewed = known.text("state") == "active" && end.map { $0 >= day } == true
        let ending: [String: DatabaseValue] =
            isRenewed ? ["state": "renewed".databaseValue, "ended_on": day.description.databaseValue] : [:]
        try update(known, ending.merging(["successor_id": record.id.databaseValue]) { _, new in new })
        let change = RosterChange(field: .validUntil, old: end?.description, new: next.description)
        return RecordWrite(record: record, kind: .renewal, changes: [change])
    }
}

extension StoredRow {
    /// The last day of a registration, worked out where only its beginning and its term are known.
    fileprivate var end: CalendarDate? {
        day("valid_until")
            ?? day("valid_from").flatMap { start in number("term_years").map { start.adding(.years($0)) } }
    }
}

extension RosterRow {
    /// The last day of the registration, worked out where the row says only its beginning and its term.
    fileprivate var end: CalendarDate? {
        if let end = self[.validUntil] { return CalendarDate(end) }
        guard let start = self[.validFrom].flatMap({ CalendarDate($0) }), let term = self[.term].flatMap(Int.init)
        else {
            return nil
        }
        return start.adding(.years(term))
    }
}
