import RenewalRules

/// Made-up records on which templates are tried before a real record needs them.
enum TemplateFixture: CaseIterable {
    /// Everything recorded, everything on time.
    case complete
    /// Only what the main task needs is recorded.
    case sparse
    /// Everything recorded, but sent days after its mark.
    case late
    /// Everything recorded, and mark and expiry on days off.
    case dayOff

    static let expires = CalendarDate("2026-03-15") ?? .last

    /// The notice of an annotation leaves a week before it ends.
    static let annotated = Day.mark(.daysAfter(-90), from: .daysAfter(-83))

    func context(kind: NoticeKind, audience: Audience, language: Language) -> NoticeContext {
        let (notice, subject) = notice(kind, for: audience, at: .event)
        return NoticeContext(
            notice: notice,
            subject: subject,
            wasMissed: self == .late,
            asOf: self == .late ? notice.dueOn.adding(days: 2) : notice.dueOn,
            policy: policy,
            recipientName: self == .sparse ? nil : "收件人",
            language: language,
            office: office,
            timeZone: "Asia/Shanghai",
            isTest: self == .late
        )
    }

    /// A notice of a kind, and what it is about.
    func notice(
        _ kind: NoticeKind,
        for audience: Audience,
        at milestone: Milestone
    ) -> (notice: Notice, subject: Subject) {
        let (subject, sample) = (subject(kind, for: audience), kind.row.sample)
        let due = sample.day.dueOn
        let key = NoticeKey(
            series: NoticeSeries(record: subject.record, expires: Self.anchor(of: subject, dueOn: due)),
            kind: kind,
            milestone: milestone,
            audience: audience,
            occurrence: sample.day.occurrence,
            detail: sample.detail
        )
        return (Notice(key: key, dueOn: due, severity: .warning, rules: ["R29"]), subject)
    }

    /// What a kind is tried on.
    func subject(_ kind: NoticeKind) -> Subject {
        let sample = kind.row.sample
        return sample.subject(self, sample.day.dueOn)
    }

    /// The mark and the expiry, a Sunday, are working days, except where they are tried as days off.
    var policy: RenewalPolicy {
        var policy = RenewalPolicy()
        let mark = RenewalWindow(expires: Self.expires, policy: policy).mark
        policy.workdays =
            self == .dayOff ? WorkdayCalendar(daysOff: [mark]) : WorkdayCalendar(makeUpDays: [Self.expires])
        return policy
    }

    /// The same for one audience: an employer also reads of a certificate of its own, and of some things only then.
    private func subject(_ kind: NoticeKind, for audience: Audience) -> Subject {
        guard audience == .employer, case .credential(var record) = subject(kind) else { return subject(kind) }
        guard kind.row.tellsOnlyCompanies || self == .late else { return .credential(record) }
        record.holder = nil
        record.registrationExpires = nil
        record.employer = record.employer ?? Employer(id: "E-0001", name: "")
        return .credential(record)
    }

    private var office: OfficeTexts {
        guard self != .sparse else { return OfficeTexts(systemURL: "https://registration.example.test/") }
        return OfficeTexts(
            systemURL: "https://registration.example.test/",
            examURL: "https://exam.example.test/",
            credentialURL: "https://certificate.example.test/",
            contact: "010-0000-0000",
            serviceCenter: "示例证书服务中心",
            hotline: "010-0000-0002",
            examCenter: "示例人事考试中心",
            lookupHint: "示例查询网站",
            rulesVersion: "0.0.0"
        )
    }

    /// The day that a record counts towards, or the day of its event if it has no expiry.
    private static func anchor(of subject: Subject, dueOn due: CalendarDate) -> CalendarDate {
        switch subject {
        case .registration, .credential: subject.validUntil(policy: RenewalPolicy()) ?? due
        case .qualification: expires
        case .credentialApplication, .employer, .office, .delivery, .sendingHold: due
        case .withdrawal: expires
        }
    }
}
