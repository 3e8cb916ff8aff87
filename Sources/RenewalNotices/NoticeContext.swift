package import RenewalRules

/// A notice with everything its words are made from; the same context gives the same bytes.
package struct NoticeContext: Sendable {
    package let notice: Notice
    package let dossier: RegistrationDossier
    /// The business day the words are for; all counted days start here.
    package let asOf: CalendarDate
    package let policy: RenewalPolicy
    /// Whom the mail greets when the record has no name for the audience.
    package let recipientName: String?
    package let language: Language
    /// The registration system's address; the only link in a mail.
    package let systemURL: String
    /// The office that sends the reminders: a telephone number or address in its own words.
    package let contact: String?
    /// IANA name of the business time zone.
    package let timeZone: String
    package let isTest: Bool

    package init(
        notice: Notice,
        dossier: RegistrationDossier,
        asOf: CalendarDate,
        policy: RenewalPolicy,
        recipientName: String?,
        language: Language,
        systemURL: String,
        contact: String?,
        timeZone: String,
        isTest: Bool
    ) {
        self.notice = notice
        self.dossier = dossier
        self.asOf = asOf
        self.policy = policy
        self.recipientName = recipientName
        self.language = language
        self.systemURL = systemURL
        self.contact = contact
        self.timeZone = timeZone
        self.isTest = isTest
    }
}

extension NoticeContext {
    /// The last valid day the notice counts towards.
    var expires: CalendarDate { notice.key.series.expires }

    var window: RenewalWindow { RenewalWindow(expires: expires, policy: policy) }

    /// The kind whose words are true on the day they are written.
    ///
    /// A notice that leaves late must not promise what has passed: a reminder that leaves on the expiry day speaks
    /// as `expires_today` does, one that leaves after it as `expired` does.
    var spokenKind: NoticeKind {
        switch notice.key.kind {
        case .windowOpen, .earlyReminder, .markApproaching: reminderKind(before: .markReached)
        case .markReached, .standardReminder, .lastCall, .expiresToday: reminderKind(before: notice.key.kind)
        case .applicationNearExpiry, .applicationAtExpiry: pendingKind
        case .applicationInProgress: isOverdue ? .applicationOverdue : .applicationInProgress
        case .applicationOverdue, .applicationExpiredWhilePending, .expired, .expiredFollowup: notice.key.kind
        }
    }

    private func reminderKind(before later: NoticeKind) -> NoticeKind {
        if asOf > expires { return .expired }
        if asOf == expires { return .expiresToday }
        return asOf >= window.mark ? later : notice.key.kind
    }

    private var pendingKind: NoticeKind {
        if asOf > expires { return .applicationExpiredWhilePending }
        return asOf == expires ? .applicationAtExpiry : notice.key.kind
    }

    private var isOverdue: Bool {
        submittedOn.map { asOf >= $0.adding(policy.longestProcessing) } ?? false
    }

    /// The application a notice is about: filed on the key's day, else pending, else the latest.
    var application: Application? {
        let latestFirst = dossier.applications.sorted { ($0.submittedOn ?? .first) > ($1.submittedOn ?? .first) }
        let filedThen = latestFirst.first { $0.submittedOn != nil && $0.submittedOn == notice.key.occurrence }
        return filedThen ?? latestFirst.first { $0.state.isPending } ?? latestFirst.first
    }

    var submittedOn: CalendarDate? { notice.key.occurrence ?? application?.submittedOn }
}
