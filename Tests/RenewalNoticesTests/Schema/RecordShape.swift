import RenewalRules

/// What the record of an event is: its type, the states it may be in, and whether it has a last day.
struct RecordShape {
    /// Its name in the schema.
    let name: String
    let type: RecordID.RecordType
    /// Empty for a type without states.
    let states: [String]
    let lastDay: LastDay
    /// Whether the record may be gone, or somebody else's matter, so that nothing of it is told.
    var mayBeGone = false

    /// Whether the last day of a record is known.
    enum LastDay {
        case known, unknown, either
    }

    init(_ name: String, _ type: RecordID.RecordType, _ states: [String], _ lastDay: LastDay) {
        (self.name, self.type, self.states, self.lastDay) = (name, type, states, lastDay)
    }

    private init<State: RawRepresentable<String>>(
        _ name: String,
        _ type: RecordID.RecordType,
        _ states: [State],
        _ lastDay: LastDay
    ) {
        self.init(name, type, states.map(\.rawValue), lastDay)
    }

    /// The same, or nothing of it.
    private var orGone: RecordShape {
        var shape = RecordShape("withdrawn_\(type.rawValue)", type, states, lastDay == .unknown ? .unknown : .either)
        shape.mayBeGone = true
        return shape
    }
}

extension RecordShape {
    private typealias Certificate = CredentialLifecycle.State
    private typealias Step = CredentialApplication.Standing

    static let registration = RecordShape("registration", .registration, RegistrationState.allCases, .known)
    /// Whether its last day is known or not.
    static let anyRegistration =
        RecordShape("any_registration", .registration, RegistrationState.allCases, .either)
    static let activeRegistration =
        RecordShape("active_registration", .registration, [RegistrationState.active], .known)
    /// An approved application renews a registration before the office records its state.
    static let renewedRegistration =
        RecordShape("renewed_registration", .registration, [RegistrationState.active, .renewed], .known)
    static let endedRegistration =
        RecordShape("ended_registration", .registration, [RegistrationState.cancelled, .revoked], .known)
    static let undatedRegistration =
        RecordShape("undated_registration", .registration, [RegistrationState.active], .unknown)
    /// One that lacks something else.
    static let incompleteRegistration =
        RecordShape("incomplete_registration", .registration, [RegistrationState.active], .either)

    static let qualification =
        RecordShape("qualification", .qualification, QualificationCollection.State.allCases, .unknown)

    static let credential = RecordShape("credential", .credential, Certificate.allCases, .either)
    /// Counted towards its last day.
    static let countedCredential =
        RecordShape("counted_credential", .credential, [Certificate.active, .expired], .known)
    /// The same, or with a renewal under way.
    static let runningCredential =
        RecordShape("running_credential", .credential, [Certificate.active, .renewalPending, .expired], .known)
    static let expiredCredential = RecordShape("expired_credential", .credential, [Certificate.expired], .known)
    static let undatedCredential =
        RecordShape("undated_credential", .credential, [Certificate.active, .renewalPending], .unknown)
    /// Neither void nor replaced.
    static let keptCredential = RecordShape(
        "kept_credential",
        .credential,
        [Certificate.active, .renewalPending, .renewedNotUpdated, .expired],
        .either
    )
    static let renewedCredential =
        RecordShape("renewed_credential", .credential, [Certificate.renewedNotUpdated], .either)
    static let voidCredential = RecordShape("void_credential", .credential, [Certificate.void], .either)
    static let endedCredential =
        RecordShape("ended_credential", .credential, [Certificate.expired, .void, .superseded], .either)

    /// At a step that the applicant takes.
    static let askingApplication = RecordShape(
        "asking_credential_application",
        .credentialApplication,
        [Step.preparing, .registeredOnline, .feeDue],
        .unknown
    )
    /// At a step that is told.
    static let movingApplication = RecordShape(
        "moving_credential_application",
        .credentialApplication,
        [Step.examFailed, .underReview, .feeDue, .inProduction, .issued, .delivered],
        .unknown
    )

    static let withdrawn: [RecordShape] = [
        registration.orGone, qualification.orGone, credential.orGone,
        RecordShape("credential_application", .credentialApplication, Step.allCases, .unknown).orGone,
    ]

    static let employer = RecordShape("employer", .employer, [], .unknown)
    static let office = RecordShape("office", .office, [], .unknown)
    static let delivery = RecordShape("delivery", .delivery, [], .unknown)
}

extension RecordID.RecordType {
    /// The states that a record of the type can be in on some day, with what they mean.
    var states: [SchemaWord] {
        switch self {
        case .registration: RegistrationState.allCases.map { SchemaWord($0, $0.meaning) }
        case .qualification: QualificationCollection.State.allCases.map { SchemaWord($0, $0.words.english) }
        case .credential: CredentialLifecycle.State.allCases.map { SchemaWord($0, $0.words.english) }
        case .credentialApplication: CredentialApplication.Standing.allCases.map { SchemaWord($0, $0.words.english) }
        case .employer, .office, .delivery: []
        }
    }

    /// What its holder may have to do next.
    var procedures: [SchemaWord] {
        switch self {
        case .registration:
            Procedure.allCases.filter { $0 != .initial && $0 != .lateInitial }.map { SchemaWord($0, $0.words.english) }
        case .qualification:
            [Procedure.none, .initial, .lateInitial, .awaitDecision, .supplement]
                .map { SchemaWord($0, $0.words.english) }
        case .credential: CredentialProcedure.allCases.map { SchemaWord($0, $0.words.english) }
        case .credentialApplication, .employer, .office, .delivery:
            [SchemaWord(Procedure.none, Procedure.none.words.english)]
        }
    }

    /// Whether events about it say what is open about it.
    var isOfRegistry: Bool { !states.isEmpty }
}
