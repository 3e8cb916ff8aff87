import GRDB
import RenewalRules

/// Who in the registry has a name and a way to be reached, so that no row of a long sheet has to look at all namesakes.
struct NameContacts {
    /// By a hash of name and contact; whoever is found is looked at.
    private var first: [Int: String] = [:]
    private var others: [Int: [String]] = [:]

    /// Reads all people once.
    init(_ tables: RosterTables) throws {
        try tables.eachPerson { id, name, contacts in add(id, name: name, contacts) }
    }

    /// Remembers somebody, or a new way to reach them.
    mutating func add(_ id: String, name: String, _ contacts: Set<String>) {
        for contact in contacts {
            let key = Self.key(name, contact)
            guard let known = first[key] else {
                first[key] = id
                continue
            }
            if known != id, others[key]?.contains(id) != true { others[key, default: []].append(id) }
        }
    }

    /// The ids of whom it may be, ascending.
    func people(named name: String, _ contacts: Set<String>) -> [String] {
        let ids = contacts.flatMap { contact in
            let key = Self.key(name, contact)
            return (first[key].map { [$0] } ?? []) + (others[key] ?? [])
        }
        return Set(ids).sorted()
    }

    private static func key(_ name: String, _ contact: String) -> Int {
        var hasher = Hasher()
        hasher.combine(name)
        hasher.combine(contact)
        return hasher.finalize()
    }
}

/// Ways to reach somebody that several people have, as the office's own mailbox: they tell nobody apart.
struct SharedContacts {
    private let shared: Set<String>

    init(_ tables: RosterTables, _ rows: some Sequence<RosterRow>) throws {
        // Apart from each other: somebody may have another name in the sheet than in the registry.
        var (known, written) = (Names(), Names())
        try tables.eachPerson { _, name, contacts in known.add(name, contacts) }
        for row in rows { if let name = row[.name] { written.add(name, PersonContacts(row).all) } }
        shared = known.shared.union(written.shared)
    }

    func contains(_ contact: String) -> Bool { shared.contains(contact) }

    /// Who has which contact.
    private struct Names {
        private var first: [String: String] = [:]
        private(set) var shared: Set<String> = []

        mutating func add(_ name: String, _ contacts: Set<String>) {
            for contact in contacts where first[contact, default: name] != name { shared.insert(contact) }
            for contact in contacts where first[contact] == nil { first[contact] = name }
        }
    }
}

/// Ways to reach somebody, in the form in which they are compared: numbers by their digits, without the country's code,
/// and addresses in lower case.
struct PersonContacts {
    let phones: Set<String>
    let mailboxes: Set<String>

    init(phone: String?, email: String?) {
        phones = Set(Self.numbers(in: phone ?? ""))
        mailboxes = email.map { Set(EmailAddresses($0).mailboxes) } ?? []
    }

    init(_ row: RosterRow) { self.init(phone: row[.phone], email: row[.email]) }

    init(_ person: StoredRow) { self.init(phone: person.text("phone"), email: person.text("email")) }

    var all: Set<String> { phones.union(mailboxes) }

    /// `138 0000 0004` is one number, `13800000004 13900000005` are two.
    private static func numbers(in text: String) -> [String] {
        // Nearly every cell: a mobile number of eleven digits.
        if text.utf8.count == 11, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return [text]
        }
        return text.split { ";,、/".contains($0) }.flatMap { part in
            let whole = part.filter(\.isNumber)
            let isOne = whole.count <= mostDigits
            return isOne ? [whole] : part.split(separator: " ").map { $0.filter(\.isNumber) }
        }
        .map { $0.hasPrefix("86") && $0.count == 13 ? String($0.dropFirst(2)) : $0 }
        .filter { $0.count >= fewestDigits }
    }

    /// The longest number with the code of its country, as `+86 13800000004`, and an extension.
    private static let mostDigits = 15
    private static let fewestDigits = 5
}
