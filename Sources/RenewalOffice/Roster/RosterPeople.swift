import GRDB
import RenewalRegistry
import RenewalRules

/// Who the people of a roster are in the registry.
struct RosterPeople {
    private let acceptsIdentity: Bool
    private let roster: Roster
    /// Made for the first row that needs it.
    private var contacts: NameContacts?
    private var shared: SharedContacts?
    private var said = SaidBefore(Self.columns.keys)

    init(_ roster: Roster, acceptsIdentity: Bool) { (self.roster, self.acceptsIdentity) = (roster, acceptsIdentity) }

    /// The records that a row names by their numbers.
    struct Claims {
        let registration: StoredRow?
        let credential: StoredRow?

        /// Whether one of them is a person's: name and contact may both have changed then.
        func name(_ person: StoredRow) -> Bool {
            [registration, credential].contains { $0?.text("person_id") == person.id }
        }
    }

    /// The person of a row: the one with the identity number, else the holder of the record, else one of the same name
    /// with the same phone or address.
    ///
    /// - Parameters:
    ///   - row: what the sheet says
    ///   - mark: of the identity number in the row
    ///   - claims: the records that the row's numbers name
    ///   - tables: the registry
    /// - Returns: `nil` for somebody new
    /// - Throws: `RowFault` when a number belongs to somebody of another name and other contact
    mutating func find(
        _ row: RosterRow,
        mark: String?,
        _ claims: Claims,
        in tables: RosterTables
    ) throws -> StoredRow? {
        let marked = try mark.flatMap { try tables.rows("person", where: "identity_hash = ?", [$0]).first }
        if let marked, !acceptsIdentity, !claims.name(marked), try !isSame(marked, row, in: tables) {
            throw fault(.identityNumber, of: marked)
        }
        var found = marked
        for (field, record) in [(RosterField.registrationNumber, claims.registration), (.serial, claims.credential)] {
            guard let holder = try record?.text("person_id").flatMap({ try tables.row("person", $0) }) else { continue }
            if let person = try found ?? own(holder, row, mark, in: tables) {
                guard person.id == holder.id || acceptsIdentity else { throw fault(field, of: holder) }
                found = person
            } else if !acceptsIdentity {
                throw contradicts(holder, mark)
                    ? RowFault(.identityNumber, .otherIdentity(known: holder.text("name") ?? holder.id))
                    : fault(field, of: holder)
            }
        }
        return try found ?? namesake(row, mark, in: tables)
    }

    private func fault(_ field: RosterField, of person: StoredRow) -> RowFault {
        RowFault(field, .otherPerson(known: person.text("name") ?? person.id))
    }

    /// The holder of a record, when the row can be about them.
    private mutating func own(
        _ holder: StoredRow,
        _ row: RosterRow,
        _ mark: String?,
        in tables: RosterTables
    ) throws -> StoredRow? {
        guard !contradicts(holder, mark), try isSame(holder, row, in: tables) else { return nil }
        return holder
    }

    /// Somebody of the same name with the same phone or address.
    ///
    /// - Throws: `RowFault` when it can be several
    private mutating func namesake(_ row: RosterRow, _ mark: String?, in tables: RosterTables) throws -> StoredRow? {
        guard let name = row[.name] else { return nil }
        if contacts == nil { contacts = try NameContacts(tables) }
        var found: [StoredRow] = []
        for id in contacts?.people(named: name, PersonContacts(row).all) ?? [] {
            guard let person = try tables.row("person", id), !contradicts(person, mark),
                FoldedText(person.text("name") ?? "").text == name, try isReached(person, row, in: tables)
            else { continue }
            found.append(person)
        }
        guard found.count < 2 else { throw RowFault(.name, .severalPeople) }
        return found.first
    }

    /// Another identity number is another person.
    private func contradicts(_ person: StoredRow, _ mark: String?) -> Bool {
        guard let mark, let known = person.text("identity_hash") else { return false }
        return mark != known
    }

    /// Whether name or contact are the same; one of both may have changed.
    private mutating func isSame(_ person: StoredRow, _ row: RosterRow, in tables: RosterTables) throws -> Bool {
        guard let known = person.text("name"), let name = row[.name] else { return true }
        if FoldedText(known).text == name { return true }
        let common = PersonContacts(person).all.intersection(PersonContacts(row).all)
        return try !common.isEmpty && common.contains { try !isShared($0, in: tables) }
    }

    /// Whether a namesake is the same by their contact: the office's mailbox is no proof where the phones differ.
    private mutating func isReached(_ person: StoredRow, _ row: RosterRow, in tables: RosterTables) throws -> Bool {
        let (known, own) = (PersonContacts(person), PersonContacts(row))
        let common = known.all.intersection(own.all)
        guard !common.isEmpty else { return false }
        if known.phones.isEmpty || own.phones.isEmpty || !known.phones.isDisjoint(with: own.phones) { return true }
        return try common.contains { try !isShared($0, in: tables) }
    }

    private mutating func isShared(_ contact: String, in tables: RosterTables) throws -> Bool {
        if shared == nil { shared = try SharedContacts(tables, roster.rows) }
        return shared?.contains(contact) == true
    }

    /// Writes what a row says of its person.
    ///
    /// - Returns: the person's id
    mutating func write(
        _ row: inout RosterRow,
        mark: String?,
        known: StoredRow?,
        in tables: inout RosterTables,
        changes: inout [RosterChange]
    ) throws -> String {
        var fields = tables.fields(row, Self.columns)
        guard let known else {
            if let mark { fields["identity_hash"] = mark.databaseValue }
            let id = try tables.insert("person", "P", fields).id
            said.note(fields, of: id, in: row.number)
            remember(id, row)
            return id
        }
        defer { remember(known.id, row) }
        let (left, differing) = said.settle(fields, of: known, in: row.number)
        row.remarks += differing.map { column, earlier in
            CellRemark(field: Self.columns[column], fault: .personDiffers(row: earlier))
        }
        fields = left
        if let mark { fields["identity_hash"] = mark.databaseValue }
        for column in try tables.update(known, fields).sorted() {
            guard let field = Self.columns[column] else {
                changes.append(RosterChange(field: .identityNumber, old: nil, new: nil))
                continue
            }
            changes.append(RosterChange(field: field, old: known.text(column), new: row[field]))
        }
        return known.id
    }

    private mutating func remember(_ id: String, _ row: RosterRow) {
        guard let name = row[.name] else { return }
        contacts?.add(id, name: name, PersonContacts(row).all)
    }

    private static let columns: [String: RosterField] = [
        "name": .name, "phone": .phone, "email": .email, "language": .language,
    ]
}
