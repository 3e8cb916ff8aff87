import GRDB
package import RenewalRegistry

/// A person among those who answer to a name.
package struct PersonChoice: Hashable, Sendable {
    package let id: String
    package let name: String?
    package let phone: String?
    /// The employer of the last of their records that has one.
    package let employer: String?
}

extension ReferenceRegistry {
    /// Finds people by their id, or else by their whole name.
    ///
    /// - Parameter text: an id or a name, as somebody writes it
    /// - Returns: one with that id, or all of that name by their ids; empty when there is nobody
    /// - Throws: ``RegistryError``
    package func people(called text: String) throws(RegistryError) -> [PersonChoice] {
        do {
            return try queue.read { database in
                let known = FoldedID(text).text
                let query = """
                    SELECT p.id, p.name, p.phone, (
                        SELECT e.name FROM registration r JOIN employer e ON e.id = r.employer_id
                        WHERE r.person_id = p.id ORDER BY r.valid_until DESC LIMIT 1
                    ) AS employer FROM person p
                    """
                for condition in ["p.id = ?", "p.name = ?"] {
                    let found = try Row.fetchAll(
                        database,
                        sql: "\(query) WHERE \(condition) ORDER BY p.id",
                        arguments: [known]
                    )
                    guard found.isEmpty else {
                        return found.map { row in
                            PersonChoice(
                                id: row["id"],
                                name: row["name"],
                                phone: row["phone"],
                                employer: row["employer"]
                            )
                        }
                    }
                }
                return []
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }
}

extension ReferenceTable {
    /// The tables whose rows belong to a person.
    static let ofPeople = ["registration", "application", "qualification", "credential", "credential_application"]
}
