package import RenewalRules

extension ReferenceRegistry {
    /// Files an application, or submits an existing draft.
    ///
    /// - Parameters:
    ///   - filing: the procedure and what it is filed for
    ///   - id: the application's id; `nil` for one made from the day
    ///   - context: when and by whom
    /// - Returns: the application, and when a decision is usual
    /// - Throws: ``RecordingError``
    package func file(
        _ filing: Filing,
        id: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        try record("application.filed", doing: filing.doing, context) { session in
            let (lifecycle, submission) = try session.submission(of: filing)
            let transition = lifecycle.applying(.submitted(submission), on: session.day, policy: context.policy)
            if let refusal = transition.refusal {
                throw session.refused(refusal, until: lifecycle.firstDay(after: refusal, policy: context.policy))
            }
            if case .change(let id, let reason) = filing { try session.settle(reason, on: id) }
            let name = try session.fileRow(of: filing, id: id)
            return Recorded(
                record: name,
                state: ApplicationState.submitted.rawValue,
                expires: lifecycle.expires,
                effects: transition.effects,
                hasResumed: try session.takeBackDeclining(of: filing),
                remarks: try session.remarksOnAge(of: filing) + session.remarksOnDeadline(of: filing)
                    + .remarks(onCategory: filing.newCategory)
            )
        }
    }

    /// Moves an application to the next review stage, or back to its applicant for documents.
    ///
    /// - Parameters:
    ///   - id: the application
    ///   - state: its new stage
    ///   - reason: which documents are missing; kept until the next stage
    ///   - context: when and by whom
    /// - Returns: the application in its new stage
    /// - Throws: ``RecordingError``
    /// - Source: rules R30, V13
    package func advance(
        application id: String,
        to state: ApplicationState,
        reason: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记审批进度（申请 \(id)）", "advancing application \(id)")
        return try record("application.advanced", doing: doing, context) { session in
            let row = try session.row("application", id)
            let application = try session.application(in: row)
            try session.follow(application.submittedOn, Phrase("提交之日", "the day it was filed"))
            let next = try session.accept(application.state.reviewing(state)).state
            try session.update(
                row,
                ["state": next.rawValue, "state_on": session.day.description, "reason": reason]
            )
            return Recorded(record: row.name, state: next.rawValue)
        }
    }
}

extension RecordingSession {
    /// The lifecycle that an application meets, and the facts that its guards need.
    fileprivate func submission(of filing: Filing) throws -> (RegistrationLifecycle, RegistrationSubmission) {
        switch filing {
        case .initial(let person): return try firstSubmission(of: person)
        case .renewal(let id, let move):
            let stored = try openRegistration(id)
            let staysOnApplication = move?.employer.map { $0 == stored.record.employer?.id } ?? true
            let stays = stored.staysWithEmployer && staysOnApplication
            return (lifecycle(of: stored), .renewal(staysWithEmployer: stays))
        case .change(let id, let reason):
            let stored = try openRegistration(id)
            return (lifecycle(of: stored), .change(try changeReason(reason, of: stored)))
        case .reregistration(let id, let meetsConditions):
            return (lifecycle(of: try openRegistration(id)), .reregistration(meetsConditions: meetsConditions))
        }
    }

    private func lifecycle(of stored: StoredRegistration) -> RegistrationLifecycle {
        stored.lifecycle(on: day, policy: context.policy)
    }

    /// A person with a registration, running or not, is judged by its lifecycle.
    ///
    /// A qualification or application that cannot be read stops the filing: one under way could hide behind it.
    private func firstSubmission(of person: String) throws -> (RegistrationLifecycle, RegistrationSubmission) {
        _ = try row("person", person)
        let submission = RegistrationSubmission.initial(
            holdsQualification: try rows("qualification", where: "person_id", is: person).contains { row in
                try qualification(in: row).obtainedOn.map { $0 <= day } ?? true
            }
        )
        if let stored = try latestRegistration(of: person) { return (lifecycle(of: stored), submission) }
        let isPending = try rows("application", where: "person_id", is: person).map(application(in:))
            .contains { $0.procedure == .initial && $0.state.isPending }
        return (RegistrationLifecycle(recorded: nil, pending: isPending ? .initial : nil), submission)
    }

