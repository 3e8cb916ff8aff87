import RenewalRules

/// The kind whose words are true on the day they are written.
///
/// A late notice must not promise what has passed: a reminder sent on the expiry day reads like `expires_today`, one
/// sent after it like `expired`.
extension NoticeContext {
    var spokenKind: NoticeKind { kind.row.spoken(self) }

    /// The last lines of the words: what they are worth, and that somebody who has acted may disregard them.
    ///
    /// The latter only where a person is asked for something.
    var closing: String {
        let isPerson = audience == .holder || audience == .employer
        return language.closing + (isPerson && spokenKind.asksToAct ? language.closingWhenDone : "")
    }

    /// Whether the record's last day has passed.
    var isOver: Bool { validUntil.map { asOf > $0 } ?? false }

    /// Of a reminder that hopes for an application before the mark.
    var kindBeforeMark: NoticeKind { reminderKind(before: .markReached) }

    /// Of a reminder that hopes for one before the expiry.
    var kindBeforeExpiry: NoticeKind { reminderKind(before: kind) }

    private func reminderKind(before later: NoticeKind) -> NoticeKind {
        guard let window else { return kind }
        if isOver { return .expired }
        if asOf == window.expires { return .expiresToday }
        return asOf >= window.mark ? later : kind
    }

    /// A change cannot be filed after the expiry (rule R21); what counts then is the expiry itself.
    var kindOfChange: NoticeKind {
        guard isOver else { return kind }
        return application?.procedure == .renewal && application?.state.isPending == true
            ? .applicationExpiredWhilePending : .expired
    }

    var kindWhilePending: NoticeKind {
        if isOver { return .applicationExpiredWhilePending }
        return asOf == validUntil ? .applicationAtExpiry : kind
    }

    var kindAboutDeadline: NoticeKind { deadline.map { asOf > $0 } ?? false ? .initialLate : kind }

    var kindOfCredential: NoticeKind {
        if isOver { return .credentialExpired }
        return asOf == validUntil ? .credentialExpiresToday : kind
    }

    /// A credential that ran out has nothing left to report or to protect.
    var kindUnlessRunOut: NoticeKind { hasRunOut ? .credentialExpired : kind }

    /// Whether a credential ended by its date alone (rule A14).
    private var hasRunOut: Bool {
        guard isOver, case .credential(let record) = subject else { return false }
        return record.recordedState == .active || record.recordedState == .renewalPending
    }

    /// Whether the announced period for collecting a certificate has passed.
    var isCollectionOver: Bool {
        guard case .qualification(let record) = subject else { return false }
        return record.collection.closesOn.map { asOf > $0 } ?? false
    }

    var isOverdue: Bool {
        submittedOn.map { asOf >= $0.adding(policy.longestProcessing) } ?? false
    }
}
