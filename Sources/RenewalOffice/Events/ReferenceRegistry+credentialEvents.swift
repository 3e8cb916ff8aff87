package import RenewalRules

extension ReferenceRegistry {
    /// Records a credential that was produced and handed over.
    ///
    /// - Returns: the credential and its last valid day
    /// - Throws: ``RecordingError``
    /// - Source: rules 4.5, R60
    package func issue(_ new: NewCredential, _ context: RecordingContext) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记证书签发", "issuing a credential")
        return try record("credential.issued", doing: doing, context) { session in
            let applied = CredentialLifecycle(recorded: .applying, expires: new.validUntil)
            let accepted = try session.accept(applied.applying(.delivered, on: session.day))
            let id = try new.id ?? session.newID("C", in: "credential")
            let expires = try session.issue(new, id: id)
            return Recorded(
                record: RowName("credential", id),
                state: accepted.state.recorded.rawValue,
                expires: expires
            )
        }
    }

    /// Starts the renewal of a credential.
    ///
    /// - Parameters:
    ///   - id: the credential
    ///   - fulfilled: what has been done for it
    ///   - context: when and by whom
    /// - Returns: the credential
    /// - Throws: ``RecordingError``
    /// - Source: rule R69
    package func startRenewal(
        credential id: String,
        fulfilled: Set<CredentialLifecycle.Requirement>,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("开始证书续期（电子证书 \(id)）", "starting the renewal of credential \(id)")
        return try record("credential.renewal_started", doing: doing, context) { session in
            let stored = try session.credential(id)
            return try session.apply(.renewalStarted(fulfilled: fulfilled), to: stored).recorded
        }
    }

    /// Records the credential issued by a renewal; the old one stays until the holder uses the new one.
    ///
    /// - Returns: the old credential; `created` is the new one
    /// - Throws: ``RecordingError``
    /// - Source: rule R70
    package func renew(
        credential id: String,
        by new: NewCredential,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记证书续期（电子证书 \(id)）", "recording the renewal of credential \(id)")
        return try record("credential.renewed", doing: doing, context) { session in
            let stored = try session.credential(id)
            let renewed = session.day.description
            var (recorded, _) = try session.apply(
                .renewalIssued(expires: new.validUntil),
                to: stored,
                with: ["renewed_on": renewed]
            )
            let newID = try new.id ?? session.newID("C", in: "credential")
            recorded.expires = try session.issue(new, id: newID, replacing: stored.row)
            recorded.created = RowName("credential", newID)
            return recorded
        }
    }

    /// Records that the holder uses the renewed credential, which ends the old one.
    ///
    /// - Throws: ``RecordingError``
    /// - Source: rule R70
    package func confirmUpdate(
        credential id: String,
        isInstalled: Bool,
        keyIsSafe: Bool,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记新证书启用（电子证书 \(id)）", "confirming the update of credential \(id)")
        return try record("credential.update_confirmed", doing: doing, context) { session in
            let stored = try session.credential(id)
            var (recorded, _) = try session.apply(
                .updateConfirmed(isInstalled: isInstalled, keyIsSafe: keyIsSafe),
                to: stored,
                with: ["update_confirmed_on": session.day.description]
            )
            recorded.concerned = try session.relyingParties(of: id)
            return recorded
        }
    }

    /// Records that the private key is compromised; a loss report must follow.
    ///
    /// - Throws: ``RecordingError``
    /// - Source: rules R63, D12
    package func recordLeakedKey(
        credential id: String,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记私钥泄露（电子证书 \(id)）", "recording a leaked key of credential \(id)")
        return try record("credential.key_compromised", doing: doing, context) { session in
            let stored = try session.credential(id)
            if let refusal = stored.lifecycle.refusalOfKeyReport(on: session.day) { throw session.refused(refusal) }
            guard stored.record.credential.keyCompromisedOn == nil else {
                throw session.refused(Refusal(.keyCompromised, rule: "D12", instead: .lossReport))
            }
            try session.update(stored.row, ["key_compromised_on": session.day.description])
            return Recorded(record: stored.row.name, expires: stored.expires)
        }
    }

    /// Adds an annotation (加注) to a credential.
    ///
    /// - Returns: the credential; `created` is the annotation
    /// - Throws: ``RecordingError``
    /// - Source: rule V15
    package func annotate(
        credential id: String,
        purpose: String,
        until end: CalendarDate,
        annotation: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记加注（电子证书 \(id)）", "annotating credential \(id)")
        return try record("credential.annotated", doing: doing, context) { session in
            let stored = try session.credential(id)
            if let refusal = stored.lifecycle.refusalOfAnnotation(until: end, on: session.day) {
                throw session.refused(refusal)
            }
            let newID = try annotation ?? session.newID("N", in: "annotation")
            try session.insert(
                "annotation",
                newID,
                ["credential_id": id, "purpose": purpose, "valid_until": end.description]
            )
            return Recorded(
                record: stored.row.name,
                created: RowName("annotation", newID),
                expires: end
            )
        }
    }
}

extension RecordingSession {
    /// Moves a credential to its new state, and sets further columns of the event.
    func apply(
        _ event: CredentialLifecycle.Event,
        to stored: StoredCredential,
        with more: KeyValuePairs<String, String?> = [:]
    ) throws -> (recorded: Recorded, lifecycle: CredentialLifecycle) {
        let credential = stored.record.credential
        let last = Phrase("上一事项的日期", "the day of its last event")
        try follow(credential.stateOn ?? credential.issuedOn, last)
        let accepted = try accept(stored.lifecycle.applying(event, on: day))
        let state = accepted.state.recorded.rawValue
        let fields = [("state", state), ("state_on", day.description)] + more.map { ($0.key, $0.value) }
        try update(stored.row, fields)
        let recorded = Recorded(
            record: stored.row.name,
            state: state,
            expires: accepted.state.expires,
            effects: accepted.effects
        )
        return (recorded, accepted.state)
    }
}
