import GRDB
import RenewalRegistry

extension ReferenceSchema {
    /// Whose registration ended with their death: few, so that a pass can ask it of every record; never edited.
    ///
    /// A file without the index is read by that of all persons, which takes longer.
    static func indexDeaths(in database: Database) throws {
        try database.execute(
            sql: """
                CREATE INDEX registration_by_death ON registration (person_id)
                    WHERE state = 'cancelled' AND end_reason = 'deceased'
                """
        )
        try database.execute(sql: "PRAGMA user_version = 3")
    }
}
