import RenewalRules

/// An electronic credential as an event found it.
struct StoredCredential {
    let row: StoredRow
    let record: CredentialRecord
    let expires: CalendarDate?

    var id: String { row.id }
    var lifecycle: CredentialLifecycle { CredentialLifecycle(recorded: record.recordedState, expires: expires) }
}

extension RecordingSession {
    func credential(_ id: String) throws -> StoredCredential {
        let row = try row("credential", id)
        guard case .credential(let record) = try subject(in: row) else { throw unreadable(row) }
        let credential = record.credential
        let expiry = CredentialExpiry(of: credential, utcOffset: record.utcOffset, policy: context.policy)
        return StoredCredential(row: row, record: record, expires: expiry.date)
    }

    /// The number of relying parties notified about a credential (rules R66, A15).
    func relyingParties(of credential: String) throws -> Int {
        try count("SELECT count(*) FROM relying_party_subscription WHERE credential_id = ?", credential)
    }

    /// Adds a credential valid from the day of the event, or from its day of issue.
    ///
    /// - Returns: its last valid day
    /// - Throws: `RecordingError.refused` without a definite validity (rule R60)
    @discardableResult
    func issue(_ credential: NewCredential, id: String, replacing old: StoredRow? = nil) throws -> CalendarDate {
        let issuedOn = credential.issuedOn ?? day
        if try count("SELECT count(*) FROM credential WHERE serial = ?", credential.serial) > 0 {
            throw impossible("该序列号已有其他证书使用", "another credential has this serial")
        }
        try insert(
            "credential",
            id,
            [
                "serial": credential.serial, "person_id": credential.person ?? old?.text("person_id"),
                "employer_id": credential.employer ?? old?.text("employer_id"), "issued_on": issuedOn.description,
                "term_years": credential.termYears.map(String.init),
                "valid_until": credential.validUntil?.description, "not_after": credential.notAfter,
                "state": ElectronicCredential.State.active.rawValue, "state_on": day.description,
                "replaces_id": old?.id,
            ]
        )
        guard let expires = try self.credential(id).expires else { throw refused(Refusal(.expiryUnknown, rule: "R60")) }
        guard expires >= issuedOn else {
            throw impossible(
                "有效期止于\(expires)，早于签发日期\(issuedOn)",
                "it would end on \(expires), before its issue on \(issuedOn)"
            )
        }
        return expires
    }
}
