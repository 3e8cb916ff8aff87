/// What a notice does to a list of what is open about records, such as a program keeps.
public enum NoticeEffect: String, Hashable, Sendable, CaseIterable {
    /// Something is open from now on, or still is: to be done, awaited or looked after.
    case opens
    /// Something has happened; nothing is open because of it.
    case tells
    /// What was open is so no longer.
    case closes
    /// A summary of many records, or a matter of this service itself.
    case reports
}

extension NoticeKind {
    /// Whether a kind tells an end, which is taken back where the record turns out to be in force.
    public var isRevocable: Bool {
        self == .registrationEnded || self == .credentialVoided || self == .credentialStatusChanged
    }

    /// What the kind does to a list of what is open.
    public var effect: NoticeEffect {
        switch self {
        case .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
            .expired, .expiredFollowup, .educationShort, .changeAdvised, .employerRenamed,
            .applicationInProgress, .applicationOverdue, .applicationNearExpiry, .applicationAtExpiry,
            .applicationExpiredWhilePending, .applicationSupplementRequired,
            .initialDeadline, .initialLate, .collectionExpected, .collectionOpen, .collectionClosing,
            .stepActionRequired,
            .credentialEarlyReminder, .credentialLastCall, .credentialExpiresToday, .credentialExpired,
            .credentialUpdateRequired, .credentialKeyCompromised, .annotationExpiring, .lossConfirmationNeeded,
            .reissueFeeDue, .reissueInProgress, .reissueReady,
            .dataMissingExpiry, .dataDateMismatch, .dataContactMissing, .dataReviewBodyMissing:
            .opens
        case .registrationRenewed, .registrationEnded, .registrationDateCorrected, .applicationRejected,
            .stepProgressed, .credentialStatusChanged, .credentialKeyCare, .credentialVoided, .credentialDateCorrected,
            .applicationFiled, .applicationWithdrawn, .applicationApproved, .registrationMoved, .registrationBegun,
            .credentialIssued, .credentialRenewed:
            .tells
        case .reminderWithdrawn: .closes
        case .employerDigest, .administratorDigest, .deliveryFailed, .sendingHeld: .reports
        }
    }
}
