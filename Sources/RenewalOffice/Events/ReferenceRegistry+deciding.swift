import RenewalRules

extension ReferenceRegistry {
    /// Decides an application and applies the consequences.
    ///
    /// A renewal ends the old registration and links the new one; a change moves it and keeps its expiry; an initial
    /// registration or re-registration begins a new one.
    ///
    /// - Parameters:
    ///   - id: the application
    ///   - decision: the outcome with what the certificate states
    ///   - reason: why, for the record
    ///   - context: when and by whom
    /// - Returns: the application; `created` is the registration that begins
    /// - Throws: ``RecordingError``
    package func decide(
        application id: String,
        _ decision: Decision,
        reason: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        switch decision {
        case .rejected: return try close(application: id, as: .rejected, by: .rejected, reason: reason, context)
        case .approved(let grant):
            let doing = Phrase("登记获准（申请 \(id)）", "approving application \(id)")
            return try record("application.approved", doing: doing, context) { session in
                try Approval(session, of: id, grant: grant).carryOut(reason: reason)
            }
        }
    }

    /// Withdraws an application that is not decided yet.
    ///
    /// - Throws: ``RecordingError``
    package func withdraw(
        application id: String,
        reason: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        try close(application: id, as: .withdrawn, by: .withdrawn, reason: reason, context)
    }

    private func close(
        application id: String,
        as state: ApplicationState,
        by event: RegistrationLifecycle.Event,
        reason: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing =
            state == .rejected
            ? Phrase("登记未获准（申请 \(id)）", "rejecting application \(id)")
            : Phrase("登记撤回（申请 \(id)）", "withdrawing application \(id)")
        return try record("application.\(state.rawValue)", doing: doing, context) { session in
            let (row, application) = try session.openApplication(id, acceptingDrafts: state == .withdrawn)
            let lifecycle = try session.lifecycle(ending: application, in: row)
            // The state machine does not know drafts.
            if application.state.isPending {
                _ = try session.accept(lifecycle.applying(event, on: session.day, policy: context.policy))
            }
            try session.update(
                row,
                [
                    "state": state.rawValue, "state_on": session.day.description,
                    "decided_on": session.day.description, "reason": reason ?? application.keptReason,
                ]
            )
            return Recorded(record: row.name, state: state.rawValue, expires: lifecycle.expires)
        }
    }
}

extension Application {
    /// The reason that stays with a decision; which documents were missing before it is none.
    var keptReason: String? { isSupplementDue ? nil : reason }
}

extension RecordingSession {
    /// An application that can be decided on the day of the event, or a draft that can be withdrawn.
    func openApplication(
        _ id: String,
        acceptingDrafts: Bool = false
    ) throws -> (row: StoredRow, application: Application) {
        let row = try row("application", id)
        let application = try application(in: row)
        guard application.state.isPending || (acceptingDrafts && application.state == .draft) else {
            throw refused(Refusal(.noApplication, rule: "R16"))
        }
        try follow(application.submittedOn, Phrase("提交之日", "the day it was filed"))
        return (row, application)
    }

    /// The lifecycle behind an application that ends without a grant; one that never counted can be withdrawn too.
    fileprivate func lifecycle(ending application: Application, in row: StoredRow) throws -> RegistrationLifecycle {
        let registration = try row.text("registration_id").map { try self.registration($0).registration }
        return RegistrationLifecycle(
            recorded: registration?.state,
            pending: application.procedure,
            expires: registration.flatMap { Expiry(of: $0, policy: context.policy).date },
            endedOn: registration?.endedOn
        )
    }
}
