import GRDB
import RenewalRegistry

extension ReferenceSchema {
    /// Where rows came from and when they left, and who is known by an identity number; never edited.
    ///
    /// A file of an earlier version is read without them (`ReferenceSelects`).
    static func addSources(in database: Database) throws {
        for table in leavingTables {
            try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(day("left_on"))")
        }
        try database.execute(sql: "ALTER TABLE person ADD COLUMN \(identityHash)")
        for table in sourceTables { try database.execute(sql: "\(table) STRICT") }
        for index in sourceIndexes { try database.execute(sql: "CREATE \(index)") }
        try database.execute(sql: "PRAGMA user_version = 5")
    }

    /// The tables whose rows can leave the sheet they came from.
    private static let leavingTables = ["registration", "credential"]

    /// HMAC-SHA-256 of an identity number, in lower case.
    private static let identityHash = """
        identity_hash TEXT CHECK (length(identity_hash) = 64 AND identity_hash NOT GLOB '*[^0-9a-f]*')
        """

    private static var sourceTables: [String] {
        [
            "CREATE TABLE identity_key (fingerprint TEXT NOT NULL)",
            """
            CREATE TABLE sighting (record_type TEXT NOT NULL, record_id TEXT NOT NULL, source TEXT NOT NULL,
                \(instant("seen_at")) NOT NULL, PRIMARY KEY (record_type, record_id))
            """,
            """
            CREATE TABLE import_run (sequence INTEGER PRIMARY KEY, source TEXT NOT NULL, \(instant("at")) NOT NULL,
                \(word("outcome", "written", "unchanged", "refused")) NOT NULL, summary TEXT NOT NULL)
            """,
            """
            CREATE TABLE import_look (source TEXT NOT NULL PRIMARY KEY, bytes INTEGER NOT NULL,
                modified_ns INTEGER NOT NULL, taken_digest TEXT)
            """,
        ]
    }

    private static let sourceIndexes = [
        // Of a constant: there is at most one row.
        "UNIQUE INDEX identity_key_is_one ON identity_key ((1))",
        "UNIQUE INDEX person_by_identity ON person (identity_hash) WHERE identity_hash IS NOT NULL",
        "INDEX person_by_name ON person (name)",
        "INDEX registration_by_number ON registration (registration_no) WHERE registration_no IS NOT NULL",
        "INDEX registration_by_leaving ON registration (left_on) WHERE left_on IS NOT NULL",
        "INDEX credential_by_leaving ON credential (left_on) WHERE left_on IS NOT NULL",
        "INDEX sighting_by_source ON sighting (source)",
        "INDEX import_run_by_source ON import_run (source)",
    ]
}
