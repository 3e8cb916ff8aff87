import GRDB

/// The reference tables read under the documented names.
///
/// Rows that left the sheet they came from are not read, neither for themselves nor beside others; only a death stays one.
enum ReferenceSelects {
    static let registrations = registrations(of: ReferenceSchema.version)

    static let applications = applications(of: ReferenceSchema.version)

    /// The version of a registry, by its columns: those that no command has added yet read as null.
    static func version(of database: Database) throws -> Int {
        func has(_ column: String, _ table: String) throws -> Bool {
            let sql = "SELECT count(*) FROM pragma_table_info('\(table)') WHERE name = '\(column)'"
            return try Int.fetchOne(database.cachedStatement(sql: sql)) != 0
        }
        guard try has("state_on", "application") else { return 1 }
        guard try has("moved_on", "registration") else { return 3 }
        return try has("left_on", "registration") ? ReferenceSchema.version : 4
    }

    /// A column of a later version than the first.
    private static func column(_ name: String, since first: Int, in version: Int) -> String {
        version >= first ? name : "NULL"
    }

    /// Whether a row is in the registry still.
    private static func isHere(_ row: String, in version: Int) -> String {
        version >= 5 ? "\(row).left_on IS NULL" : "1"
    }

    /// The number of rows of a table that are in the registry still, counted by its indexes.
    static func count(of table: String, in version: Int) -> String {
        let all = "(SELECT count(*) FROM \(table))"
        guard version >= 5, leaving.contains(table) else { return "SELECT \(all)" }
        return "SELECT \(all) - (SELECT count(*) FROM \(table) WHERE left_on IS NOT NULL)"
    }

    private static let leaving: Set = ["registration", "credential"]

    static func registrations(of version: Int) -> String {
        let (endReason, deceased) = version >= 2 ? ("r.end_reason", isDeceased("r.person_id")) : ("NULL", "NULL")
        let previous = column("r.previous_employer_id", since: 4, in: version)
        return """
            SELECT r.id, r.valid_until, r.valid_from, r.term_years, r.state, r.ended_on,
                \(endReason) AS end_reason, r.registration_no, r.category, r.education_hours, r.legacy_no,
                r.ladder, r.new_employer_id, n.name AS new_employer_name, n.email AS new_employer_email,
                n.phone AS new_employer_phone, n.language AS new_employer_language,
                \(column("n.channel", since: 4, in: version)) AS new_employer_channel, r.new_category, r.change_recorded_on,
                s.id AS successor_id, s.valid_from AS successor_valid_from, s.valid_until AS successor_valid_until,
                o.id AS predecessor_id, o.valid_from AS predecessor_valid_from, o.valid_until AS predecessor_valid_until,
                r.person_id AS holder_id, p.name AS holder_name, p.email AS holder_email, p.phone AS holder_phone,
                p.language AS holder_language, p.declined_renewal_on AS holder_declined_on,
                p.never_logged_in AS holder_never_logged_in, p.birth_year AS holder_birth_year,
                \(deceased) AS holder_deceased,
                r.employer_id, e.name AS employer_name, e.email AS employer_email, e.phone AS employer_phone,
                e.language AS employer_language, e.former_name AS employer_former_name,
                e.renamed_on AS employer_renamed_on, \(column("e.channel", since: 4, in: version)) AS employer_channel,
                \(column("r.moved_on", since: 4, in: version)) AS moved_on, \(previous) AS previous_employer_id,
                v.name AS previous_employer_name,
                r.review_body_id, b.name AS review_body_name, b.contact AS review_body_contact
            FROM registration r
            LEFT JOIN person p ON p.id = r.person_id
            LEFT JOIN employer e ON e.id = r.employer_id
            LEFT JOIN employer n ON n.id = r.new_employer_id
            LEFT JOIN employer v ON v.id = \(previous)
            LEFT JOIN registration s ON s.id = r.successor_id AND \(isHere("s", in: version))
            LEFT JOIN review_body b ON b.id = r.review_body_id
            LEFT JOIN registration o ON o.id = (
                SELECT max(p.id) FROM registration p
                WHERE p.successor_id = r.id AND p.state = 'renewed' AND \(isHere("p", in: version))
            )
            WHERE \(isHere("r", in: version))
            """
    }

    static func applications(of version: Int) -> String {
        """
        SELECT id, registration_id, person_id, procedure, submitted_on, state,
            \(column("state_on", since: 2, in: version)) AS state_on, decided_on, reason
        FROM application
        """
    }

