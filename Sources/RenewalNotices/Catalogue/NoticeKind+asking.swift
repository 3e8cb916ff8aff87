import RenewalRules

extension NoticeKind {
    /// Whether its reader may have done already what it asks for, and need not mind it then.
    ///
    /// Not where nothing can be done any more, where something is only told, or where a reader who errs would practise
    /// without a registration.
    var asksToAct: Bool { Self.asking.contains(self) }

    private static let asking: Set<NoticeKind> = [
        .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
        .expiredFollowup, .educationShort, .changeAdvised, .employerRenamed, .applicationSupplementRequired,
        .initialDeadline, .initialLate,
        .collectionOpen, .collectionClosing, .stepActionRequired, .credentialEarlyReminder, .credentialLastCall,
        .credentialExpiresToday, .credentialExpired, .credentialUpdateRequired, .credentialKeyCompromised,
        .annotationExpiring, .lossConfirmationNeeded, .reissueFeeDue, .reissueReady,
    ]
}
