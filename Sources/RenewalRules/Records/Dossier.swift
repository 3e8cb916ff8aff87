/// A record of any type with everything that rules and texts need to know about it.
public enum Dossier: Hashable, Sendable {
    case registration(RegistrationDossier)
    case qualification(QualificationDossier)
    case credential(CredentialDossier)
    case credentialApplication(CredentialApplicationDossier)
    case employer(EmployerDossier)
    case office(DailyReport)
    case delivery(FailedDelivery)
    case sendingHold(HeldSending)

    public var record: RecordReference {
        switch self {
        case .registration(let dossier): RecordReference(type: .registration, id: dossier.registration.id)
        case .qualification(let dossier): RecordReference(type: .qualification, id: dossier.id)
        case .credential(let dossier): RecordReference(type: .credential, id: dossier.credential.id)
        case .credentialApplication(let dossier): RecordReference(type: .credentialApplication, id: dossier.id)
        case .employer(let dossier): RecordReference(type: .employer, id: dossier.employer.id)
        case .office: DailyReport.record
        case .delivery(let failure): RecordReference(type: .delivery, id: failure.id)
        case .sendingHold: HeldSending.record
        }
    }

    /// The person the record belongs to.
    public var holder: Person? {
        switch self {
        case .registration(let dossier): dossier.holder
        case .qualification(let dossier): dossier.holder
        case .credential(let dossier): dossier.holder
        case .credentialApplication(let dossier): dossier.holder
        case .employer, .office, .delivery, .sendingHold: nil
        }
    }

    /// The employer that is told about the record.
    public var employer: Employer? {
        switch self {
        case .registration(let dossier): dossier.employer
        case .credential(let dossier): dossier.employer
        case .employer(let dossier): dossier.employer
        case .qualification, .credentialApplication, .office, .delivery, .sendingHold: nil
        }
    }

    /// The last valid day of the record; `nil` where the record has none.
    ///
    /// A qualification never expires, and the day a series of notices hangs on is not always an expiry.
    public func validUntil(policy: RenewalPolicy) -> CalendarDate? {
        switch self {
        case .registration(let dossier): Expiry(of: dossier.registration, policy: policy).date
        case .credential(let dossier):
            CredentialExpiry(of: dossier.credential, utcOffset: dossier.utcOffset, policy: policy).date
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold: nil
        }
    }

    public var reviewBody: ReviewBody? {
        if case .registration(let dossier) = self { dossier.reviewBody } else { nil }
    }

    public var relyingParties: [RelyingParty] {
        switch self {
        case .registration(let dossier): dossier.relyingParties
        case .credential(let dossier): dossier.relyingParties
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold: []
        }
    }

    /// The employer a notice of a kind goes to: a change of employer is the new one's business (N11).
    public func employer(toldOf kind: NoticeKind) -> Employer? {
        guard kind == .changeAdvised, case .registration(let dossier) = self else { return employer }
        return dossier.registration.change?.employer ?? dossier.employer
    }
}

/// An employer with the records it is told about once a day.
///
/// - Source: rule D14, catalogue of notices N40
public struct EmployerDossier: Hashable, Sendable {
    /// The address is where these records are told of.
    public var employer: Employer
    /// By expiry; ended ones may be among them.
    public var registrations: [RegistrationDossier]
    public var credentials: [CredentialDossier]
    /// The notices that the digest tells of in place of messages of their own; those about the others too.
    public var lines: [Notice]
    /// What else the digest tells: of employers with the same mailbox, or of this one's records with another mailbox.
    public var others: [EmployerDossier]

    public init(
        employer: Employer,
        registrations: [RegistrationDossier] = [],
        credentials: [CredentialDossier] = [],
        lines: [Notice] = [],
        others: [EmployerDossier] = []
    ) {
        self.employer = employer
        self.registrations = registrations
        self.credentials = credentials
        self.lines = lines
        self.others = others
    }
}

/// A delivery that was given up, for the administrator who can put it right.
///
/// - Source: catalogue of notices N43
public struct FailedDelivery: Hashable, Sendable {
    public let id: String
    /// The notice that did not arrive.
    public var notice: Notice
    public var channel: String
    /// The address as the channel uses it; shown masked only.
    public var recipient: String
    public var attempts: Int
    /// What the last attempt ended with, such as `rcpt 550`.
    public var errorClass: String
    public var failedOn: CalendarDate
    /// It is not given up, but waits for a channel that is gone or at fault.
    public var waits: Bool
    /// How many more on the same channel failed on that day and are told with it; 0 where each is told by itself.
    public var alike: Int

    public init(
        id: String,
        notice: Notice,
        channel: String,
        recipient: String,
        attempts: Int,
        errorClass: String,
        failedOn: CalendarDate,
        waits: Bool = false,
        alike: Int = 0
    ) {
        self.id = id
        self.notice = notice
        self.channel = channel
        self.recipient = recipient
        self.attempts = attempts
        self.errorClass = errorClass
        self.failedOn = failedOn
        self.waits = waits
        self.alike = alike
    }
}
