import RenewalRegistry
package import RenewalRules

extension ReferenceRegistry {
    /// Drafts a report that a credential is lost; a draft voids nothing.
    ///
    /// - Parameters:
    ///   - id: the credential
    ///   - loss: why and how it is reported, and what has been said so far
    ///   - report: the report's id; `nil` for one made from the day
    ///   - context: when and by whom
    /// - Returns: the report; `effects` name what is still missing
    /// - Throws: ``RecordingError``
    /// - Source: rules R75–R83
    package func draftLoss(
        of id: String,
        _ loss: LossReport,
        report: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("起草挂失（电子证书 \(id)）", "reporting the loss of credential \(id)")
        return try record("loss_report.drafted", doing: doing, context) { session in
            let stored = try session.credential(id)
            // A report that could never be completed is not begun.
            _ = try session.accept(stored.lifecycle.applying(.lossCompleted, on: session.day))
            let open = try session.rows("loss_report", where: "credential_id", is: id).contains { row in
                let state = try session.reader.lossReport(row.id, in: session.database)?.state
                return state == .draft || state == .submitted
            }
            if open { throw session.refused(Refusal(.applicationPending, rule: "R77")) }
            if let discovered = loss.discoveredOn, discovered > session.day {
                throw session.impossible(
                    "发现日期\(discovered)不能晚于\(session.day)",
                    "it cannot be noticed on \(discovered), after \(session.day)"
                )
            }
            let newID = try report ?? session.newID("L", in: "loss_report")
            try session.insert(
                "loss_report",
                newID,
                [
                    "credential_id": id, "reason": loss.reason.rawValue, "channel": loss.channel.rawValue,
                    "discovered_on": loss.discoveredOn?.description, "information": loss.information.list,
                    "state": LossReport.State.draft.rawValue, "drafted_on": session.day.description,
                ]
            )
            return Recorded(
                record: RowName("loss_report", newID),
                state: LossReport.State.draft.rawValue,
                expires: stored.expires,
                effects: loss.missing.isEmpty ? [] : [.informationMissing(loss.missing)]
            )
        }
    }

    /// Submits a draft that the holder has confirmed.
    ///
    /// - Parameters:
    ///   - id: the report
    ///   - information: what was added since the draft
    ///   - isConfirmed: whether the holder knows what completing does (rule R83)
    ///   - ifIncomplete: whether missing information is a remark or a refusal (rule R79)
    ///   - context: when and by whom
    /// - Returns: the report; `effects` name what is missing from it
    /// - Throws: ``RecordingError``
    package func submitLoss(
        report id: String,
        adding information: Set<LossInformation>,
        isConfirmed: Bool,
        ifIncomplete: LossReport.Incomplete,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("提交挂失（挂失 \(id)）", "submitting loss report \(id)")
        return try record("loss_report.submitted", doing: doing, context) { session in
            let row = try session.row("loss_report", id)
            let drafted = try session.lossReport(in: row)
            try session.follow(drafted.draftedOn, Phrase("起草之日", "the day it was drafted"))
            let report = LossReport(
                reason: drafted.reason,
                channel: drafted.channel,
                information: drafted.information.union(information),
                discoveredOn: drafted.discoveredOn,
                state: drafted.state
            )
            let accepted = try session.accept(
                report.applying(.submitted(isConfirmed: isConfirmed, ifIncomplete: ifIncomplete))
            )
            let state = accepted.state.state.rawValue
            try session.update(row, ["state": state, "information": report.information.list])
            let late = report.isLate(on: session.day) ? report.discoveredOn : nil
            return Recorded(
                record: row.name,
                state: state,
                effects: accepted.effects,
                remarks: late.map { [.lossReportedLate(discoveredOn: $0)] } ?? []
            )
        }
    }

    /// Completes a submitted report and voids its credential, both in one transaction.
    ///
    /// - Parameters:
    ///   - id: the report
    ///   - isConfirmed: whether the recorder has confirmed it when asked (rule R83)
    ///   - context: when and by whom
    /// - Returns: the credential that is void now; `concerned` counts the relying parties
    /// - Throws: ``RecordingError``
    /// - Source: rules R82, R83, D7, D12
    package func completeLoss(
        report id: String,
        isConfirmed: Bool,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("办结挂失（挂失 \(id)）", "completing loss report \(id)")
        return try record("loss_report.completed", doing: doing, context) { session in
            let row = try session.row("loss_report", id)
            let report = try session.lossReport(in: row)
            try session.follow(report.draftedOn, Phrase("起草之日", "the day it was drafted"))
            let credential = try session.credential(of: row)
            let accepted = try session.accept(report.completing(credential.lifecycle, on: session.day))
            guard isConfirmed else { throw session.refused(Refusal(.notConfirmed, rule: "R83")) }
            try session.update(
                row,
                ["state": accepted.state.report.state.rawValue, "completed_at": context.instant.rfc3339]
            )
            let state = accepted.state.credential.recorded.rawValue
            try session.update(credential.row, ["state": state, "state_on": session.day.description])
            return Recorded(
                record: credential.row.name,
                state: state,
                expires: credential.expires,
                effects: accepted.effects,
                concerned: try session.relyingParties(of: credential.id)
            )
        }
    }

    /// Ends a report without voiding anything: withdrawn by the holder, or rejected for lack of proof of identity.
    ///
    /// - Throws: ``RecordingError``
    package func closeLoss(
        report id: String,
        as end: LossEnd,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        try record("loss_report.\(end.rawValue)", doing: end.doing(id), context) { session in
            let row = try session.row("loss_report", id)
            let state = try session.accept(session.lossReport(in: row).applying(end.event)).state.state.rawValue
            try session.update(row, ["state": state])
            return Recorded(record: row.name, state: state)
        }
    }
}

/// The two ways in which a loss report ends without voiding anything.
package enum LossEnd: String, Hashable, Sendable {
    case withdrawn, rejected

    var event: LossReport.Event {
        switch self {
        case .withdrawn: .withdrawn
        case .rejected: .identityRefused
        }
    }

    func doing(_ id: String) -> Phrase {
        switch self {
        case .withdrawn: Phrase("撤回挂失（挂失 \(id)）", "withdrawing loss report \(id)")
        case .rejected: Phrase("驳回挂失（挂失 \(id)）", "rejecting loss report \(id)")
        }
    }
}
