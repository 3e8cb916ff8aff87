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

/// Ways to reach somebody, in the form in which they are compared: numbers by their digits, without the country's code,
/// and addresses in lower case.
enum PersonContacts {
    static func of(phone: String?, email: String?) -> Set<String> {
        let numbers = (phone ?? "").split { ";,、/ ".contains($0) }.map { part in
            let digits = part.filter(\.isNumber)
            return digits.hasPrefix("86") && digits.count == 13 ? String(digits.dropFirst(2)) : digits
        }
        let addresses = (email ?? "").lowercased().split { ";,、 ".contains($0) }.map(String.init)
        return Set(numbers.filter { $0.count >= 5 } + addresses)
    }
}
