import RenewalRules

/// The kind whose words are true on the day they are written.
///
/// A notice that leaves late must not promise what has passed: a reminder that leaves on the expiry day speaks as
/// `expires_today` does, one that leaves after it as `expired` does.
extension NoticeContext {
    var spokenKind: NoticeKind {
        switch kind {
        case .windowOpen, .earlyReminder, .markApproaching: reminderKind(before: .markReached)
        case .markReached, .standardReminder, .lastCall, .expiresToday, .educationShort: reminderKind(before: kind)
        case .changeAdvised, .employerRenamed: isOver ? kindAfterExpiry : kind
        case .applicationNearExpiry, .applicationAtExpiry: pendingKind
        case .applicationInProgress: isOverdue ? .applicationOverdue : .applicationInProgress
        case .initialDeadline: deadline.map { asOf > $0 } ?? false ? .initialLate : kind
        case .collectionOpen: isCollectionOver ? .collectionClosing : kind
        case .credentialEarlyReminder, .credentialLastCall, .credentialExpiresToday: credentialKind
        case .credentialKeyCompromised, .credentialKeyCare, .lossConfirmationNeeded, .annotationExpiring:
            hasRunOut ? .credentialExpired : kind
        default: kind
        }
    }

    /// Whether the record's last day has passed.
    var isOver: Bool { validUntil.map { asOf > $0 } ?? false }

    private func reminderKind(before later: NoticeKind) -> NoticeKind {
        guard let window else { return kind }
        if isOver { return .expired }
        if asOf == window.expires { return .expiresToday }
        return asOf >= window.mark ? later : kind
    }

    /// A change cannot be applied for after the expiry (rule R21); what counts then is the expiry itself.
    private var kindAfterExpiry: NoticeKind {
        application?.procedure == .renewal && application?.state.isPending == true
            ? .applicationExpiredWhilePending : .expired
    }

    private var pendingKind: NoticeKind {
        if isOver { return .applicationExpiredWhilePending }
        return asOf == validUntil ? .applicationAtExpiry : kind
    }

    private var credentialKind: NoticeKind {
        if isOver { return .credentialExpired }
        return asOf == validUntil ? .credentialExpiresToday : kind
    }

    /// Whether a credential ended by its date alone: there is nothing left to report or to protect (rule A14).
    private var hasRunOut: Bool {
        guard isOver, case .credential(let record) = subject else { return false }
        return record.recordedState == .active || record.recordedState == .renewalPending
    }

    /// Whether the announced period for collecting a certificate has passed.
    var isCollectionOver: Bool {
        guard case .qualification(let record) = subject else { return false }
        return record.collection.closesOn.map { asOf > $0 } ?? false
    }

    private var isOverdue: Bool {
        submittedOn.map { asOf >= $0.adding(policy.longestProcessing) } ?? false
    }
}
