import RenewalRegistry
package import RenewalRules

extension ReferenceRegistry {
    /// Asks for a replacement of a credential that a completed loss report voided.
    ///
    /// - Parameters:
    ///   - report: the loss report
    ///   - id: the reissue's id; `nil` for one made from the day
    ///   - context: when and by whom
    /// - Returns: the reissue and the expiry the replacement keeps
    /// - Throws: ``RecordingError``
    /// - Source: rules 4.7, A13
    package func requestReissue(
        after report: String,
        id: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("申请补办（挂失 \(report)）", "requesting a reissue after loss report \(report)")
        return try record("reissue.requested", doing: doing, context) { session in
            let row = try session.row("loss_report", report)
            let credential = try session.credential(of: row)
            let accepted = try session.accept(
                Reissue.requesting(
                    after: session.lossReport(in: row),
                    serial: credential.record.credential.serial,
                    expires: credential.expires,
                    on: session.day
                )
            )
            let isAskedFor = try session.rows("reissue", where: "loss_report_id", is: report).contains { row in
                try session.reissue(in: row, of: credential).state != .cancelled
            }
            if isAskedFor { throw session.refused(Refusal(.applicationPending, rule: "R87", instead: .awaitDecision)) }
            let newID = try id ?? session.newID("I", in: "reissue")
            let today = session.day.description
            let state = accepted.state.state.rawValue
            try session.insert(
                "reissue",
                newID,
                ["loss_report_id": report, "requested_on": today, "state": state, "state_on": today]
            )
            return Recorded(record: RowName("reissue", newID), state: state, expires: credential.expires)
        }
    }

    /// Records a step of a reissue.
    ///
    /// - Throws: ``RecordingError``
    /// - Source: rules R84–R87
    package func advance(
        reissue id: String,
        by step: ReissueStep,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        try record("reissue.\(step.rawValue)", doing: step.doing(id), context) { session in
            let stored = try session.reissue(id)
            let accepted = try session.accept(stored.reissue.applying(step.event))
            return try session.store(accepted.state, in: stored)
        }
    }

    /// Hands over the replacement: a new serial, the old expiry.
    ///
    /// - Parameters:
    ///   - id: the reissue
    ///   - serial: the replacement's serial
    ///   - newID: its id in the registry; `nil` for one made from the day
    ///   - context: when and by whom
    /// - Returns: the reissue; `created` is the replacement
    /// - Throws: ``RecordingError``
    /// - Source: rule A13
    package func deliver(
        reissue id: String,
        serial: String,
        newID: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记补办证书领取（补办 \(id)）", "delivering reissue \(id)")
        return try record("reissue.delivered", doing: doing, context) { session in
            let stored = try session.reissue(id)
            let accepted = try session.accept(stored.reissue.applying(.delivered(newSerial: serial)))
            let newID = try newID ?? session.newID("C", in: "credential")
            let old = stored.credential.row
            let replacement = stored.replacement(serial: serial, context)
            try session.issue(replacement, id: newID, replacing: old)
            var recorded = try session.store(accepted.state, in: stored, newCredential: newID)
            recorded.created = RowName("credential", newID)
            recorded.effects = accepted.effects
            return recorded
        }
    }

    /// Records an inquiry about a pending reissue and its answer.
    ///
    /// - Returns: the reissue; `created` is the inquiry
    /// - Throws: ``RecordingError``
    /// - Source: rule R89
    package func inquire(
        reissue id: String,
        _ inquiry: ProgressInquiry,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记进度查询（补办 \(id)）", "recording an inquiry about reissue \(id)")
        return try record("reissue.inquired", doing: doing, context) { session in
            let stored = try session.reissue(id)
            _ = try session.accept(stored.reissue.applying(.inquired))
            let newID = try session.newID("Q", in: "inquiry")
            try session.insert(
                "inquiry",
                newID,
                [
                    "reissue_id": id, "asked_on": session.day.description, "channel": inquiry.channel?.rawValue,
                    "answer": inquiry.answer,
                ]
            )
            return Recorded(
                record: stored.row.name,
                state: stored.reissue.state.rawValue,
                created: RowName("inquiry", newID),
                expires: stored.credential.expires
            )
        }
    }
}

/// A reissue as an event found it, with the credential that it replaces.
private struct StoredReissue {
    let row: StoredRow
    let credential: StoredCredential
    let reissue: Reissue
}

extension RecordingSession {
    fileprivate func reissue(_ id: String) throws -> StoredReissue {
        let row = try row("reissue", id)
        guard let report = row.text("loss_report_id") else { throw impossible("没有登记对应的挂失", "it names no loss report") }
        let credential = try credential(of: self.row("loss_report", report))
        let reissue = try reissue(in: row, of: credential)
        try follow(reissue.stateOn, Phrase("上一步骤的日期", "the day of its last step"))
        return StoredReissue(row: row, credential: credential, reissue: reissue)
    }

    fileprivate func reissue(in row: StoredRow, of credential: StoredCredential) throws -> Reissue {
        let (serial, expires) = (credential.record.credential.serial, credential.expires)
        return try known(reader.reissue(row.id, replacing: serial, expires: expires, in: database), in: row)
    }

    fileprivate func store(
        _ reissue: Reissue,
        in stored: StoredReissue,
        newCredential: String? = nil
    ) throws -> Recorded {
        let state = reissue.state.rawValue
        let fields = [("state", state), ("state_on", day.description)]
        try update(stored.row, fields + (newCredential.map { [("new_credential_id", $0)] } ?? []))
        return Recorded(record: stored.row.name, state: state, expires: stored.credential.expires)
    }
}

extension StoredReissue {
    /// The replacement: its term and days are the old one's, unless the office grants a new term.
    ///
    /// - Source: rule A13
    fileprivate func replacement(serial: String, _ context: RecordingContext) -> NewCredential {
        let old = credential.row
        var replacement = NewCredential(serial: serial)
        replacement.termYears = old.number("term_years")
        guard context.policy.reissueKeepsExpiry else {
            replacement.issuedOn = context.day
            return replacement
        }
        replacement.issuedOn = credential.record.credential.issuedOn
        replacement.validUntil = credential.expires
        replacement.notAfter = old.text("not_after")
        return replacement
    }
}
