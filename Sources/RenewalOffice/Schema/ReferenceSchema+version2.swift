import GRDB
import RenewalRegistry

extension ReferenceSchema {
    /// Since when an application has its state, and why a registration ended; never edited.
    ///
    /// A file of version 1 is read without them (`ReferenceSelects`).
    static func addStateDays(in database: Database) throws {
        let endReason = word(
            "end_reason",
            "expired",
            "deceased",
            "on_request",
            "employer_ended",
            "withdrawn",
            "licence_revoked",
            "deceit",
            "authority_error",
            "other"
        )
        try database.execute(sql: "ALTER TABLE application ADD COLUMN \(day("state_on"))")
        try database.execute(sql: "ALTER TABLE registration ADD COLUMN \(endReason)")
        try database.execute(sql: "PRAGMA user_version = 2")
    }
}
