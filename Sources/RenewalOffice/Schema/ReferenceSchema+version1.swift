import GRDB
import RenewalRegistry

extension ReferenceSchema {
    /// Migrates an empty or older database to `version`.
    static func migrate(_ queue: DatabaseQueue) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1", migrate: createFirstVersion)
        migrator.registerMigration("2", migrate: addStateDays)
        migrator.registerMigration("3", migrate: indexDeaths)
        migrator.registerMigration("4", migrate: addMoves)
        migrator.registerMigration("5", migrate: addSources)
        try migrator.migrate(queue)
    }

    /// The tables as first released; never edited, only followed by further migrations.
    ///
    /// A registration may exist without known people and bodies, but a given reference must be valid.
    static func createFirstVersion(in database: Database) throws {
        let tables = registrationTables + credentialTables + lossTables + [historyTable]
        for table in tables { try database.execute(sql: "\(table) STRICT") }
        for sql in firstIndexes + changeIndexes + changeTriggers + historyTriggers { try database.execute(sql: sql) }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = 1")
    }

    static let id = "id TEXT NOT NULL PRIMARY KEY CHECK (id <> '')"
    private static let language = "language TEXT CHECK (language IN ('zh-CN', 'en'))"

    /// A day that exists.
    ///
    /// The pattern keeps words such as `now` from `date`, which would accept 30 February without a modifier.
    static func day(_ column: String) -> String {
        let shape = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
        let exists = "\(column) >= '0001' AND date(\(column), '+0 days') IS \(column)"
        return "\(column) TEXT CHECK (\(column) GLOB '\(shape)' AND \(exists))"
    }

    /// An instant in UTC, whole seconds, as RFC 3339 writes it.
    static func instant(_ column: String) -> String {
        let shape = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z"
        let exact = "strftime('%Y-%m-%dT%H:%M:%SZ', \(column), '+0 days') IS \(column)"
        return "\(column) TEXT CHECK (\(column) GLOB '\(shape)' AND \(exact))"
    }

    static func word(_ column: String, _ words: String...) -> String {
        "\(column) TEXT CHECK (\(column) IN (\(words.map { "'\($0)'" }.joined(separator: ", "))))"
    }

    static func reference(_ column: String, to table: String) -> String {
        "\(column) TEXT REFERENCES \(table) (id)"
    }

    /// A reference within a table, which may precede its target in a file.
    private static func later(_ column: String, to table: String) -> String {
        "\(reference(column, to: table)) DEFERRABLE INITIALLY DEFERRED"
    }

    static var updatedAt: String { "\(instant("updated_at")) NOT NULL" }

    private static var registrationTables: [String] {
        [
            """
            CREATE TABLE person (\(id), name TEXT, email TEXT, phone TEXT, \(language), \(day("declined_renewal_on")),
                never_logged_in INTEGER NOT NULL DEFAULT 0 CHECK (never_logged_in IN (0, 1)),
                birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 9999), \(instant("updated_at")))
            """,
            """
            CREATE TABLE employer (\(id), name TEXT, email TEXT, phone TEXT, \(language), former_name TEXT,
                \(day("renamed_on")), \(instant("updated_at")))
            """,
            "CREATE TABLE review_body (\(id), name TEXT, contact TEXT)",
            """
            CREATE TABLE registration (\(id), registration_no TEXT, \(reference("person_id", to: "person")),
                \(reference("employer_id", to: "employer")), \(reference("review_body_id", to: "review_body")),
                category TEXT, \(day("valid_from")), term_years INTEGER CHECK (term_years BETWEEN 1 AND 100),
                \(day("valid_until")),
                \(word("state", "active", "renewed", "cancelled", "revoked")) NOT NULL DEFAULT 'active',
                \(day("ended_on")), \(later("successor_id", to: "registration")),
                \(reference("new_employer_id", to: "employer")), new_category TEXT, \(day("change_recorded_on")),
                education_hours INTEGER CHECK (education_hours BETWEEN 0 AND 9999),
                legacy_no TEXT CHECK (length(legacy_no) = 11 AND legacy_no NOT GLOB '*[^0-9]*'), ladder TEXT,
                \(updatedAt))
            """,
            """
            CREATE TABLE application (\(id),
                \(word("procedure", "initial", "renewal", "change", "reregistration")) NOT NULL,
                \(reference("registration_id", to: "registration")), \(reference("person_id", to: "person")),
                \(day("submitted_on")), \(word(
                    "state", "draft", "submitted", "supplement_required", "initial_review", "final_review", "approved",
                    "rejected", "withdrawn"
                )) NOT NULL, \(day("decided_on")), reason TEXT, \(updatedAt))
            """,
        ]
    }

    private static var credentialTables: [String] {
        [
            """
            CREATE TABLE qualification (\(id), \(reference("person_id", to: "person")), certificate_no TEXT,
                \(day("obtained_on")), exam_year INTEGER CHECK (exam_year BETWEEN 1900 AND 9999),
                \(day("results_on")), form TEXT, issuer TEXT, \(word("stage", "printed", "at_province", "at_city")),
                \(word("seal", "mohrss_special", "issuer")), \(day("collection_from")), \(day("collection_to")),
                collection_method TEXT, \(day("collected_on")), \(updatedAt))
            """,
            """
            CREATE TABLE credential (\(id), serial TEXT, \(reference("person_id", to: "person")),
                \(reference("employer_id", to: "employer")), \(day("issued_on")),
                term_years INTEGER CHECK (term_years BETWEEN 1 AND 100), \(day("valid_until")), \(instant("not_after")),
                \(word(
                    "state", "active", "renewal_pending", "renewed_not_updated", "superseded", "void"
                )) NOT NULL DEFAULT 'active',
                \(day("state_on")), \(later("replaces_id", to: "credential")), \(day("renewed_on")),
                \(day("update_confirmed_on")), \(day("key_compromised_on")), \(updatedAt))
            """,
            """
            CREATE TABLE credential_application (\(id), \(reference("person_id", to: "person")),
                step INTEGER CHECK (step BETWEEN 1 AND 6), \(day("step_since")), materials TEXT,
                \(day("registration_fee_paid_on")), exam_result TEXT, application_no TEXT,
                \(day("application_fee_paid_on")), form TEXT, delivery TEXT, state TEXT, reason TEXT,
                \(updatedAt))
            """,
            "CREATE TABLE relying_party (\(id), name TEXT, channel TEXT)",
            """
            CREATE TABLE relying_party_subscription (\(reference("relying_party_id", to: "relying_party")) NOT NULL,
                \(reference("credential_id", to: "credential")) NOT NULL,
                PRIMARY KEY (relying_party_id, credential_id))
            """,
            """
            CREATE TABLE annotation (\(id), \(reference("credential_id", to: "credential")), purpose TEXT,
                \(day("valid_until")), \(updatedAt))
            """,
        ]
    }
}
