import RenewalRules

extension TemplateFixture {
    /// What a kind is shown on: a made-up record with what makes the kind due.
    struct Sample: Sendable {
        let day: Day
        /// What within the record the notice is about; `nil` for the record itself.
        let detail: String?
        /// The record in one of its states of completeness, on the day the kind is due.
        let subject: @Sendable (TemplateFixture, CalendarDate) -> Subject

        init(
            _ day: Day,
            detail: String? = nil,
            subject: @escaping @Sendable (TemplateFixture, CalendarDate) -> Subject
        ) {
            (self.day, self.detail, self.subject) = (day, detail, subject)
        }
    }

    /// When a kind is due for a record that ends on ``expires``.
    struct Day: Sendable {
        private let due: Milestone
        private let event: Milestone?

        /// A mark before or after the expiry.
        static func mark(_ due: Milestone) -> Day { Day(due: due, event: nil) }

        /// A mark that counts from an event.
        static func mark(_ due: Milestone, from event: Milestone) -> Day { Day(due: due, event: event) }

        /// The day of an event.
        static func event(_ due: Milestone) -> Day { Day(due: due, event: due) }

        var dueOn: CalendarDate { Self.date(due) }

        /// The mark before an expiry, or that of an event.
        var milestone: Milestone { event == nil ? due : .event }

        /// The day of the event the kind is about; `nil` for marks before an expiry.
        var occurrence: CalendarDate? { event.map(Self.date) }

        private static func date(_ milestone: Milestone) -> CalendarDate { milestone.date(expires: expires) ?? expires }
    }
}

extension TemplateFixture.Sample {
    typealias Day = TemplateFixture.Day

    /// A registration, with what makes the kind due.
    static func registration(
        _ day: Day,
        detail: String? = nil,
        change: @escaping @Sendable (inout RegistrationRecord, TemplateFixture, CalendarDate) -> Void = { _, _, _ in }
    ) -> Self {
        Self(day, detail: detail) { fixture, due in
            var record = fixture.registration
            change(&record, fixture, due)
            return .registration(record)
        }
    }

    /// A registration with a renewal under way, filed on the day of the event.
    static func pendingRenewal(_ day: Day) -> Self {
        let id = "A-0001"
        return registration(day, detail: id) { record, _, _ in
            record.applications = [
                Application(id: id, procedure: .renewal, submittedOn: day.occurrence, state: .submitted)
            ]
        }
    }

    /// A registration with an application for its renewal in a state, reached on the day of the event.
    static func application(_ state: ApplicationState) -> Self {
        let id = "A-0001"
        return registration(.event(.monthsBefore(2)), detail: id) { record, _, due in
            let isFiling = state == .submitted
            record.applications = [
                Application(
                    id: id,
                    procedure: .renewal,
                    submittedOn: isFiling ? due : due.adding(months: -2),
                    state: state,
                    decidedOn: isFiling ? nil : due
                )
            ]
        }
    }

    /// A qualification, whose certificate is expected three months after the results.
    static func qualification(
        _ day: Day,
        collection: @escaping @Sendable (TemplateFixture, CalendarDate) -> QualificationCollection = { _, due in
            QualificationCollection(resultsOn: due.adding(months: -3))
        }
    ) -> Self {
        Self(day) { fixture, due in
            .qualification(fixture.qualification(collection: collection(fixture, due), on: due))
        }
    }

    /// An application for an e-certificate.
    static func application(_ application: CredentialApplication) -> Self {
        Self(.event(.monthsBefore(3)), detail: application.standing.rawValue) { fixture, due in
            .credentialApplication(fixture.credentialApplication(application, since: due))
        }
    }

    /// An e-certificate, with what makes the kind due.
    static func credential(
        _ day: Day,
        detail: String? = nil,
        change: @escaping @Sendable (inout CredentialRecord, TemplateFixture, CalendarDate) -> Void = { _, _, _ in }
    ) -> Self {
        Self(day, detail: detail) { fixture, due in
            var record = fixture.credential
            change(&record, fixture, due)
            return .credential(record)
        }
    }

    /// An e-certificate that was reported lost and is void, with a replacement under way or without.
    static func voidCredential(_ day: Day, detail: String? = nil, reissue: Reissue.State? = nil) -> Self {
        credential(day, detail: detail) { record, fixture, due in
            record.credential.state = .void
            record.reissue = reissue.map { fixture.reissue($0, since: due) }
            guard fixture != .sparse else { return }
            record.lossReport = LossReport(
                reason: .lost,
                channel: .website,
                state: .completed,
                draftedOn: due,
                completedOn: due
            )
        }
    }
}
