import GRDB
import RenewalRegistry
import RenewalRules
import RenewalSQLite

/// One import of a roster in its transaction.
struct RosterSession {
    private let options: RosterOptions
    private let key: IdentityKey?
    private var tables: RosterTables
    private var people: RosterPeople
    private var places: RosterPlaces
    /// The row of the sheet that each record was found in.
    private var seen: [RowName: Int] = [:]
    /// Records of people whose rows were not taken.
    private var kept: Set<RowName> = []
    /// Whether a row could not be taken and nobody knows whom it is about.
    private var hasLostRows = false
    private var conflicts = 0
    /// Records that came from the source before.
    private var sighted = 0

    init(
        _ database: Database,
        _ roster: Roster,
        _ options: RosterOptions,
        key: IdentityKey?,
        ids: RecordIDs
    ) {
        self.options = options
        self.key = key
        tables = RosterTables(database, updatedAt: options.updatedAt, ids: ids)
        people = RosterPeople(roster, acceptsIdentity: options.acceptsIdentity)
        places = RosterPlaces()
    }

    /// Takes a row, or says why not.
    mutating func take(_ row: RosterRow, into report: inout RosterReport) throws {
        var row = row
        let mark = row[.identityNumber].flatMap { key?.mark(of: $0) }
        if key == nil, row[.identityNumber] != nil { row.missIdentityKey() }
        let outcome: RosterLine.Outcome?
        do {
            outcome = try row.faults.isEmpty ? write(&row, mark: mark) : .rejected(row.faults)
        } catch let fault as RowFault {
            if fault.isConflict { conflicts += 1 }
            outcome = .rejected([fault.remark])
        }
        if case .rejected = outcome {
            try remember(rejected: row)
        } else {
            report.remarks += row.remarks.map { RosterRemark(number: row.number, remark: $0) }
        }
        guard let outcome else { return report.unchanged += 1 }
        let number = row[.registrationNumber] ?? row[.serial]
        report.add(
            RosterLine(
                number: row.number,
                name: row[.name],
                recordNumber: number,
                validUntil: row[.validUntil] ?? row[.credentialUntil],
                outcome: outcome
            )
        )
    }

    /// A row that is not taken is still in the sheet.
    private mutating func remember(rejected row: RosterRow) throws {
        let known = try [tables.registration(numbered: row[.registrationNumber]), tables.credential(row[.serial])]
            .compactMap(\.self)
        let people = Set(known.compactMap { $0.text("person_id") })
        if people.isEmpty { hasLostRows = true }
        // One of the numbers may be the one that cannot be read.
        kept.formUnion(known.map(\.name) + (try people.flatMap(tables.records(of:))))
    }

    /// - Returns: `nil` when the registry says the same already
    private mutating func write(_ row: inout RosterRow, mark: String?) throws -> RosterLine.Outcome? {
        var registration = try tables.registration(numbered: row[.registrationNumber])
        var credential = try tables.credential(row[.serial])
        try refuseRepeated(registration, credential)
        let claims = RosterPeople.Claims(registration: registration, credential: credential)
        let known = try people.find(row, mark: mark, claims, in: tables)
        if let known {
            registration =
                try registration ?? tables.unnumberedRegistration(of: known.id, row) { seen[$0] != nil }
            credential = try credential ?? tables.unnumberedCredential(of: known.id, row)
            try refuseRepeated(registration, credential)
        }
        try tables.refuseRevival(of: registration, row)
        // Nothing was written up to here, and nothing is refused from here on.
        var changes: [RosterChange] = []
        var links = RecordLinks()
        links.person = try people.write(&row, mark: mark, known: known, in: &tables, changes: &changes)
        links.employer = try places.employer(&row, in: &tables, changes: &changes)
        links.reviewBody = try places.reviewBody(row, in: &tables)
        var writes: [RecordWrite] = []
        if row.hasRegistration {
            writes.append(try tables.writeRegistration(&row, known: registration, links, on: options.day))
        }
        if row[.credentialUntil] != nil { writes.append(try tables.writeCredential(row, known: credential, links)) }
        // What a row names is in the sheet, although it may say nothing else of it.
        let named = [registration, credential].compactMap(\.self)
        for record in named where record.leftOn != nil && !writes.contains(where: { $0.record == record.name }) {
            writes.append(try tables.revive(record))
        }
        for record in writes.map(\.record) + named.map(\.name) { seen[record] = row.number }
        changes += writes.flatMap(\.changes)
        if writes.contains(where: { $0.kind == .renewal }) { return .renewed(changes) }
        if writes.contains(where: { $0.kind == .new }) { return .new }
        let isRevived = writes.contains(where: \.isRevived)
        return changes.isEmpty && !isRevived ? nil : .changed(changes, isRevived: isRevived)
    }

