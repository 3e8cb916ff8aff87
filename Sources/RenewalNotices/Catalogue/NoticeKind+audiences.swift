import RenewalRules

extension NoticeKind {
    /// Those a kind is written for; a template has words for each of them.
    ///
    /// - Source: the letters of the catalogue of notices, N1–N45
    var audiences: [Audience] {
        switch self {
        case .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .expiredFollowup,
            .educationShort, .changeAdvised, .employerRenamed, .registrationRenewed, .credentialEarlyReminder,
            .reissueReady:
            [.holder, .employer]
        case .lastCall, .expiresToday, .applicationNearExpiry, .applicationAtExpiry, .applicationExpiredWhilePending,
            .applicationRejected, .credentialLastCall, .credentialExpiresToday, .credentialExpired,
            .credentialKeyCompromised, .credentialVoided:
            [.holder, .employer, .administrator]
        case .expired, .registrationEnded: Audience.allCases
        case .applicationOverdue, .reissueInProgress: [.holder, .administrator]
        case .applicationInProgress, .initialDeadline, .initialLate, .collectionExpected, .collectionOpen,
            .collectionClosing, .stepActionRequired, .stepProgressed, .credentialUpdateRequired, .credentialKeyCare,
            .annotationExpiring, .lossConfirmationNeeded, .reissueFeeDue:
            [.holder]
        case .credentialStatusChanged: [.relyingParty]
        case .employerDigest: [.employer]
        case .administratorDigest, .dataMissingExpiry, .dataDateMismatch, .dataContactMissing, .dataReviewBodyMissing,
            .deliveryFailed, .sendingHeld:
            [.administrator]
        }
    }
}
