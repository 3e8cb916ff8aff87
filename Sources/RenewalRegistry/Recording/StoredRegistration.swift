import RenewalRules

/// A registration with its applications, as an event found them.
struct StoredRegistration {
    let row: StoredRow
    let registration: Registration
    let applications: [Application]

    var id: String { row.id }
    var newEmployer: String? { row.text("new_employer_id") }
    var newCategory: String? { row.text("new_category") }

    /// Whether it is still tied to the employer it was registered with (rule R18).
    var staysWithEmployer: Bool { newEmployer == nil || newEmployer == row.text("employer_id") }

    /// Another registration has taken over although this one was never renewed.
    var isReplaced: Bool { row.text("successor_id") != nil && registration.state != .renewed }

    /// The day its period began, as far as it can be told.
    func firstDay(policy: RenewalPolicy) -> CalendarDate {
        if let start = registration.validFrom { return start }
        let expires = Expiry(of: registration, policy: policy).date
        return expires?.subtracting(registration.term ?? policy.term) ?? .first
    }

    /// The lifecycle on a day; of the applications under way only the one named counts, or all.
    ///
    /// What is recorded counts even for an event that is dated before it.
    func lifecycle(on day: CalendarDate, deciding id: String? = nil, policy: RenewalPolicy) -> RegistrationLifecycle {
        let counting = applications.filter { id == nil || $0.id == id || !$0.state.isPending }.map { application in
            var application = application
            if application.state.isPending { application.submittedOn = application.submittedOn.map { min($0, day) } }
            return application
        }
        let record = RegistrationRecord(registration: registration, applications: counting)
        return RegistrationLifecycle(of: record, on: day, policy: policy)
    }
}

extension RecordingSession {
    func registration(_ id: String) throws -> StoredRegistration { try registration(in: row("registration", id)) }

    /// A registration that no other has taken over.
    ///
    /// - Throws: `RecordingError.refused` with `ENDED` under rule R25
    func openRegistration(_ id: String) throws -> StoredRegistration {
        let stored = try registration(id)
        if stored.isReplaced { throw refused(Refusal(.ended, rule: "R25")) }
        return stored
    }

    /// The registration of a person that counts: the running one that ends last, else the latest.
    func latestRegistration(of person: String) throws -> StoredRegistration? {
        try rows("registration", where: "person_id", is: person).map(registration(in:)).max { left, right in
            (left.isRunning, left.lastDay, left.id) < (right.isRunning, right.lastDay, right.id)
        }
    }

    private func registration(in row: StoredRow) throws -> StoredRegistration {
        let registration = Registration(
            id: row.id,
            number: row.text("registration_no"),
            category: row.text("category"),
            validFrom: row.day("valid_from"),
            term: row.number("term_years").map(Period.years),
            validUntil: row.day("valid_until"),
            state: row.word("state", as: RegistrationState.self) ?? .active,
            endedOn: row.day("ended_on"),
            change: recordedChange(in: row)
        )
        let applications = try rows("application", where: "registration_id", is: row.id).compactMap(\.application)
        return StoredRegistration(row: row, registration: registration, applications: applications)
    }
}

/// A move to another employer or category that the row holds beside its own.
private func recordedChange(in row: StoredRow) -> RecordedChange? {
    let employer = row.text("new_employer_id").map { Employer(id: $0, name: "") }
    let category = row.text("new_category")
    guard employer != nil || category != nil else { return nil }
    return RecordedChange(employer: employer, category: category, recordedOn: row.day("change_recorded_on"))
}

extension StoredRegistration {
    fileprivate var isRunning: Int { registration.state == .active ? 1 : 0 }
    fileprivate var lastDay: CalendarDate { registration.validUntil ?? .first }
}

extension StoredRow {
    /// The application in a row of `application`.
    var application: Application? {
        guard let procedure = word("procedure", as: ApplicationProcedure.self),
            let state = word("state", as: ApplicationState.self)
        else { return nil }
        return Application(
            id: id,
            procedure: procedure,
            submittedOn: day("submitted_on"),
            state: state,
            decidedOn: day("decided_on")
        )
    }
}
