import RenewalRegistry

/// How the tables record recent changes and the records affected.
extension ReferenceSchema {
    /// The tables whose rows say when they were last changed.
    static let changingTables = [
        "person", "employer", "registration", "application", "qualification", "credential", "credential_application",
        "loss_report", "reissue", "annotation",
    ]

    /// Changed rows, and the records that depend on them.
    static let changeIndexes =
        changingTables.map { "CREATE INDEX \($0)_by_change ON \($0) (updated_at, id)" } + [
            "CREATE INDEX credential_by_employer ON credential (employer_id)",
            """
            CREATE INDEX registration_by_new_employer ON registration (new_employer_id)
                WHERE new_employer_id IS NOT NULL
            """,
            "CREATE INDEX registration_by_successor ON registration (successor_id) WHERE successor_id IS NOT NULL",
        ]

    /// Stamps a row whose writer changed it without setting the time.
    static let changeTriggers = changingTables.map { table in
        """
        CREATE TRIGGER \(table)_is_stamped AFTER UPDATE ON \(table)
        WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT \(now)
        BEGIN UPDATE \(table) SET updated_at = \(now) WHERE id = NEW.id; END
        """
    }

    private static let now = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
}
