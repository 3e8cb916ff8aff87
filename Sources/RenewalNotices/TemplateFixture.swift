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
        let due = Self.dueOn(kind)
        let key = NoticeKey(
            series: NoticeSeries(
                record: RecordReference(type: .registration, id: "R-0001"),
                expires: Self.expires
            ),
            kind: kind,
            milestone: .event,
            audience: audience,
            occurrence: kind.isAboutApplication ? Self.filedOn(kind) : nil
        )
        return NoticeContext(
            notice: Notice(key: key, dueOn: due, severity: .warning, rules: ["R29"]),
            dossier: dossier(kind),
            asOf: self == .late ? due.adding(days: 2) : due,
            policy: RenewalPolicy(),
            recipientName: self == .sparse ? nil : "收件人",
            language: language,
            systemURL: "https://registration.example.test/",
            contact: self == .sparse ? nil : "010-0000-0000",
            timeZone: "Asia/Shanghai",
            isTest: self == .late
        )
    }

    private func dossier(_ kind: NoticeKind) -> RegistrationDossier {
        let application = Application(
            id: "A-0001",
            procedure: .renewal,
            submittedOn: Self.filedOn(kind),
            state: .submitted
        )
        let applications = kind.isAboutApplication ? [application] : []
        guard self != .sparse else {
            return RegistrationDossier(
                registration: Registration(id: "R-0001", validUntil: Self.expires),
                applications: applications
            )
        }
        return RegistrationDossier(
            registration: Registration(
                id: "R-0001",
                number: "11000000001234",
                category: "建筑施工安全",
                validUntil: Self.expires
            ),
            holder: Person(id: "P-0001", name: "示例人员"),
            employer: Employer(id: "E-0001", name: "示例单位"),
            reviewBody: ReviewBody(id: "B-0001", name: "示例初审机构", contact: "010-0000-0001"),
            applications: applications
        )
    }

    private static func filedOn(_ kind: NoticeKind) -> CalendarDate {
        expires.adding(months: kind == .applicationInProgress || kind == .applicationOverdue ? -6 : -1)
    }

    /// A day on which the kind is due for a registration that ends on ``expires``.
    static func dueOn(_ kind: NoticeKind) -> CalendarDate {
        switch kind {
        case .windowOpen: expires.adding(months: -12)
        case .earlyReminder: expires.adding(months: -6)
        case .markApproaching: expires.adding(months: -4)
        case .markReached: expires.adding(months: -3)
        case .standardReminder: expires.adding(months: -2)
        case .lastCall, .applicationNearExpiry: expires.adding(days: -7)
        case .expiresToday, .applicationAtExpiry: expires
        case .expired, .applicationExpiredWhilePending: expires.adding(days: 1)
        case .expiredFollowup: expires.adding(days: 30)
        case .applicationInProgress: filedOn(kind).adding(months: 2)
        case .applicationOverdue: filedOn(kind).adding(months: 3)
        }
    }
}
