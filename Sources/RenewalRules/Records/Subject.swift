/// A record of any type with everything that rules and texts need to know about it.
public enum Subject: Hashable, Sendable {
    case registration(RegistrationRecord)
    case qualification(QualificationRecord)
    case credential(CredentialRecord)
    case credentialApplication(CredentialApplicationRecord)
    case employer(EmployerRecords)
    case office(DailyReport)
    case delivery(FailedDelivery)
    case sendingHold(HeldSending)
    indirect case withdrawal(WithdrawnReminder)

    public var record: RecordID {
        switch self {
        case .registration(let record): RecordID(type: .registration, id: record.registration.id)
        case .qualification(let record): RecordID(type: .qualification, id: record.id)
        case .credential(let record): RecordID(type: .credential, id: record.credential.id)
        case .credentialApplication(let record): RecordID(type: .credentialApplication, id: record.id)
        case .employer(let records): RecordID(type: .employer, id: records.employer.id)
        case .office: DailyReport.record
        case .delivery(let failure): RecordID(type: .delivery, id: failure.id)
        case .sendingHold: HeldSending.record
        case .withdrawal(let withdrawal): withdrawal.record
        }
    }

    /// The record of the registry that it is about, as it is now, whoever has it; `nil` for anything else, and for one that
    /// is gone.
    public var ofRegistry: Subject? {
        switch self {
        case .registration, .qualification, .credential, .credentialApplication: self
        case .withdrawal(let withdrawal): withdrawal.subject ?? withdrawal.elsewhere
        case .employer, .office, .delivery, .sendingHold: nil
        }
    }

    /// The person the record belongs to.
    public var holder: Person? {
        switch self {
        case .registration(let record): record.holder
        case .qualification(let record): record.holder
        case .credential(let record): record.holder
        case .credentialApplication(let record): record.holder
        case .withdrawal(let withdrawal): withdrawal.subject?.holder
        case .employer, .office, .delivery, .sendingHold: nil
        }
    }

    /// The employer that is notified about the record.
    public var employer: Employer? {
        switch self {
        case .registration(let record): record.employer
        case .credential(let record): record.employer
        case .employer(let records): records.employer
        case .withdrawal(let withdrawal): withdrawal.subject?.employer
        case .qualification, .credentialApplication, .office, .delivery, .sendingHold: nil
        }
    }

    /// The employers that some notice about the record goes to: the registered one, and a recorded new one.
    public var employers: [Employer] {
        guard case .registration(let record) = self, let next = record.registration.change?.employer else {
            return [employer].compactMap(\.self)
        }
        return [employer, next].compactMap(\.self)
    }

    /// The number printed on what it is about: of a registration, a certificate or an application; only its end may be
    /// shown.
    ///
    /// - Source: rule D11
    package var number: String? {
        switch self {
        case .registration(let record): record.registration.number
        case .credential(let record): record.credential.serial
        case .credentialApplication(let record): record.application.applicationNumber
        case .withdrawal(let withdrawal): withdrawal.subject?.number
        case .qualification, .employer, .office, .delivery, .sendingHold: nil
        }
    }

    /// Whether the record stands as the office has it: neither ended nor void nor replaced.
    package var isInForce: Bool {
        switch self {
        case .registration(let record): record.registration.state == .active
        case .credential(let record):
            switch record.recordedState {
            case .active, .renewalPending, .renewedNotUpdated: true
            case .applying, .superseded, .void: false
            }
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: false
        }
    }

    /// Whether it is a certificate of a company, whose notices go to the employer as to a holder (rule R58).
    public var isOfCompany: Bool { if case .credential(let record) = self { record.isOfCompany } else { false } }

    /// The last valid day of the record; `nil` where the record has none.
    ///
    /// A qualification never expires, and the day that a series of notices depends on is not always an expiry.
    public func validUntil(policy: RenewalPolicy) -> CalendarDate? {
        switch self {
        case .registration(let record): Expiry(of: record.registration, policy: policy).date
        case .credential(let record):
            CredentialExpiry(of: record.credential, utcOffset: record.utcOffset, policy: policy).date
        case .withdrawal(let withdrawal): withdrawal.subject?.validUntil(policy: policy)
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold: nil
        }
    }

    /// The applications concerning a registration, or for a first one; in any order.
    public var applications: [Application] {
        switch self {
        case .registration(let record): record.applications
        case .qualification(let record): record.applications
        case .credential, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: []
        }
    }