    /// Whether a registration of a person ended with their death.
    static func isDeceased(_ person: String) -> String {
        """
        EXISTS (SELECT 1 FROM registration d
            WHERE d.person_id = \(person) AND d.state = 'cancelled' AND d.end_reason = 'deceased')
        """
    }

    static let qualifications = qualifications(of: ReferenceSchema.version)

    static let credentials = credentials(of: ReferenceSchema.version)

    static let credentialApplications = credentialApplications(of: ReferenceSchema.version)

    private static func isDeceased(_ person: String, in version: Int) -> String {
        version >= 2 ? isDeceased(person) : "NULL"
    }

    static func qualifications(of version: Int) -> String {
        """
        SELECT q.id, q.obtained_on, q.exam_year, q.results_on, q.form, q.issuer, q.stage, q.seal,
            q.collection_from, q.collection_to, q.collection_method, q.collected_on,
            EXISTS (SELECT 1 FROM registration r WHERE r.person_id = q.person_id AND \(isHere("r", in: version)))
                AS is_registered,
            q.person_id AS holder_id, p.name AS holder_name, p.email AS holder_email, p.phone AS holder_phone,
            p.language AS holder_language, p.birth_year AS holder_birth_year,
            \(isDeceased("q.person_id", in: version)) AS holder_deceased
        FROM qualification q LEFT JOIN person p ON p.id = q.person_id
        """
    }

    /// With the latest report and the latest reissue.
    static func credentials(of version: Int) -> String {
        // Earlier files have no index for it.
        let later = "(SELECT max(r.id) FROM credential r WHERE r.replaces_id = c.id AND \(isHere("r", in: version)))"
        let successor = column(later, since: 4, in: version)
        return """
            SELECT c.id, c.serial, c.issued_on, c.term_years, c.valid_until, c.not_after, c.state, c.state_on,
                c.renewed_on, c.update_confirmed_on, c.key_compromised_on,
                (SELECT max(r.valid_until) FROM registration r
                    WHERE r.person_id = c.person_id AND r.state = 'active' AND \(isHere("r", in: version)))
                    AS registration_valid_until,
                c.person_id AS holder_id, p.name AS holder_name, p.email AS holder_email, p.phone AS holder_phone,
                p.language AS holder_language, \(isDeceased("c.person_id", in: version)) AS holder_deceased,
                c.employer_id, e.name AS employer_name, e.email AS employer_email, e.phone AS employer_phone,
                e.language AS employer_language, \(column("e.channel", since: 4, in: version)) AS employer_channel,
                o.id AS predecessor_id, o.issued_on AS predecessor_issued_on,
                o.valid_until AS predecessor_valid_until, s.id AS successor_id, s.issued_on AS successor_issued_on,
                s.valid_until AS successor_valid_until,
                l.id AS loss_id, l.state AS loss_state, l.reason AS loss_reason, l.channel AS loss_channel,
                l.discovered_on AS loss_discovered_on, l.drafted_on AS loss_drafted_on,
                l.completed_at AS loss_completed_at,
                i.state AS reissue_state, i.requested_on AS reissue_requested_on, i.state_on AS reissue_state_on,
                n.serial AS reissue_new_serial
            FROM credential c
            LEFT JOIN person p ON p.id = c.person_id
            LEFT JOIN employer e ON e.id = c.employer_id
            LEFT JOIN loss_report l ON l.id = (
                SELECT id FROM loss_report WHERE credential_id = c.id
                ORDER BY state = 'completed' DESC, updated_at DESC, id DESC LIMIT 1
            )
            LEFT JOIN reissue i ON i.id = (
                SELECT id FROM reissue WHERE loss_report_id = l.id ORDER BY updated_at DESC, id DESC LIMIT 1
            )
            LEFT JOIN credential n ON n.id = i.new_credential_id
            LEFT JOIN credential o ON o.id = c.replaces_id AND \(isHere("o", in: version))
            LEFT JOIN credential s ON s.id = \(successor)
            WHERE \(isHere("c", in: version))
            """
    }

    static func credentialApplications(of version: Int) -> String {
        """
        SELECT a.id, a.state, a.step, a.step_since, a.materials, a.registration_fee_paid_on, a.exam_result,
            a.application_no, a.reason, a.person_id AS holder_id, p.name AS holder_name, p.email AS holder_email, p.phone AS holder_phone,
            p.language AS holder_language, \(isDeceased("a.person_id", in: version)) AS holder_deceased
        FROM credential_application a LEFT JOIN person p ON p.id = a.person_id
        """
    }

    static let subscriptions = subscriptions(of: ReferenceSchema.version)

