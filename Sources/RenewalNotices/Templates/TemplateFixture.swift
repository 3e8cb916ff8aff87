import RenewalRules

/// Made-up records a template is tried on before a real one needs it.
enum TemplateFixture: CaseIterable {
    /// Everything recorded, everything on time.
    case complete
    /// Only what the main job needs is recorded.
    case sparse
    /// Everything recorded, leaving days after its mark.
    case late

    static let expires = CalendarDate("2026-03-15") ?? .last

    func context(kind: NoticeKind, audience: Audience, language: Language) -> NoticeContext {
        let subject = subject(kind)
        let due = Self.dueOn(kind)
        let key = NoticeKey(
            series: NoticeSeries(record: subject.record, expires: Self.anchor(of: kind)),
            kind: kind,
            milestone: .event,
            audience: audience,
            occurrence: Self.occurrence(kind),
            detail: Self.detail(kind)
        )
        return NoticeContext(
            notice: Notice(key: key, dueOn: due, severity: .warning, rules: ["R29"]),
            subject: subject,
            asOf: self == .late ? due.adding(days: 2) : due,
            policy: RenewalPolicy(),
            recipientName: self == .sparse ? nil : "收件人",
            language: language,
            office: office,
            timeZone: "Asia/Shanghai",
            isTest: self == .late
        )
    }

    private var office: OfficeTexts {
        guard self != .sparse else { return OfficeTexts(systemURL: "https://registration.example.test/") }
        return OfficeTexts(
            systemURL: "https://registration.example.test/",
            contact: "010-0000-0000",
            serviceCenter: "示例证书服务中心",
            hotline: "010-0000-0002",
            examCenter: "示例人事考试中心",
            lookupHint: "示例查询网站",
            rulesVersion: "0.0.0"
        )
    }

    /// The day a record is counted towards, or the day of its event where it has no expiry.
    private static func anchor(of kind: NoticeKind) -> CalendarDate {
        switch kind {
        case .employerDigest, .administratorDigest, .deliveryFailed, .sendingHeld, .dataMissingExpiry,
            .stepActionRequired,
            .stepProgressed:
            dueOn(kind)
        default: expires
        }
    }

    /// The day of the event a kind is about; `nil` for marks before an expiry.
    static func occurrence(_ kind: NoticeKind) -> CalendarDate? {
        if kind.isAboutPendingApplication { return filedOn(kind) }
        switch kind {
        case .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
            .expired, .expiredFollowup, .educationShort, .initialDeadline, .initialLate, .collectionExpected,
            .collectionOpen, .collectionClosing, .credentialEarlyReminder, .credentialLastCall,
            .credentialExpiresToday, .credentialExpired:
            return nil
        case .annotationExpiring: return dueOn(kind).adding(days: 7)
        case .reissueInProgress: return requestedOn
        default: return dueOn(kind)
        }
    }

    private static func detail(_ kind: NoticeKind) -> String? {
        if kind.isAboutPendingApplication { return "A-0001" }
        return switch kind {
        case .applicationRejected: "A-0001"
        case .annotationExpiring: "N-0001"
        case .credentialStatusChanged: "void"
        case .stepActionRequired: CredentialApplication.Standing.preparing.rawValue
        case .stepProgressed: CredentialApplication.Standing.feeDue.rawValue
        default: nil
        }
    }

    static func filedOn(_ kind: NoticeKind) -> CalendarDate {
        expires.adding(months: kind == .applicationInProgress || kind == .applicationOverdue ? -6 : -1)
    }

    /// The day the made-up replacement was asked for.
    static let requestedOn = expires.adding(months: -4)

    /// A day on which the kind is due for a record that ends on ``expires``.
    static func dueOn(_ kind: NoticeKind) -> CalendarDate {
        switch kind {
        case .windowOpen, .registrationRenewed: expires.adding(months: -12)
        case .earlyReminder, .educationShort, .initialDeadline: expires.adding(months: -6)
        case .markApproaching: expires.adding(months: -4)
        case .markReached, .credentialEarlyReminder: expires.adding(months: -3)
        case .standardReminder, .changeAdvised, .employerRenamed, .applicationRejected: expires.adding(months: -2)
        case .lastCall, .applicationNearExpiry, .credentialLastCall: expires.adding(days: -7)
        case .expiresToday, .applicationAtExpiry, .credentialExpiresToday: expires
        case .expired, .applicationExpiredWhilePending, .initialLate, .credentialExpired: expires.adding(days: 1)
        case .expiredFollowup: expires.adding(days: 30)
        case .applicationInProgress: filedOn(kind).adding(months: 2)
        case .applicationOverdue: filedOn(kind).adding(months: 3)
        case .reissueInProgress: requestedOn.adding(days: 30)
        case .reissueFeeDue: requestedOn
        default: expires.adding(months: -3)
        }
    }
}
