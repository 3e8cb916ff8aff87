import RenewalRules

/// A registration with its applications, as an event found them.
struct StoredRegistration {
    let row: StoredRow
    let record: RegistrationRecord

    var id: String { row.id }
    var registration: Registration { record.registration }
    var newEmployer: String? { registration.change?.employer?.id }
    var newCategory: String? { registration.change?.category }

    /// Whether it is still tied to the employer it was registered with (rule R18).
    var staysWithEmployer: Bool { newEmployer == nil || newEmployer == record.employer?.id }

    /// Whether another registration has taken over although this one was never renewed.
    var isReplaced: Bool { record.successor != nil && registration.state != .renewed }

    /// The first day of its period, as far as known.
    func firstDay(policy: RenewalPolicy) -> CalendarDate {
        if let start = registration.validFrom { return start }
        let expires = Expiry(of: registration, policy: policy).date
        return expires?.subtracting(registration.term ?? policy.term) ?? .first
    }

    /// The lifecycle on a day; of the pending applications only the given one counts, or all.
    ///
    /// Recorded facts count even for an event dated before them.
    func lifecycle(on day: CalendarDate, deciding id: String? = nil, policy: RenewalPolicy) -> RegistrationLifecycle {
        var record = record
        record.applications.removeAll { id != nil && $0.id != id && $0.state.isPending }
        for (place, application) in record.applications.enumerated() where application.state.isPending {
            let isDecided = application.id == id && application.isUndated
            let filed = application.submittedOn ?? (isDecided ? assumedFiling(of: application, by: day, policy) : nil)
            record.applications[place].submittedOn = filed.map { min($0, day) }
        }
        return RegistrationLifecycle(of: record, on: day, policy: policy)
    }
}

extension StoredRegistration {
    /// A day on which an application of unknown day may have been filed, so that it can be decided.
    private func assumedFiling(
        of application: Application,
        by day: CalendarDate,
        _ policy: RenewalPolicy
    ) -> CalendarDate {
        guard application.procedure == .renewal, let expires = Expiry(of: registration, policy: policy).date else {
            return day
        }
        return min(day, expires)
    }
}

extension RecordingSession {
    func registration(_ id: String) throws -> StoredRegistration { try registration(in: row("registration", id)) }

    /// A registration that no other one has replaced.
    ///
    /// - Throws: `RecordingError.refused` with `ENDED` under rule R25
    func openRegistration(_ id: String) throws -> StoredRegistration {
        let stored = try registration(id)
        if stored.isReplaced { throw refused(Refusal(.ended, rule: "R25")) }
        return stored
    }

    /// The relevant registration of a person: the running one that ends last, else the latest.
    func latestRegistration(of person: String) throws -> StoredRegistration? {
        try rows("registration", where: "person_id", is: person).map(registration(in:)).max { left, right in
            (left.isRunning, left.lastDay, left.id) < (right.isRunning, right.lastDay, right.id)
        }
    }

    private func registration(in row: StoredRow) throws -> StoredRegistration {
        guard case .registration(let record) = try subject(in: row) else { throw unreadable(row) }
        return StoredRegistration(row: row, record: record)
    }
}

extension StoredRegistration {
    fileprivate var isRunning: Int { registration.state == .active ? 1 : 0 }
    fileprivate var lastDay: CalendarDate { registration.validUntil ?? .first }
}