    /// A number that stands in two rows is a slip of the sheet, whoever the second row is about.
    private func refuseRepeated(_ registration: StoredRow?, _ credential: StoredRow?) throws(RowFault) {
        for (record, field) in [(registration, RosterField.registrationNumber), (credential, .serial)] {
            guard let earlier = record.flatMap({ seen[$0.name] }) else { continue }
            throw RowFault(field, .repeated(row: earlier))
        }
    }
}

/// Why a row cannot be taken, found in the registry.
struct RowFault: Error {
    let remark: CellRemark

    init(_ field: RosterField?, _ fault: CellFault) { remark = CellRemark(field: field, fault: fault) }

    /// Whether it is about who somebody is, which only the office can tell.
    var isConflict: Bool {
        switch remark.fault {
        case .otherPerson, .otherIdentity: true
        case .lostDigits, .errorValue, .tooNarrow, .nullWord, .lostCharacter, .controlCharacter, .tooLong, .missing,
            .day, .serialDay, .addresses, .category, .unknownWord, .notAName, .notAPhone, .notAnIdentityNumber,
            .notATerm, .endsBeforeBeginning, .noIdentityKey, .repeated, .nothingToRecognise, .severalRecords,
            .severalPeople,
            .deceased, .muchEarlier, .personDiffers, .employerDiffers, .row:
            false
        }
    }
}

// What the sheet no longer holds, and the end of the import.
extension RosterSession {
    /// Finds the records that came from the same source and are not in the sheet.
    mutating func findVanished(into report: inout RosterReport) throws {
        let known = try tables.sightings(of: options.source)
        let gone = known.filter { seen[$0] == nil && !kept.contains($0) }
        report.vanished = try gone.map(tables.vanished)
        report.isFirst = try !tables.isKnown(options.source)
        report.endsVanished = options.syncs
        sighted = known.count
        guard options.syncs, options.writes else { return }
        for record in gone { try tables.leave(record, on: options.day) }
    }

    /// Why nothing may be written.
    func obstacle(of report: RosterReport) -> RosterObstacle? {
        if conflicts > 0 { return .otherPeople(conflicts) }
        let rejected = report.count(.rejected)
        if rejected > 0, !options.skipsBad { return .badRows(rejected) }
        let gone = report.vanished.count
        guard options.syncs, !options.confirmsMany, gone > 0 else { return nil }
        let isMany = gone == sighted || (gone >= Self.manyVanished && gone * 100 > sighted * Self.percentVanished)
        guard isMany || hasLostRows else { return nil }
        return .manyVanished(gone, of: sighted, besideLostRows: hasLostRows)
    }

    /// Fewer leave an office in a week, unless it is all there were.
    private static let manyVanished = 3
    private static let percentVanished = 5

    /// Remembers where the records came from.
    mutating func finish(_ report: RosterReport) throws {
        for record in seen.keys { try tables.sight(record, source: options.source) }
        try tables.keepRun(of: options.source, isUnchanged: report.lines.isEmpty && report.vanished.isEmpty)
    }
}
