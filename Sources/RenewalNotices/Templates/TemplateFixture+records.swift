import RenewalRules

/// The made-up records, one of each type.
extension TemplateFixture {
    private var isSparse: Bool { self == .sparse }

    private var holder: Person? { isSparse ? nil : Person(id: "P-0001", name: "示例人员", neverLoggedIn: true) }

    private var employer: Employer? { isSparse ? nil : Employer(id: "E-0001", name: "示例单位") }

    var registration: RegistrationRecord {
        guard !isSparse else {
            return RegistrationRecord(registration: Registration(id: "R-0001", validUntil: Self.expires))
        }
        return RegistrationRecord(
            registration: Registration(
                id: "R-0001",
                number: "11000000001234",
                category: "建筑施工安全",
                validUntil: Self.expires,
                educationHours: 24,
                legacyNumber: "20110000123"
            ),
            holder: holder,
            employer: employer,
            reviewBody: ReviewBody(id: "B-0001", name: "示例省应急管理厅", contact: "010-0000-0001")
        )
    }

    /// What the registration becomes when its renewal is approved.
    var successor: Registration {
        Registration(
            id: "R-0002",
            validFrom: Self.expires.adding(days: 1),
            validUntil: Self.expires.adding(.years(5))
        )
    }

    /// An application for renewal that was refused.
    func rejectedRenewal(on day: CalendarDate) -> Application {
        Application(
            id: "A-0001",
            procedure: .renewal,
            submittedOn: Self.expires.adding(months: -5),
            state: .rejected,
            decidedOn: day,
            reason: isSparse ? nil : "材料不齐"
        )
    }

    func qualification(collection: QualificationCollection, on day: CalendarDate) -> QualificationRecord {
        QualificationRecord(
            id: "Q-0001",
            holder: holder,
            obtainedOn: isSparse ? nil : Self.expires.subtracting(RenewalPolicy().initialDeadline),
            collection: collection,
            collectionMethod: isSparse ? nil : .mail,
            applications: self == .late ? [refusal(before: day)] : []
        )
    }

    /// A first application that was refused long before.
    private func refusal(before day: CalendarDate) -> Application {
        Application(
            id: "A-0002",
            procedure: .initial,
            submittedOn: day.adding(months: -12),
            state: .rejected,
            decidedOn: day.adding(months: -10)
        )
    }

    func credentialApplication(
        _ application: CredentialApplication,
        since day: CalendarDate
    ) -> CredentialApplicationRecord {
        CredentialApplicationRecord(
            id: "C-0001",
            holder: holder,
            application: application,
            since: day,
            materials: isSparse ? [] : [.identity, .education],
            reason: isSparse ? nil : "工作经历证明不全"
        )
    }

    var credential: CredentialRecord {
        var credential = ElectronicCredential(id: "K-0001", validUntil: Self.expires)
        guard !isSparse else { return CredentialRecord(credential: credential, utcOffset: .zero) }
        credential.serial = "SN0000000000005678"
        credential.issuedOn = Self.expires.adding(months: -12)
        return CredentialRecord(
            credential: credential,
            utcOffset: .zero,
            holder: Person(id: "P-0001", name: "示例人员"),
            employer: employer,
            registrationExpires: Self.expires.adding(.years(2)),
            annotations: [Annotation(id: "N-0001", purpose: "示例用途", validUntil: Self.annotated.occurrence)],
            relyingParties: [RelyingParty(id: "Y-0001", name: "示例依赖方")]
        )
    }

    /// The replacement of a lost certificate, since a day in its state.
    func reissue(_ state: Reissue.State, since day: CalendarDate) -> Reissue {
        guard !isSparse else { return Reissue(state: state, voidedSerial: nil, expires: Self.expires) }
        return Reissue(
            state: state,
            voidedSerial: "SN0000000000005678",
            expires: Self.expires,
            requestedOn: Self.expires.adding(months: -4),
            stateOn: day,
            newSerial: state == .ready ? "SN0000000000006789" : nil
        )
    }
}
