/// Every kind of notice the rules plan; the raw value is the word used in SQL, JSON, configuration and templates.
///
/// - Source: catalogue of notices N1–N56
public enum NoticeKind: String, Hashable, Sendable, CaseIterable, Codable {
    case windowOpen = "registration.window_open"
    case earlyReminder = "registration.early_reminder"
    case markApproaching = "registration.mark_approaching"
    case markReached = "registration.mark_reached"
    case standardReminder = "registration.standard_reminder"
    case lastCall = "registration.last_call"
    case expiresToday = "registration.expires_today"
    case expired = "registration.expired"
    case expiredFollowup = "registration.expired_followup"
    case educationShort = "registration.education_short"
    case changeAdvised = "registration.change_advised"
    case employerRenamed = "employer.renamed"
    case registrationRenewed = "registration.renewed"
    case registrationEnded = "registration.ended"
    case registrationDateCorrected = "registration.date_corrected"

    case applicationInProgress = "application.in_progress"
    case applicationOverdue = "application.overdue"
    case applicationNearExpiry = "application.near_expiry"
    case applicationAtExpiry = "application.at_expiry"
    case applicationExpiredWhilePending = "application.expired_while_pending"
    case applicationRejected = "application.rejected"
    case applicationSupplementRequired = "application.supplement_required"

    case initialDeadline = "qualification.registration_deadline"
    case initialLate = "qualification.registration_late"
    case collectionExpected = "qualification.collection_expected"
    case collectionOpen = "qualification.collection_open"
    case collectionClosing = "qualification.collection_closing"
    case stepActionRequired = "credential_application.action_required"
    case stepProgressed = "credential_application.progressed"

    case credentialEarlyReminder = "credential.early_reminder"
    case credentialLastCall = "credential.last_call"
    case credentialExpiresToday = "credential.expires_today"
    case credentialExpired = "credential.expired"
    case credentialStatusChanged = "credential.status_changed"
    case credentialUpdateRequired = "credential.update_required"
    case credentialKeyCompromised = "credential.key_compromised"
    case credentialKeyCare = "credential.key_care"
    case credentialVoided = "credential.voided"
    case credentialDateCorrected = "credential.date_corrected"
    case annotationExpiring = "credential.annotation_expiring"
    case lossConfirmationNeeded = "loss.confirmation_needed"
    case reissueFeeDue = "reissue.fee_due"
    case reissueInProgress = "reissue.in_progress"
    case reissueReady = "reissue.ready"

    case employerDigest = "employer.digest"
    case administratorDigest = "administrator.digest"
    case dataMissingExpiry = "data.missing_expiry"
    case dataDateMismatch = "data.date_mismatch"
    case dataContactMissing = "data.contact_missing"
    case dataReviewBodyMissing = "data.review_body_missing"
    case deliveryFailed = "delivery.failed"
    case sendingHeld = "office.sending_held"
    case reminderWithdrawn = "reminder.withdrawn"

    case applicationFiled = "application.filed"
    case applicationWithdrawn = "application.withdrawn"
    case applicationApproved = "application.approved"
    case registrationMoved = "registration.moved"
    case registrationBegun = "registration.begun"
    case credentialIssued = "credential.issued"
    case credentialRenewed = "credential.renewed"
}

extension NoticeKind {
    /// The kinds that replace one another as time goes on, including itself.
    ///
    /// A later notice of the same audience and occurrence supersedes an earlier one that still waits; kinds of
    /// different families are independent.
    public var family: [NoticeKind] { Self.families.first { $0.contains(self) } ?? [self] }

    /// Kinds about a pending application belong to that application and end with its decision.
    public var isAboutPendingApplication: Bool { Self.pending.contains(self) }

    /// Kinds about what a pending application means around the expiry.
    public var isAboutUndecidedAtExpiry: Bool { Self.undecided.contains(self) }

    /// Kinds about collecting a qualification certificate, which the examination centre handles.
    public var isAboutCollection: Bool { Self.collection.contains(self) }

    /// Digests describe the state when they leave, whatever day they were planned for.
    public var isDigest: Bool { self == .employerDigest || self == .administratorDigest }

    /// Kinds that say what has happened in the office, for programs: no mail carries them, and nothing is asked for.
    public var isFact: Bool { Self.facts.contains(self) }

    /// Whether a kind asks the administrator to correct a record.
    public var isAboutData: Bool { DailyReport.problemKinds.contains(self) }

    private static let families: [[NoticeKind]] = [
        [
            .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
            .expired, .expiredFollowup,
        ],
        pending,
        [.initialDeadline, .initialLate],
        collection,
        [.credentialEarlyReminder, .credentialLastCall, .credentialExpiresToday, .credentialExpired],
    ]

    /// All facts.
    package static let facts: [NoticeKind] = [
        .applicationFiled, .applicationWithdrawn, .applicationApproved, .registrationMoved, .registrationBegun,
        .credentialIssued, .credentialRenewed,
    ]

    private static let collection: [NoticeKind] = [.collectionExpected, .collectionOpen, .collectionClosing]

    private static let pending = [.applicationInProgress, .applicationOverdue] + undecided

    private static let undecided: [NoticeKind] = [
        .applicationNearExpiry, .applicationAtExpiry, .applicationExpiredWhilePending,
    ]
}
