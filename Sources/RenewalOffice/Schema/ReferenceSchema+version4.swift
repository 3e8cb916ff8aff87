import GRDB
import RenewalRegistry

extension ReferenceSchema {
    /// When a registration came to its employer and from which, and the channel of an employer's own program; never
    /// edited.
    ///
    /// A file of an earlier version is read without them (`ReferenceSelects`).
    static func addMoves(in database: Database) throws {
        try database.execute(sql: "ALTER TABLE employer ADD COLUMN channel TEXT")
        try database.execute(sql: "ALTER TABLE registration ADD COLUMN \(day("moved_on"))")
        try database.execute(
            sql: "ALTER TABLE registration ADD COLUMN \(reference("previous_employer_id", to: "employer"))"
        )
        for index in [
            "registration_by_move ON registration (moved_on) WHERE moved_on IS NOT NULL",
            "registration_by_start ON registration (valid_from)",
            "credential_by_replaced ON credential (replaces_id) WHERE replaces_id IS NOT NULL",
        ] {
            try database.execute(sql: "CREATE INDEX \(index)")
        }
        try database.execute(sql: "PRAGMA user_version = 4")
    }
}
