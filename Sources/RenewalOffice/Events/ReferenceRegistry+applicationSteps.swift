package import RenewalRules

extension ReferenceRegistry {
    /// Begins the six steps to an e-certificate.
    ///
    /// - Parameters:
    ///   - person: the applicant
    ///   - failed: an application whose examination was failed; the new one starts at its second step
    ///   - id: the new application's id; `nil` for one made from the day
    ///   - context: when and by whom
    /// - Returns: the new application
    /// - Throws: ``RecordingError``
    /// - Source: rule 4.6
    package func beginCredentialApplication(
        of person: String,
        afterFailed failed: String?,
        id: String?,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase(
            "开始申领电子证书（人员 \(person)）",
            "beginning an e-certificate application of person \(person)"
        )
        return try record("credential_application.begun", doing: doing, context) { session in
            _ = try session.row("person", person)
            var start = CredentialApplication.preparing
            var materials: String?
            for row in try session.rows("credential_application", where: "person_id", is: person) {
                let application = try session.credentialApplication(in: row).application
                if row.id == failed, application == .examFailed {
                    start = .afterFailedExam
                    materials = row.text("materials")
                }
                guard application.isOver else { throw session.refused(Refusal(.applicationPending, rule: "R57")) }
            }
            if failed != nil, start == .preparing { throw session.refused(Refusal(.wrongStep, rule: "R47")) }
            let newID = try id ?? session.newID("E", in: "credential_application")
            try session.insert(
                "credential_application",
                newID,
                [
                    "person_id": person, "step": String(start.step), "step_since": session.day.description,
                    "materials": materials, "state": start.standing.rawValue,
                ]
            )
            return Recorded(record: RowName("credential_application", newID), state: start.standing.rawValue)
        }
    }

    /// Moves an application to the next step, or back to the first after a rejected review.
    ///
    /// - Parameters:
    ///   - id: the application
    ///   - event: what the applicant or the office did
    ///   - context: when and by whom
    /// - Returns: the application
    /// - Throws: ``RecordingError``
    /// - Source: rules 4.6, R40–R57
    package func advance(
        credentialApplication id: String,
        by event: CredentialApplication.Event,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记申领步骤（电子证书申领 \(id)）", "advancing e-certificate application \(id)")
        return try record("credential_application.\(event.word)", doing: doing, context) { session in
            let row = try session.row("credential_application", id)
            let record = try session.credentialApplication(in: row)
            try session.follow(record.since, Phrase("该步骤开始之日", "the day its step began"))
            let application = record.application
            let next = try session.accept(application.applying(event)).state
            let state: [(String, String?)] = [
                ("step", String(next.step)), ("step_since", session.day.description),
                ("state", next.standing.rawValue), ("application_no", next.applicationNumber),
            ]
            try session.update(row, state + event.fields(on: session.day))
            return Recorded(record: row.name, state: next.standing.rawValue)
        }
    }
}

extension RecordingSession {
    fileprivate func credentialApplication(in row: StoredRow) throws -> CredentialApplicationRecord {
        guard case .credentialApplication(let record) = try subject(in: row) else { throw unreadable(row) }
        return record
    }
}

extension CredentialApplication {
    /// Whether nothing more happens to it.
    fileprivate var isOver: Bool {
        switch self {
        case .examFailed, .delivered: true
        case .preparing, .registeredOnline, .exam, .underReview, .feeDue, .inProduction, .issued: false
        }
    }
}

extension CredentialApplication.Event {
    /// The event's name in the history.
    fileprivate var word: String {
        switch self {
        case .materialsHandedIn: "materials"
        case .registeredOnline: "registered_online"
        case .examPassed: "exam_passed"
        case .examFailed: "exam_failed"
        case .reviewApproved: "review_approved"
        case .reviewRejected: "review_rejected"
        case .applicationFeePaid: "fee_paid"
        case .produced: "produced"
        case .delivered: "delivered"
        }
    }

    /// Columns that the event sets besides the step.
    fileprivate func fields(on day: CalendarDate) -> [(String, String?)] {
        switch self {
        case .materialsHandedIn(let materials, _): [("materials", materials.list)]
        case .registeredOnline: [("registration_fee_paid_on", day.description)]
        case .examPassed: [("exam_result", "passed")]
        case .examFailed: [("exam_result", "failed")]
        case .applicationFeePaid: [("application_fee_paid_on", day.description)]
        case .produced(let choice):
            [("form", choice.form.rawValue), ("delivery", choice.form.deliveries.list)]
        case .reviewApproved: [("reason", nil)]
        case .reviewRejected(let reason): [("reason", reason)]
        case .delivered: []
        }
    }
}
