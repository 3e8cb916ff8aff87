import RenewalRules

/// An application about to be granted, and its registration.
struct Approval {
    private let session: RecordingSession
    private let row: StoredRow
    private let application: Application
    private let stored: StoredRegistration?
    private let grant: Grant

    init(_ session: RecordingSession, of id: String, grant: Grant) throws {
        self.session = session
        (row, application) = try session.openApplication(id)
        stored = try row.text("registration_id").map(session.registration)
        self.grant = grant
    }

    /// Asks the rules, writes the registrations and the application.
    func carryOut(reason: String?) throws -> Recorded {
        if application.procedure == .initial, let person = row.text("person_id"),
            try session.latestRegistration(of: person) != nil
        {
            throw session.refused(Refusal(.alreadyRegistered, rule: "R17"))
        }
        if let stored, stored.isReplaced { throw session.refused(Refusal(.ended, rule: "R25")) }
        let approved = RegistrationLifecycle.Event.approved(validFrom: grant.validFrom, validUntil: grant.validUntil)
        let accepted = try session.accept(
            lifecycle.applying(approved, on: session.day, policy: session.context.policy)
        )
        let id = try settle(accepted.state, effects: accepted.effects)
        try session.update(
            row,
            [
                "state": ApplicationState.approved.rawValue, "state_on": session.day.description,
                "decided_on": session.day.description, "reason": reason ?? application.keptReason,
                "registration_id": row.text("registration_id") ?? id.created,
            ]
        )
        return Recorded(
            record: row.name,
            state: ApplicationState.approved.rawValue,
            created: id.created.map { RowName("registration", $0) },
            expires: id.expires,
            effects: accepted.effects,
            remarks: .remarks(onCategory: grant.category)
        )
    }

    private var lifecycle: RegistrationLifecycle {
        stored?.lifecycle(on: session.day, deciding: application.id, policy: session.context.policy)
            ?? RegistrationLifecycle(recorded: nil, pending: application.procedure)
    }

    /// A renewal keeps its employer (rule R18).
    private func checkPlace() throws {
        guard grant.employer == nil, grant.category == nil else {
            throw session.impossible(
                "延续注册不改变聘用单位和注册类别；如需改变，请申请变更注册",
                "a renewal stays with its employer and category; file a change for another"
            )
        }
    }

    private func settle(
        _ state: RegistrationLifecycle,
        effects: [TransitionEffect]
    ) throws -> (created: String?, expires: CalendarDate?) {
        switch application.procedure {
        case .change:
            try moveRegistration()
            return (nil, state.expires)
        case .renewal:
            try checkPlace()
            for case .registrationBegins(let next, let validFrom) in effects {
                return (try begin(next, from: validFrom, ending: .renewed), next.expires)
            }
            throw session.impossible("延续注册没有后续的有效期", "the renewal names no period that follows")
        case .initial, .reregistration:
            let validFrom = grant.validFrom ?? session.day
            return (try begin(state, from: validFrom, ending: nil), state.expires)
        }
    }

    /// The recorded move takes effect; the expiry is unchanged (rule 4.4).
    private func moveRegistration() throws {
        guard grant.isEmpty else {
            throw session.impossible(
                "变更注册不改变注册编号和日期；请勿填写只属于新注册的内容",
                "a change keeps its registration and dates; leave out what belongs to a new one"
            )
        }
        guard let stored else { throw session.refused(Refusal(.notRegistered, rule: "R21", instead: .initial)) }
        let employer = stored.row.text("employer_id")
        let isMove = stored.newEmployer != nil
        try session.update(
            stored.row,
            [
                "employer_id": stored.newEmployer ?? employer,
                "category": stored.newCategory ?? stored.row.text("category"),
                "new_employer_id": nil, "new_category": nil, "change_recorded_on": nil,
                "moved_on": isMove ? session.day.description : stored.row.text("moved_on"),
                "previous_employer_id": isMove ? employer : stored.row.text("previous_employer_id"),
            ]
        )
    }

    /// Adds the registration that begins and links it to the previous one.
    private func begin(
        _ next: RegistrationLifecycle,
        from validFrom: CalendarDate,
        ending state: RegistrationState?
    ) throws -> String {
        if let expires = next.expires, expires < validFrom {
            throw session.impossible(
                "有效期止于\(expires)，早于起始日期\(validFrom)",
                "it would end on \(expires), before it begins on \(validFrom)"
            )
        }
        let id = try grant.newID ?? session.newID("R", in: "registration")
        let old = stored?.row
        // A move recorded during the renewal still has to be settled afterwards.
        let carriesMove = state == .renewed
        try session.insert(
            "registration",
            id,
            [
                "registration_no": grant.registrationNumber ?? old?.text("registration_no"),
                "person_id": old?.text("person_id") ?? row.text("person_id"),
                "employer_id": grant.employer ?? old?.text("employer_id"),
                "review_body_id": grant.reviewBody ?? old?.text("review_body_id"),
                "category": grant.category ?? old?.text("category"),
                "valid_from": validFrom.description, "valid_until": next.expires?.description,
                "state": RegistrationState.active.rawValue,
                "new_employer_id": carriesMove ? stored?.newEmployer : nil,
                "new_category": carriesMove ? stored?.newCategory : nil,
                "change_recorded_on": carriesMove ? old?.text("change_recorded_on") : nil,
                "legacy_no": old?.text("legacy_no"), "ladder": old?.text("ladder"),
            ]
        )
        guard let old else { return id }
        if let state {
            try session.update(
                old,
                ["successor_id": id, "state": state.rawValue, "ended_on": session.day.description]
            )
        } else {
            try session.update(old, ["successor_id": id])
        }
        return id
    }
}