    public var reviewBody: ReviewBody? {
        if case .registration(let record) = self { record.reviewBody } else { nil }
    }

    public var relyingParties: [RelyingParty] {
        switch self {
        case .registration(let record): record.relyingParties
        case .credential(let record): record.relyingParties
        case .withdrawal(let withdrawal): withdrawal.subject?.relyingParties ?? []
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold: []
        }
    }

    /// The employer that gets a notice.
    ///
    /// Where a new employer is recorded, it is the one that has something to prepare (N1–N7, N10, N11) and that supplies
    /// the documents of the change (N46); what became of the registration concerns the registered one. Of a corrected day
    /// (N47) each learns that was told of it, in a notice of its own.
    public func employer(toldOf key: NoticeKey) -> Employer? {
        guard case .registration(let record) = self, let next = record.registration.change?.employer else {
            return employer
        }
        switch key.kind {
        case .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
            .educationShort, .changeAdvised:
            return next
        case .registrationDateCorrected: return key.isToRegisteredEmployer ? employer : next
        case .applicationSupplementRequired:
            let isOfChange = record.applications.contains { $0.id == key.detail && $0.procedure == .change }
            return isOfChange ? next : employer
        case .expired, .expiredFollowup, .employerRenamed, .registrationRenewed, .registrationEnded,
            .applicationInProgress, .applicationOverdue, .applicationNearExpiry, .applicationAtExpiry,
            .applicationExpiredWhilePending, .applicationRejected, .initialDeadline, .initialLate, .collectionExpected,
            .collectionOpen, .collectionClosing, .stepActionRequired, .stepProgressed, .credentialEarlyReminder,
            .credentialLastCall, .credentialExpiresToday, .credentialExpired, .credentialStatusChanged,
            .credentialUpdateRequired, .credentialKeyCompromised, .credentialKeyCare, .credentialVoided,
            .credentialDateCorrected, .annotationExpiring, .lossConfirmationNeeded, .reissueFeeDue, .reissueInProgress,
            .reissueReady, .employerDigest, .administratorDigest, .dataMissingExpiry, .dataDateMismatch,
            .dataContactMissing, .dataReviewBodyMissing, .deliveryFailed, .sendingHeld, .reminderWithdrawn,
            .applicationFiled, .applicationWithdrawn, .applicationApproved, .registrationMoved, .registrationBegun,
            .credentialIssued, .credentialRenewed:
            return employer
        }
    }
}

/// An employer and the records in its digest.
///
/// - Source: rule D14, catalogue of notices N40
public struct EmployerRecords: Hashable, Sendable {
    /// Its addresses are where the digest of these records goes.
    public var employer: Employer
    /// By expiry, possibly including ended ones.
    public var registrations: [RegistrationRecord]
    public var credentials: [CredentialRecord]
    /// The notices that the digest includes instead of separate messages, including those about the others.
    public var lines: [Notice]
    /// Further parts of the digest: other employers with the same mailbox, or this one's records with other mailboxes.
    public var others: [EmployerRecords]
    /// Records of other employers about which this one has something to do, because their holders move to it.
    public var moving: [Subject] = []
    /// Whether all its records are here.
    public var isComplete = true

    public init(
        employer: Employer,
        registrations: [RegistrationRecord] = [],
        credentials: [CredentialRecord] = [],
        lines: [Notice] = [],
        others: [EmployerRecords] = []
    ) {
        self.employer = employer
        self.registrations = registrations
        self.credentials = credentials
        self.lines = lines
        self.others = others
    }
}

/// A delivery that was given up or came back, for the administrator who can fix the cause.
///
/// - Source: catalogue of notices N43
public struct FailedDelivery: Hashable, Sendable {
    public let id: String
    /// The notice that did not arrive.
    public var notice: Notice
    public var channel: String
    /// The address as the channel uses it; shown only masked.
    public var recipient: String
    public var attempts: Int
    /// How the last attempt ended, such as `rcpt 550`.
    public var errorClass: String
    public var failedOn: CalendarDate
    /// Whether it is not given up but waits for a channel that is gone or at fault.
    public var waits: Bool
    /// Whether it was accepted and came back later.
    public var cameBack = false
    /// Whether nothing is mailed to the address any more, because mail to it keeps coming back.
    public var isSuppressed = false
    /// How many more failures of the channel on that day this notice covers; 0 where each has its own.
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