    static func subscriptions(of version: Int) -> String {
        """
        SELECT s.credential_id, c.person_id AS holder_id, s.relying_party_id AS party_id, y.name AS party_name,
            y.channel AS party_channel
        FROM relying_party_subscription s
        JOIN credential c ON c.id = s.credential_id AND \(isHere("c", in: version))
        JOIN relying_party y ON y.id = s.relying_party_id
        """
    }

    static let inquiries = """
        SELECT q.id, l.credential_id, q.asked_on, q.channel, q.answer
        FROM loss_report l
        JOIN reissue i ON i.loss_report_id = l.id
        JOIN inquiry q ON q.reissue_id = i.id
        """

    static let lossReports = """
        SELECT id, state, reason, channel, information, discovered_on, drafted_on, completed_at FROM loss_report
        """

    static let reissues = """
        SELECT i.id, i.state, i.requested_on, i.state_on, n.serial AS new_serial
        FROM reissue i LEFT JOIN credential n ON n.id = i.new_credential_id
        """

    static let programs = "SELECT id, channel FROM employer WHERE channel <> ''"

    static let annotations = "SELECT id, credential_id, purpose, valid_until FROM annotation"

    /// The tables behind all of them, and some columns.
    static let tables: Set<String> = {
        let selects = [
            registrations, applications, qualifications, credentials, credentialApplications, subscriptions, inquiries,
            lossReports, reissues, annotations,
        ]
        return Set(selects.flatMap { SQLSources($0).own.keys })
    }()

    /// The registrations that began, ended, moved, were decided, or whose employer was renamed since a day, each found by
    /// the index of its own column.
    static let events = """
        SELECT id FROM registration WHERE valid_from >= ?
        UNION ALL SELECT id FROM registration WHERE moved_on >= ?
        UNION ALL SELECT id FROM registration WHERE ended_on >= ?
        UNION ALL SELECT id FROM registration WHERE change_recorded_on >= ?
        UNION ALL SELECT registration_id FROM application WHERE decided_on >= ?
        UNION ALL SELECT r.id FROM employer e CROSS JOIN registration r ON r.employer_id = e.id WHERE e.renamed_on >= ?
        """

    /// The records affected by events since an instant: in their own row, or in one they are read with.
    ///
    /// A record may appear twice. Review bodies and subscriptions do not record when they changed.
    static let changes = [
        "SELECT 'registration', id FROM registration WHERE updated_at >= ?1",
        "SELECT 'registration', registration_id FROM application WHERE updated_at >= ?1 AND registration_id IS NOT NULL",
        changed("registration", "person_id", with: "person"),
        changed("registration", "person_id", with: "registration", by: "person_id"),
        changed("registration", "employer_id", with: "employer"),
        changed("registration", "new_employer_id", with: "employer"),
        changed("registration", "successor_id", with: "registration"),
        "SELECT 'qualification', id FROM qualification WHERE updated_at >= ?1",
        changed("qualification", "person_id", with: "person"),
        changed("qualification", "person_id", with: "application", by: "person_id"),
        changed("qualification", "person_id", with: "registration", by: "person_id"),
        "SELECT 'credential', id FROM credential WHERE updated_at >= ?1",
        changed("credential", "person_id", with: "person"),
        changed("credential", "person_id", with: "registration", by: "person_id"),
        changed("credential", "person_id", with: "credential", by: "person_id"),
        changed("credential", "employer_id", with: "employer"),
        "SELECT 'credential', credential_id FROM loss_report WHERE updated_at >= ?1 AND credential_id IS NOT NULL",
        """
        SELECT 'credential', l.credential_id FROM reissue c JOIN loss_report l ON l.id = c.loss_report_id
        WHERE c.updated_at >= ?1 AND l.credential_id IS NOT NULL
        """,
        "SELECT 'credential', credential_id FROM annotation WHERE updated_at >= ?1 AND credential_id IS NOT NULL",
        "SELECT 'credential_application', id FROM credential_application WHERE updated_at >= ?1",
        changed("credential_application", "person_id", with: "person"),
        changed("credential_application", "person_id", with: "registration", by: "person_id"),
    ].joined(separator: " UNION ALL ")

    /// A cross join, so that SQLite starts from the few changed rows.
    private static func changed(_ table: String, _ column: String, with other: String, by key: String = "id") -> String
    {
        """
        SELECT '\(table)', r.id FROM \(other) c CROSS JOIN \(table) r ON r.\(column) = c.\(key)
        WHERE c.updated_at >= ?1
        """
    }
}
