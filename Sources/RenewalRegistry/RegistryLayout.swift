import GRDB

/// The SQL that yields registrations and applications under the documented names, whatever the tables behind it.
///
/// The reference schema is read through the same mechanism as an office's own layout.
struct RegistryLayout: Hashable {
    /// One `SELECT` that yields the columns of ``RegistrationColumn``.
    let registrations: String
    /// One `SELECT` that yields the columns of ``ApplicationColumn``; `nil` when the office records none.
    let applications: String?
    /// Whether constraints of the schema rule out an expiry that is no day.
    let checksDays: Bool

    /// Checks a mapping against the open database.
    init(_ mapping: RegistryMapping, in database: Database, path: String) throws {
        let isReference = try ReferenceSchema.isIn(database, path: path)
        let ownRegistrations = try mapping.registrations.map {
            try MappedSelect<RegistrationColumn>($0, setting: "registry.mapping.registrations", in: database).sql
        }
        let ownApplications = try mapping.applications.map {
            try MappedSelect<ApplicationColumn>($0, setting: "registry.mapping.applications", in: database).sql
        }
        registrations = ownRegistrations ?? Self.referenceRegistrations
        applications = ownApplications ?? (ownRegistrations == nil ? Self.referenceApplications : nil)
        checksDays = isReference && ownRegistrations == nil
        try Self.prepare([registrations, applications].compactMap { $0 }, in: database, path: path)
    }

    static let referenceRegistrations = """
        SELECT r.id, r.valid_until, r.valid_from, r.term_years, r.state, r.ended_on, r.registration_no, r.category,
            r.new_employer_id, r.new_category,
            r.person_id AS holder_id, p.name AS holder_name, p.email AS holder_email, p.phone AS holder_phone,
            p.language AS holder_language, p.declined_renewal_on AS holder_declined_on,
            r.employer_id, e.name AS employer_name, e.email AS employer_email, e.phone AS employer_phone,
            e.language AS employer_language,
            r.review_body_id, b.name AS review_body_name, b.contact AS review_body_contact
        FROM registration r
        LEFT JOIN person p ON p.id = r.person_id
        LEFT JOIN employer e ON e.id = r.employer_id
        LEFT JOIN review_body b ON b.id = r.review_body_id
        """

    static let referenceApplications =
        "SELECT id, registration_id, procedure, submitted_on, state, decided_on FROM application"

    private static func prepare(_ selects: [String], in database: Database, path: String) throws {
        do {
            for select in selects { _ = try database.makeStatement(sql: select) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            throw RegistryError.layout(path: path, reason: error.message ?? "its tables are not those of the reference")
        }
    }
}
