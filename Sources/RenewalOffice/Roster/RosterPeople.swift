import GRDB
import RenewalRegistry
import RenewalRules

/// Who the people of a roster are in the registry.
struct RosterPeople {
    private let acceptsIdentity: Bool
    /// Made for the first row that needs it.
    private var contacts: NameContacts?

    init(acceptsIdentity: Bool) { self.acceptsIdentity = acceptsIdentity }

    /// The person of a row: the one with the identity number, else the holder of the record, else one of the same name
    /// with the same phone or address.
    ///
    /// - Parameters:
    ///   - row: what the sheet says
    ///   - mark: of the identity number in the row
    ///   - holder: of the record that the row's number names
    ///   - tables: the registry
    /// - Returns: `nil` for somebody new
    /// - Throws: `RowFault` when the number belongs to somebody of another name and other contact
    mutating func find(
        _ row: RosterRow,
        mark: String?,
        holder: StoredRow?,
        in tables: RosterTables
    ) throws -> StoredRow? {
        let marked = try mark.flatMap { try tables.rows("person", where: "identity_hash = ?", [$0]).first }
        if let holder {
            if let marked, marked.id == holder.id { return holder }
            if marked == nil, !contradicts(holder, mark), isSame(holder, row) { return holder }
            guard acceptsIdentity else {
                throw RowFault(
                    row[.registrationNumber] == nil ? .serial : .registrationNumber,
                    .otherPerson(known: holder.text("name") ?? holder.id)
                )
            }
        }
        if let marked { return marked }
        guard let name = row[.name] else { return nil }
        let known = try contacts ?? NameContacts(tables)
        contacts = known
        for id in known.people(named: name, Self.contacts(of: row)) {
            guard let person = try tables.row("person", id), person.text("name") == name else { continue }
            if !contradicts(person, mark), sharesContact(person, row) { return person }
        }
        return nil
    }

    /// Another identity number is another person.
    private func contradicts(_ person: StoredRow, _ mark: String?) -> Bool {
        guard let mark, let known = person.text("identity_hash") else { return false }
        return mark != known
    }

    /// Whether name or contact are the same; one of both may have changed.
    private func isSame(_ person: StoredRow, _ row: RosterRow) -> Bool {
        guard let known = person.text("name"), let name = row[.name] else { return true }
        return FoldedText(known).text == name || sharesContact(person, row)
    }

    private func sharesContact(_ person: StoredRow, _ row: RosterRow) -> Bool {
        !PersonContacts.of(phone: person.text("phone"), email: person.text("email"))
            .isDisjoint(with: Self.contacts(of: row))
    }

    private static func contacts(of row: RosterRow) -> Set<String> {
        PersonContacts.of(phone: row[.phone], email: row[.email])
    }

    /// Writes what a row says of its person.
    ///
    /// - Returns: the person's id
    mutating func write(
        _ row: RosterRow,
        mark: String?,
        known: StoredRow?,
        in tables: inout RosterTables,
        changes: inout [RosterChange]
    ) throws -> String {
        var fields = tables.fields(row, Self.columns)
        if let mark { fields["identity_hash"] = mark.databaseValue }
        guard let known else {
            let id = try tables.insert("person", "P", fields).id
            remember(id, row)
            return id
        }
        defer { remember(known.id, row) }
        for column in try tables.update(known, fields).sorted() {
            guard let field = Self.columns[column] else { continue }
            changes.append(RosterChange(field: field, old: known.text(column), new: row[field]))
        }
        return known.id
    }

    private mutating func remember(_ id: String, _ row: RosterRow) {
        guard let name = row[.name] else { return }
        contacts?.add(id, name: name, Self.contacts(of: row))
    }

    private static let columns: [String: RosterField] = [
        "name": .name, "phone": .phone, "email": .email, "language": .language,
    ]
}
