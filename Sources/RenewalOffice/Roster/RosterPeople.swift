import GRDB
import RenewalRegistry
import RenewalRules

/// Who the people of a roster are in the registry.
struct RosterPeople {
    let acceptsIdentity: Bool

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
    func find(_ row: RosterRow, mark: String?, holder: StoredRow?, in tables: RosterTables) throws -> StoredRow? {
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
        let namesakes = try tables.rows("person", where: "name = ? ORDER BY id", [name])
        return namesakes.first { !contradicts($0, mark) && sharesContact($0, row) }
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
        !Self.contacts(person.text("phone"), person.text("email"))
            .isDisjoint(with: Self.contacts(row[.phone], row[.email]))
    }

    /// Numbers by their digits, without the country's code, and addresses in lower case.
    private static func contacts(_ phone: String?, _ email: String?) -> Set<String> {
        let numbers = (phone ?? "").split { ";,、/ ".contains($0) }.map { part in
            let digits = part.filter(\.isNumber)
            return digits.hasPrefix("86") && digits.count == 13 ? String(digits.dropFirst(2)) : digits
        }
        let addresses = (email ?? "").lowercased().split { ";,、 ".contains($0) }.map(String.init)
        return Set(numbers.filter { $0.count >= 5 } + addresses)
    }

    /// Writes what a row says of its person.
    ///
    /// - Returns: the person's id
    func write(
        _ row: RosterRow,
        mark: String?,
        known: StoredRow?,
        in tables: inout RosterTables,
        changes: inout [RosterChange]
    ) throws -> String {
        var fields = tables.fields(row, Self.columns)
        if let mark { fields["identity_hash"] = mark.databaseValue }
        guard let known else { return try tables.insert("person", "P", fields).id }
        for column in try tables.update(known, fields).sorted() {
            guard let field = Self.columns[column] else { continue }
            changes.append(RosterChange(field: field, old: known.text(column), new: row[field]))
        }
        return known.id
    }

    private static let columns: [String: RosterField] = [
        "name": .name, "phone": .phone, "email": .email, "language": .language,
    ]
}
