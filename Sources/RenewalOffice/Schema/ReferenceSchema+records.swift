import RenewalRegistry

extension ReferenceSchema {
    /// Losses and their consequences.
    static var lossTables: [String] {
        [
            """
            CREATE TABLE loss_report (\(id), \(reference("credential_id", to: "credential")), reason TEXT,
                \(day("discovered_on")), \(word("channel", "website", "phone", "service_center")), information TEXT,
                \(word("state", "draft", "submitted", "completed", "rejected", "withdrawn")) NOT NULL,
                \(day("drafted_on")), \(instant("completed_at")), \(updatedAt))
            """,
            """
            CREATE TABLE reissue (\(id), \(reference("loss_report_id", to: "loss_report")), \(day("requested_on")),
                \(word(
                    "state", "requested", "fee_due", "fee_paid", "processing", "ready", "delivered", "cancelled"
                )) NOT NULL,
                \(day("state_on")), \(reference("new_credential_id", to: "credential")), \(updatedAt))
            """,
            """
            CREATE TABLE inquiry (\(id), \(reference("reissue_id", to: "reissue")), \(day("asked_on")),
                \(word("channel", "website", "phone", "service_center")), answer TEXT, \(updatedAt))
            """,
        ]
    }

    /// Who recorded what and when; rows are added and never changed.
    static var historyTable: String {
        """
        CREATE TABLE history (sequence INTEGER PRIMARY KEY, \(instant("recorded_at")) NOT NULL,
            recorded_by TEXT NOT NULL, event TEXT NOT NULL, record_type TEXT NOT NULL, record_id TEXT NOT NULL,
            details TEXT NOT NULL CHECK (json_type(details) = 'object'))
        """
    }

    /// A replacing insert deletes without firing the delete trigger, so it has its own trigger.
    static let historyTriggers = [
        unchangedHistory.sql,
        refusing("DELETE", named: "history_is_not_deleted"),
        refusing(
            "INSERT",
            named: "history_is_not_replaced",
            when: "WHEN EXISTS (SELECT 1 FROM history WHERE sequence = NEW.sequence)"
        ),
    ]

    /// What keeps entries as they are; only the erasure of a person goes past it.
    static let unchangedHistory = (
        name: "history_is_not_changed", sql: refusing("UPDATE", named: "history_is_not_changed")
    )

    private static func refusing(_ change: String, named name: String, when condition: String = "") -> String {
        """
        CREATE TRIGGER \(name) BEFORE \(change) ON history \(condition)
        BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END
        """
    }

    /// The columns by which scans read, and the target columns of references, so that a deleted row finds its
    /// dependants.
    static let firstIndexes = [
        "CREATE INDEX registration_by_expiry ON registration (valid_until, id)",
        "CREATE INDEX registration_by_person ON registration (person_id)",
        "CREATE INDEX registration_by_employer ON registration (employer_id)",
        "CREATE INDEX registration_by_end ON registration (ended_on) WHERE ended_on IS NOT NULL",
        """
        CREATE INDEX registration_by_recorded_change ON registration (change_recorded_on)
            WHERE change_recorded_on IS NOT NULL
        """,
        "CREATE INDEX application_by_registration ON application (registration_id)",
        "CREATE INDEX application_by_person ON application (person_id) WHERE person_id IS NOT NULL",
        "CREATE INDEX application_by_state ON application (state, registration_id)",
        "CREATE INDEX application_by_decision ON application (decided_on) WHERE decided_on IS NOT NULL",
        "CREATE INDEX employer_by_renaming ON employer (renamed_on) WHERE renamed_on IS NOT NULL",
        "CREATE INDEX qualification_by_person ON qualification (person_id)",
        "CREATE INDEX credential_by_expiry ON credential (valid_until, id)",
        "CREATE INDEX credential_by_person ON credential (person_id)",
        "CREATE INDEX credential_by_serial ON credential (serial) WHERE serial IS NOT NULL",
        "CREATE INDEX credential_application_by_person ON credential_application (person_id)",
        "CREATE INDEX loss_report_by_credential ON loss_report (credential_id)",
        "CREATE INDEX reissue_by_loss_report ON reissue (loss_report_id)",
        "CREATE INDEX annotation_by_credential ON annotation (credential_id)",
        "CREATE INDEX inquiry_by_reissue ON inquiry (reissue_id)",
        "CREATE INDEX history_by_record ON history (record_type, record_id)",
        "CREATE INDEX subscription_by_credential ON relying_party_subscription (credential_id)",
    ]
}