    private func changeReason(_ change: RegistrationChange, of stored: StoredRegistration) throws -> ChangeReason {
        switch change {
        case .move(let move): return move.employer != nil ? .employer : .category
        case .employerRename: return .employerRename
        case .recordedMove:
            if stored.newEmployer != nil { return .employer }
            guard stored.newCategory != nil else { throw refused(Refusal(.notComplete, rule: "R22")) }
            return .category
        }
    }

    fileprivate func settle(_ change: RegistrationChange, on id: String) throws {
        guard case .move(let move) = change else { return }
        try update(try registration(id), movingTo: move)
    }

    fileprivate func fileRow(of filing: Filing, id: String?) throws -> RowName {
        let id = try id ?? newID("A", in: "application")
        let submitted = ApplicationState.submitted.rawValue
        let drafts = try rows("application", where: "id", is: id).filter { row in
            let draft = try application(in: row)
            return draft.state == .draft && draft.procedure == filing.procedure
                && row.text("registration_id") == filing.registration
        }
        if let draft = drafts.first {
            try update(
                draft,
                ["state": submitted, "state_on": day.description, "submitted_on": day.description]
            )
        } else {
            try insert(
                "application",
                id,
                [
                    "procedure": filing.procedure.rawValue, "registration_id": filing.registration,
                    "person_id": try applicant(of: filing), "submitted_on": day.description, "state": submitted,
                    "state_on": day.description,
                ]
            )
        }
        return RowName("application", id)
    }

    /// Filing cancels an earlier decline (rule R29).
    fileprivate func takeBackDeclining(of filing: Filing) throws -> Bool {
        guard let person = try applicant(of: filing).map({ try row("person", $0) }),
            person.day("declined_renewal_on") != nil
        else { return false }
        try update(person, ["declined_renewal_on": nil])
        return true
    }

    /// Only a warning: the review body decides who may still register.
    ///
    /// - Source: rule V20
    fileprivate func remarksOnAge(of filing: Filing) throws -> [RecordedRemark] {
        guard let row = try applicant(of: filing).map({ try row("person", $0) }) else { return [] }
        let person = Person(id: row.id, name: "", birthYear: row.number("birth_year"))
        let age = context.policy.ageOverLimit(of: person, filingOn: day)
        return age.map { [.overAge($0, limit: context.policy.ageLimit)] } ?? []
    }

    /// A late first registration is accepted: it follows the same procedure and asks for more.
    ///
    /// - Source: rule V4
    fileprivate func remarksOnDeadline(of filing: Filing) throws -> [RecordedRemark] {
        guard case .initial(let person) = filing else { return [] }
        let deadlines = try rows("qualification", where: "person_id", is: person).compactMap { row in
            try qualification(in: row).initialDeadline(policy: context.policy)
        }
        guard let deadline = deadlines.max(), day > deadline else { return [] }
        return [.lateInitial(deadline: deadline)]
    }

    private func applicant(of filing: Filing) throws -> String? {
        if case .initial(let person) = filing { return person }
        return try filing.registration.flatMap { try row("registration", $0).text("person_id") }
    }
}

extension RegistrationLifecycle {
    /// The first day on which an application that is only too early would be accepted.
    fileprivate func firstDay(after refusal: Refusal, policy: RenewalPolicy) -> CalendarDate? {
        switch refusal.code {
        case .tooEarly: expires.map { RenewalWindow(expires: $0, policy: policy).opens }
        case .barred: barredThrough(policy: policy).flatMap { $0 == .last ? nil : $0.adding(days: 1) }
        default: nil
        }
    }
}
