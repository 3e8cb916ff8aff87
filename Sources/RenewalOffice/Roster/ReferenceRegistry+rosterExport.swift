import GRDB
import RenewalRegistry
package import RenewalRules

extension ReferenceRegistry {
    /// What the registry holds as one flat workbook, which an import takes back unchanged.
    ///
    /// A row is a registration that nothing has followed, with the certificate of its holder if there is one; other
    /// certificates have rows of their own. Identity numbers are not kept, so there is no column for them.
    ///
    /// - Parameter language: of the headers and words
    /// - Returns: the bytes of an .xlsx file
    /// - Throws: ``RegistryError``, or `SheetRefusal` from the program that writes workbooks
    package func exportRoster(in language: Language) throws -> [UInt8] {
        let rows: [[RosterField: String]]
        do {
            rows = try queue.read { database in
                try Self.rows(database, sql: Self.registrations) + Self.rows(database, sql: Self.otherCertificates)
            }
        } catch let error as DatabaseError {
            throw RegistryError(error, path: path)
        }
        return try RosterSheet(in: language).workbook(of: rows)
    }

    private static func rows(_ database: Database, sql: String) throws -> [[RosterField: String]] {
        let rows = try Row.fetchCursor(database, sql: sql)
        var result: [[RosterField: String]] = []
        while let row = try rows.next() {
            var fields: [RosterField: String] = [:]
            for field in RosterField.allCases where row.hasColumn(field.rawValue) {
                let value: DatabaseValue = row[field.rawValue]
                fields[field] = String.fromDatabaseValue(value) ?? Int.fromDatabaseValue(value).map(String.init)
            }
            result.append(fields)
        }
        return result
    }

    private static let people = """
        p.name AS name, p.phone AS phone, p.email AS email, e.name AS employer, e.phone AS employer_phone,
        e.email AS employer_email
        """

    private static let certificate = """
        c.serial AS credential_serial, c.issued_on AS credential_issued_on, c.valid_until AS credential_valid_until
        """

    /// The certificate of a holder who has one registration and one running certificate.
    private static let ownCertificate = """
        c.person_id = r.person_id AND c.state = 'active' AND c.left_on IS NULL AND c.serial IS NOT NULL
            AND (SELECT count(*) FROM credential d WHERE d.person_id = r.person_id AND d.state = 'active') = 1
            AND (SELECT count(*) FROM registration o WHERE o.person_id = r.person_id AND o.successor_id IS NULL) = 1
            AND c.employer_id IS r.employer_id
        """

    private static let registrations = """
        SELECT \(people), b.name AS review_body, r.registration_no, r.category, r.valid_from, r.term_years, r.valid_until,
            r.state, \(certificate)
        FROM registration r
        LEFT JOIN person p ON p.id = r.person_id
        LEFT JOIN employer e ON e.id = r.employer_id
        LEFT JOIN review_body b ON b.id = r.review_body_id
        LEFT JOIN credential c ON \(ownCertificate)
        WHERE r.successor_id IS NULL AND r.left_on IS NULL
        ORDER BY r.valid_until, r.id
        """

    private static let otherCertificates = """
        SELECT \(people), \(certificate)
        FROM credential c
        LEFT JOIN person p ON p.id = c.person_id
        LEFT JOIN employer e ON e.id = c.employer_id
        WHERE c.state = 'active' AND c.left_on IS NULL AND c.serial IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.left_on IS NULL AND r.successor_id IS NULL AND \(ownCertificate))
        ORDER BY c.valid_until, c.id
        """
}
