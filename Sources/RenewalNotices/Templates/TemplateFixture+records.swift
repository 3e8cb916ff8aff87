import RenewalRules

/// The made-up records, one of each type.
extension TemplateFixture {
    func subject(_ kind: NoticeKind) -> Subject {
        switch kind {
        case .initialDeadline, .initialLate, .collectionExpected, .collectionOpen, .collectionClosing:
            .qualification(qualification(kind))
        case .stepActionRequired, .stepProgressed: .credentialApplication(credentialApplication(kind))
        case .employerDigest: .employer(digest(kind))
        case .administratorDigest: .office(report(kind))
        case .deliveryFailed: .delivery(failure(kind))
        case .sendingHeld: .sendingHold(standstill(kind))
        case _ where kind.isAboutCredential: .credential(credential(kind))
        default: .registration(registration(kind))
        }
    }

    private var isSparse: Bool { self == .sparse }

    private var holder: Person? { isSparse ? nil : Person(id: "P-0001", name: "示例人员", neverLoggedIn: true) }

    private var employer: Employer? { isSparse ? nil : Employer(id: "E-0001", name: "示例单位") }

    func registration(_ kind: NoticeKind) -> RegistrationRecord {
        let applications = kind.isAboutPendingApplication || kind == .applicationRejected ? [application(kind)] : []
        let isDated = kind != .dataMissingExpiry
        guard !isSparse else {
            let registration = Registration(
                id: "R-0001",
                validUntil: isDated ? Self.expires : nil,
                state: state(kind)
            )
            return RegistrationRecord(registration: registration, applications: applications)
        }
        let registration = Registration(
            id: "R-0001",
            number: "11000000001234",
            category: "建筑施工安全",
            // A start that does not go with the end.
            validFrom: kind == .dataDateMismatch ? Self.expires.adding(months: -50) : nil,
            validUntil: isDated ? Self.expires : nil,
            state: state(kind),
            endedOn: state(kind) == .active ? nil : Self.dueOn(kind),
            change: change(kind),
            educationHours: 24,
            legacyNumber: "20110000123"
        )
        var employer = employer
        if kind == .employerRenamed {
            employer?.formerName = "示例旧单位"
            employer?.renamedOn = Self.dueOn(kind)
        }
        return RegistrationRecord(
            registration: registration,
            holder: holder,
            employer: employer,
            reviewBody: kind == .dataReviewBodyMissing
                ? nil : ReviewBody(id: "B-0001", name: "示例初审机构", contact: "010-0000-0001"),
            applications: applications,
            successor: kind == .registrationRenewed ? successor : nil
        )
    }

    private func state(_ kind: NoticeKind) -> RegistrationState {
        switch kind {
        case .registrationRenewed: .renewed
        case .registrationEnded: .cancelled
        default: .active
        }
    }

    private func change(_ kind: NoticeKind) -> RecordedChange? {
        guard kind == .changeAdvised else { return nil }
        return RecordedChange(employer: Employer(id: "E-0002", name: "示例新单位"), recordedOn: Self.dueOn(kind))
    }

    private var successor: Registration {
        Registration(
            id: "R-0002",
            validFrom: Self.expires.adding(days: 1),
            validUntil: Self.expires.adding(.years(5))
        )
    }

    private func application(_ kind: NoticeKind) -> Application {
        let isRejected = kind == .applicationRejected
        return Application(
            id: "A-0001",
            procedure: .renewal,
            submittedOn: isRejected ? Self.expires.adding(months: -5) : Self.filedOn(kind),
            state: isRejected ? .rejected : .submitted,
            decidedOn: isRejected ? Self.dueOn(kind) : nil,
            reason: isRejected && !isSparse ? "材料不齐" : nil
        )
    }

    private func qualification(_ kind: NoticeKind) -> QualificationRecord {
        let due = Self.dueOn(kind)
        let collection: QualificationCollection =
            switch kind {
            case .collectionOpen:
                QualificationCollection(
                    resultsOn: due.adding(months: -3),
                    opensOn: due,
                    closesOn: isSparse ? nil : due.adding(days: 30)
                )
            case .collectionClosing:
                QualificationCollection(
                    resultsOn: nil,
                    opensOn: isSparse ? nil : due.adding(days: -23),
                    closesOn: due.adding(days: 7)
                )
            default: QualificationCollection(resultsOn: due.adding(months: -3))
            }
        return QualificationRecord(
            id: "Q-0001",
            holder: holder,
            obtainedOn: isSparse ? nil : Self.expires.subtracting(RenewalPolicy().initialDeadline),
            collection: collection,
            collectionMethod: isSparse ? nil : .mail,
            applications: self == .late ? [refusal(kind)] : []
        )
    }

    /// A first application that was refused long before.
    private func refusal(_ kind: NoticeKind) -> Application {
        Application(
            id: "A-0002",
            procedure: .initial,
            submittedOn: Self.dueOn(kind).adding(months: -12),
            state: .rejected,
            decidedOn: Self.dueOn(kind).adding(months: -10)
        )
    }

    private func credentialApplication(_ kind: NoticeKind) -> CredentialApplicationRecord {
        CredentialApplicationRecord(
            id: "C-0001",
            holder: holder,
            application: kind == .stepActionRequired ? .preparing : .feeDue(applicationNumber: "SQ-0001"),
            since: Self.dueOn(kind),
            materials: isSparse ? [] : [.identity, .education],
            reason: isSparse ? nil : "工作经历证明不全"
        )
    }
}

extension NoticeKind {
    /// Whether a kind is told of an electronic certificate.
    var isAboutCredential: Bool {
        switch self {
        case .credentialEarlyReminder, .credentialLastCall, .credentialExpiresToday, .credentialExpired,
            .credentialStatusChanged, .credentialUpdateRequired, .credentialKeyCompromised, .credentialKeyCare,
            .credentialVoided, .annotationExpiring, .lossConfirmationNeeded, .reissueFeeDue, .reissueInProgress,
            .reissueReady:
            true
        default: false
        }
    }
}
