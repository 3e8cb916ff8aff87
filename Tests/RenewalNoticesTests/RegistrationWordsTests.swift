import RenewalRules
import Testing

@testable import RenewalNotices

/// What notices about registrations and their applications say, and what they must never say.
@Suite struct RegistrationWordsTests {
    private static let kinds: [NoticeKind] = [
        .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
        .expired, .expiredFollowup, .educationShort, .changeAdvised, .registrationRenewed, .applicationInProgress,
        .applicationOverdue, .applicationNearExpiry, .applicationAtExpiry, .applicationExpiredWhilePending,
        .applicationRejected, .applicationSupplementRequired,
    ]
    /// The most pressing severity of the kinds whose subjects begin with it.
    private static let urgency: [NoticeKind: Severity] = [
        .lastCall: .urgent, .expiresToday: .critical, .expired: .critical, .applicationNearExpiry: .urgent,
        .applicationAtExpiry: .critical,
        .applicationExpiredWhilePending: .critical, .applicationRejected: .urgent,
        .applicationSupplementRequired: .urgent,
    ]
    private static let cases = Samples.cases.filter { kinds.contains($0.kind) }

    private func text(
        _ kind: NoticeKind,
        _ audience: Audience = .holder,
        _ language: Language = .chinese,
        on day: CalendarDate? = nil,
        change: (inout RegistrationRecord) -> Void = { _ in }
    ) -> String {
        Samples.shipped.render(Samples.context(kind, audience, language, on: day, change: change)).text
    }

    @Test(arguments: cases) func saysWhoseRecordsItSpeaksOf(_ sample: Case) {
        let text = Samples.shipped.render(sample.context).text
        #expect(!text.contains("系统中") && !text.contains("renewal is on record"), "\(text)")
        #expect(!text.contains("您好：请") && !text.contains("还有天"))
    }

    /// A name of five characters or none at all, an employer of twenty, the longest day, every severity.
    @Test(arguments: kinds, Language.allCases) func subjectsFitAPhone(_ kind: NoticeKind, _ language: Language) {
        let limit = language == .chinese ? 30 : 70
        let severity = Self.urgency[kind] ?? .warning
        for audience in kind.row.audiences {
            for name in ["欧阳慕容雪", nil] {
                let context = Samples.context(kind, audience, language, severity: severity) { record in
                    record.registration.validUntil = CalendarDate("2026-12-15")
                    record.holder = name.map { Person(id: "P-1", name: $0) }
                    record.employer?.name = "示例省示例市示例县安全技术服务集团有限公司"
                }
                for days in severity < .urgent ? [-200, -91, -12] : [-60, -12, -1, 0, 3] {
                    let written = context.written(on: (CalendarDate("2026-12-15") ?? .last).adding(days: days))
                    let subject = Samples.shipped.render(written).subject
                    #expect(subject.count <= limit, "\(subject.count): \(subject)")
                    #expect(!subject.contains("有限公司"))
                }
            }
        }
    }

    @Test(arguments: cases) func theSalutationStandsAlone(_ sample: Case) {
        guard sample.audience != .administrator, sample.fixture != .sparse else { return }
        let first = Samples.shipped.render(sample.context).text.split(separator: "\n")
            .first { !$0.hasPrefix("这是一封测试") && !$0.hasPrefix("This is a test") }
        let ending = sample.language == .english ? "," : sample.audience == .holder ? "同志：" : "："
        #expect(first?.hasSuffix(ending) == true, "\(first ?? "")")
    }

    /// 15 March 2026 is a Sunday, and the Friday before it is the last working day.
    @Test(arguments: [
        (-3, "请务必于2026年3月13日办公时间结束前提交延续注册申请"), (-2, "请务必于2026年3月13日（今天）办公时间结束前"),
        (-1, "请务必在2026年3月15日24时前登录注册管理系统提交延续注册申请"),
        (0, "请在今天（2026年3月15日，星期日）24时前登录注册管理系统提交延续注册申请"),
    ])
    func aLastDayOffNamesTheWorkingDayAndTheOnlineWay(days: Int, words: String) {
        let day = Samples.expires.adding(days: days)
        for audience in [Audience.holder, .employer] {
            let context = TemplateFixture.dayOff.context(kind: .lastCall, audience: audience, language: .chinese)
            let text = Samples.shipped.render(context.written(on: day)).text
            if audience == .holder { #expect(text.contains(words), "\(text)") }
            #expect(!text.contains("2026年3月15日办公时间"))
            #expect(!text.contains("15日）办公时间"))
        }
    }

    @Test(arguments: [NoticeKind.applicationAtExpiry, .applicationRejected, .expiresToday])
    func nothingIsAskedWithinOfficeHoursOnADayOff(kind: NoticeKind) {
        for audience in [Audience.holder, .employer] {
            let context = TemplateFixture.dayOff.context(kind: kind, audience: audience, language: .chinese)
            let text = Samples.shipped.render(context.written(on: Samples.expires)).text
            #expect(!text.contains("办公时间"), "\(text)")
        }
    }

    @Test func aMissingApplicationIsMissingHereOnly() {
        #expect(
            text(.markReached).contains(
                "截至2025年12月15日，本提醒系统尚未登记您的延续注册申请；如您已在注册管理系统提交，请告知010-0000-0000，并忽略本提醒。"
            )
        )
    }

    /// Without its day of filing, or filed before the period, it does not end the reminders, which say so.
    @Test(arguments: [NoticeKind.markReached, .standardReminder, .lastCall, .expiresToday], [true, false])
    func aRenewalThatIsRecordedIsNotCalledMissing(kind: NoticeKind, isUndated: Bool) {
        for audience in kind.row.audiences {
            for language in Language.allCases {
                let context = Samples.context(kind, audience, language) { record in
                    let filed = isUndated ? nil : Samples.expires.adding(months: -13)
                    record.applications = [
                        Application(id: "A-1", procedure: .renewal, submittedOn: filed, state: .supplementRequired)
                    ]
                }
                let rendered = Samples.shipped.render(context)
                let text = rendered.subject + rendered.text
                for phrase in ["尚未登记", "未登记申请", "no application", "No application"] {
                    #expect(!text.contains(phrase), "\(phrase) in \(text)")
                }
                let words = isUndated ? ("缺少提交日期", "without its day of filing") : ("不在本次申请期内", "outside the period")
                #expect(text.contains(language == .chinese ? words.0 : words.1), "\(text)")
            }
        }
    }

    /// A refused one is not missing: it is to be put right and filed again.
    @Test(arguments: [NoticeKind.markReached, .standardReminder, .lastCall, .expiresToday])
    func aRenewalThatWasRefusedIsNotCalledMissing(kind: NoticeKind) {
        for audience in kind.row.audiences {
            for language in Language.allCases {
                func words(_ state: ApplicationState, decided: CalendarDate) -> String {
                    let context = Samples.context(kind, audience, language) { record in
                        record.applications = [
                            Application(
                                id: "A-1",
                                procedure: .renewal,
                                submittedOn: decided.adding(days: -20),
                                state: state,
                                decidedOn: decided
                            )
                        ]
                    }
                    let rendered = Samples.shipped.render(context)
                    return rendered.subject + "\n" + rendered.text
                }
                let missing = language == .chinese ? "尚未登记" : "no application"
                let refused = words(.rejected, decided: Samples.expires.adding(months: -6))
                for phrase in [missing, "未登记申请", "No application"] {
                    #expect(!refused.contains(phrase), "\(phrase) in \(refused)")
                }
                #expect(refused.contains(language == .chinese ? "延续注册申请未获准" : "was refused"), "\(refused)")
                let before = words(.rejected, decided: Samples.expires.adding(.years(-3)))
                #expect(before.contains(missing), "a refusal of an earlier period: \(before)")
                #expect(words(.withdrawn, decided: Samples.expires.adding(months: -6)).contains(missing))
            }
        }
    }

    @Test func factsAreWrittenAsAnOfficeWritesThem() {
        let facts = text(.markReached)
        for line in [
            "- 有效期至：2026年3月15日（截至2025年12月15日，剩余90天）", "- 注册号尾号：1234", "- 对本提醒有疑问，请联系：010-0000-0000",
            "- 需准备：身份证号（登录后核对）、注册申请表、劳动合同或聘用文件、执业期间履职情况书面陈述", "- 咨询：注册初审机构（示例省安全工程师注册中心），010-0000-0001",
        ] { #expect(facts.contains(line + "\n"), "\(line) in \(facts)") }
        let english = text(.markReached, .holder, .english)
        #expect(english.contains("- Valid until: 15 March 2026 (90 days left as of 15 December 2025)\n"))
        #expect(english.contains("- Questions about this reminder: "))
        #expect(text(.expired).contains("（截至2026年3月16日已过期1天）"))
    }

    @Test func aReviewBodyThatSaysSoIsNotDoubled() {
        let text = text(.standardReminder) { $0.reviewBody?.name = "示例省注册初审机构" }
        #expect(text.contains("向示例省注册初审机构提交延续注册申请") && !text.contains("注册初审机构（示例省"))
    }

    /// A change is intended until it is granted, and the order matters only inside the window.
    @Test func aRecordedChangeIsAnIntention() {
        let change = RecordedChange(employer: Employer(id: "E-2", name: "示例新单位"))
        let early = text(.changeAdvised, on: Samples.expires.adding(months: -30)) { $0.registration.change = change }
        #expect(early.contains("您的聘用单位拟由“华北安全技术服务有限公司”变更为“示例新单位”"))
        #expect(early.contains("请及时向") && early.contains("申请变更注册，且不得迟于2026年3月15日。"))
        #expect(!early.contains("办理顺序") && early.contains("- 下一步：申请变更注册\n"))
        let late = text(.changeAdvised, on: Samples.expires.adding(months: -2)) { $0.registration.change = change }
        #expect(late.contains("办理顺序") && late.contains("- 下一步：先办理变更注册，再申请延续注册\n"))
        #expect(!(early + late).contains("已由") && !(early + late).contains("最迟不晚于"))
    }

    @Test(arguments: [NoticeKind.windowOpen, .earlyReminder, .markApproaching, .markReached, .lastCall])
    func aReminderPutsARecordedChangeFirst(kind: NoticeKind) {
        let recorded = text(kind) { $0.registration.change = RecordedChange(category: "化工安全") }
        #expect(recorded.contains("请先申请变更注册") && !recorded.contains("请不晚于") && !recorded.contains("请务必"))
        let pending = text(kind) { record in
            record.applications = [
                Application(
                    id: "A-1",
                    procedure: .change,
                    submittedOn: Samples.expires.adding(months: -13),
                    state: .submitted
                )
            ]
        }
        #expect(pending.contains("变更注册申请正在办理"))
    }

    @Test func aRenewalGrantedEarlyLeavesTheCurrentPeriodAsItIs() {
        let text = text(.registrationRenewed)
        #expect(text.contains("新的注册有效期为2026年3月16日至2031年3月15日"))
        #expect(text.contains("此前依原注册（有效期至2026年3月15日）继续执业，新注册自2026年3月16日起生效"))
        let english = self.text(.registrationRenewed, .holder, .english)
        #expect(
            english.contains(
                "was renewed for 16 March 2026 – 15 March 2031; the current period runs until 15 March 2026"
            )
        )
        let begun = self.text(.registrationRenewed, on: Samples.expires.adding(days: 5))
        #expect(begun.contains("2026年3月16日至2031年3月15日") && !begun.contains("此前依原注册"))
    }

    /// Old until 15 March, new from 21 March: the days between are named, and what is over is not called current.
    @Test func aGapBetweenTwoRegistrationsIsNamed() {
        func words(_ audience: Audience, _ language: Language, on day: CalendarDate) -> String {
            text(.registrationRenewed, audience, language, on: day) { record in
                record.successor?.validFrom = Samples.expires.adding(days: 6)
            }
        }
        for audience in [Audience.holder, .employer] {
            let early = words(audience, .chinese, on: Samples.expires.adding(days: -40))
            let stop = audience == .holder ? "请勿以注册安全工程师名义执业" : "请勿安排其以注册安全工程师名义执业"
            #expect(early.contains("新注册自2026年3月21日起生效。2026年3月16日至2026年3月20日两项注册均不在有效期内，其间\(stop)；"), "\(early)")
            let between = words(audience, .chinese, on: Samples.expires.adding(days: 2))
            #expect(between.contains(stop) && !between.contains("继续执业，"), "\(between)")
            let english = words(audience, .english, on: Samples.expires.adding(days: -40))
            #expect(english.contains("on 16 March 2026 – 20 March 2026, no registration is valid"), "\(english)")
            for (days, label) in [(-40, "Current"), (2, "Previous"), (30, "Previous")] {
                let english = words(audience, .english, on: Samples.expires.adding(days: days))
                #expect(english.contains("- \(label) period until: 15 March 2026\n"), "\(english)")
            }
            let none = text(.registrationRenewed, audience, on: Samples.expires.adding(days: -40))
            #expect(!none.contains("均不在有效期内"), "\(none)")
        }
    }

    /// Who is struck off after the expiry has not been allowed to practise for days.
    @Test func anEndAfterTheExpiryStopsNothingNow() {
        for audience in [Audience.holder, .employer] {
            for language in Language.allCases {
                let (stop, planned) = language == .chinese ? ("即日起", "原定有效期") : ("now", "Original end date")
                func words(days: Int) -> String {
                    let day = Samples.expires.adding(days: days)
                    return text(.registrationEnded, audience, language, on: day) { record in
                        record.registration.endedOn = day
                        record.registration.endReason = .employerEnded
                    }
                }
                #expect(words(days: -9).contains(stop) && words(days: -9).contains(planned))
                #expect(!words(days: 9).contains(stop + (language == .chinese ? "" : ".")), "\(words(days: 9))")
                #expect(!words(days: 9).contains(planned), "\(words(days: 9))")
            }
        }
    }

    private func pending(
        filed: CalendarDate,
        on day: CalendarDate,
        _ kind: NoticeKind,
        _ state: ApplicationState,
        to audience: Audience = .holder,
        in language: Language = .chinese,
        of procedure: ApplicationProcedure = .renewal,
        fixture: TemplateFixture = .complete
    ) -> String {
        let base = fixture.context(kind: kind, audience: audience, language: language)
        var record = Samples.registration(kind)
        record.applications = [
            Application(id: "A-0001", procedure: procedure, submittedOn: filed, state: state, stateOn: filed)
        ]
        let key = NoticeKey(
            series: base.notice.key.series,
            kind: kind,
            milestone: base.notice.key.milestone,
            audience: audience,
            occurrence: filed,
            detail: "A-0001"
        )
        let notice = Notice(key: key, dueOn: day, severity: .critical, rules: [])
        return Samples.shipped.render(base.with(notice, on: day, about: .registration(record))).text
    }

    /// Who filed thirty days before expiry may count as renewed; who filed later may not (Licensing Law, article 50).
    @Test func theLawOfUndecidedRenewalsIsCited() {
        let day = Samples.expires.adding(days: 1)
        let floor = Samples.expires.adding(days: -30)
        let inTime = pending(filed: floor, on: day, .applicationExpiredWhilePending, .submitted)
        #expect(inTime.contains("《行政许可法》第五十条第二款") && inTime.contains("在期满30天前提交"))
        #expect(inTime.contains("请暂缓以注册安全工程师名义开展工作"))
        let late = pending(filed: floor.adding(days: 1), on: day, .applicationExpiredWhilePending, .submitted)
        #expect(late.contains("已不足30天") && late.contains("存在疑问") && !late.contains("书面确认"))
        let missing = pending(filed: floor, on: day, .applicationExpiredWhilePending, .supplementRequired)
        #expect(missing.contains("请尽快补正延续注册申请材料") && !missing.contains("视为准予延续"))
    }

    @Test func theEmployerIsToldNotToLetPracticeGoOnUnconfirmed() {
        let floor = Samples.expires.adding(days: -30)
        for (days, words) in [(0, "自明天起，在书面确认之前，请暂缓安排其执业。"), (1, "；在书面确认之前，请暂缓安排其执业。")] {
            let kind: NoticeKind = days == 0 ? .applicationAtExpiry : .applicationExpiredWhilePending
            let text = pending(filed: floor, on: Samples.expires.adding(days: days), kind, .submitted, to: .employer)
            #expect(text.contains(words), "\(text)")
        }
    }

    /// Whoever reads of an application after the last day reads first what not to do until it is decided.
    @Test(arguments: [NoticeKind.applicationInProgress, .applicationOverdue, .applicationSupplementRequired])
    func afterTheLastDayPracticeIsHeldBack(kind: NoticeKind) {
        let (day, audiences) = (Samples.expires.adding(days: 5), [Audience.holder, .employer])
        let filed = day.adding(months: kind == .applicationOverdue ? -4 : -2)
        let state: ApplicationState = kind == .applicationSupplementRequired ? .supplementRequired : .submitted
        for audience in audiences where kind.row.audiences.contains(audience) {
            let words: [(ApplicationProcedure, Language, String, String)] = [
                (.renewal, .chinese, "请暂缓以注册安全工程师名义开展工作。", "请暂缓安排其以注册安全工程师名义开展工作。"),
                (.renewal, .english, "please refrain from work that", "please do not assign him or her work that"),
                (.reregistration, .chinese, "请勿以注册安全工程师名义执业。", "请勿安排其以注册安全工程师名义执业。"),
                (.reregistration, .english, "please do not practise as", "please do not let him or her practise as"),
            ]
            for (procedure, language, holder, employer) in words {
                func text(on day: CalendarDate) -> String {
                    pending(filed: filed, on: day, kind, state, to: audience, in: language, of: procedure)
                }
                let phrase = audience == .holder ? holder : employer
                #expect(text(on: day).contains(phrase), "\(phrase) in \(text(on: day))")
                #expect(!text(on: Samples.expires.adding(days: -1)).contains(phrase))
            }
        }
    }

    /// While documents are missing nobody is told to wait for the decision.
    @Test(arguments: [
        (NoticeKind.applicationNearExpiry, -7), (.applicationAtExpiry, 0), (.applicationExpiredWhilePending, 1),
    ])
    func missingDocumentsAreSaidAroundTheExpiry(kind: NoticeKind, days: Int) {
        let day = Samples.expires.adding(days: days)
        let text = pending(filed: Samples.expires.adding(days: -60), on: day, kind, .supplementRequired)
        #expect(text.contains("补正延续注册申请材料") && text.contains("仍登记为待补正"))
        #expect(text.contains("- 下一步：按补正通知补正材料\n"))
        #expect(!text.contains("尚未登记结果") && !text.contains("预计办结"))
    }

    @Test func theSupplementSaysWhatIsMissingAndWhen() {
        let text = text(.applicationSupplementRequired)
        for words in [
            "请按照补正通知，尽快补正延续注册申请材料，并在2026年3月15日注册期满前提交。", "自2026年1月15日起登记为待补正", "- 需补正：缺少劳动合同\n",
            "《行政许可法》第三十二条", "- 下一步：按补正通知补正材料\n",
        ] { #expect(text.contains(words), "\(words) in \(text)") }
        #expect(!text.contains("等待"))
    }

    /// Whether it was filed too early to count (rule R20) or not, documents are what it asks for.
    @Test(arguments: [-5, -13]) func anApplicationThatDoesNotCountIsSuppliedAllTheSame(months: Int) {
        for audience in [Audience.holder, .employer] {
            let text = text(.applicationSupplementRequired, audience) { record in
                record.applications[0].submittedOn = Samples.expires.adding(months: months)
            }
            for line in ["- 下一步：按补正通知补正材料\n", "- 需补正：缺少劳动合同\n", "- 登记为待补正：自2026年1月15日起\n"] {
                #expect(text.contains(line), "\(line) in \(text)")
            }
            #expect(!text.contains("下一步：提交") && !text.contains("- 需准备"))
        }
    }

    @Test func onTheLastDayDocumentsAreAskedForToday() {
        for audience in [Audience.holder, .employer] {
            for (language, phrase) in [
                (Language.chinese, "在今天（2026年3月15日）按照补正通知"), (.english, "today, 15 March 2026, as "),
            ] {
                let text = text(.applicationSupplementRequired, audience, language, on: Samples.expires) { record in
                    record.applications[0].procedure = .change
                }
                #expect(text.contains(phrase) && !text.contains("尽快补正"), "\(text)")
                let before = self.text(.applicationSupplementRequired, audience, language)
                #expect(!before.contains(phrase), "\(before)")
            }
        }
    }

    /// A renewal filed before its period does not count, whatever is supplied to it (rule R20).
    @Test(arguments: [(-13, true), (-5, false)]) func whatDoesNotCountIsSaid(months: Int, isEarly: Bool) {
        for audience in [Audience.holder, .employer] {
            for (language, phrase) in [
                (Language.chinese, "不计为本次延续注册申请"), (.english, "does not count as one"),
            ] {
                let text = text(.applicationSupplementRequired, audience, language) { record in
                    record.applications[0].submittedOn = Samples.expires.adding(months: months)
                }
                #expect(text.contains(phrase) == isEarly, "\(text)")
            }
            // Whoever is asked to file reads of the early application too.
            let opening = text(.windowOpen, audience) { record in
                let filed = Samples.expires.adding(months: months)
                record.applications = [
                    Application(id: "A-1", procedure: .renewal, submittedOn: filed, state: .supplementRequired)
                ]
            }
            if isEarly { #expect(opening.contains("其提交日期不在本次申请期内"), "\(opening)") }
        }
    }

    /// 15 March 2026 is a Sunday, and the Friday before it is the last working day.
    @Test(arguments: [NoticeKind.applicationSupplementRequired, .applicationNearExpiry])
    func aLastDayOffIsNamedWhileAnApplicationIsPending(kind: NoticeKind) {
        for (state, matter) in [(ApplicationState.supplementRequired, "补正"), (.submitted, "查询进度")] {
            guard kind == .applicationNearExpiry || state == .supplementRequired else { continue }
            let words = [
                -7: "期满日2026年3月15日是星期日，2026年3月13日是此前最后一个工作日；此后窗口不办公，只能登录注册管理系统网上\(matter)。",
                -2: "2026年3月13日（今天）是此前最后一个工作日", -1: "期满日2026年3月15日是星期日，窗口不办公，请登录注册管理系统网上\(matter)。",
            ]
            for (days, words) in words {
                let text = pending(
                    filed: Samples.expires.adding(days: -60),
                    on: Samples.expires.adding(days: days),
                    kind,
                    state,
                    fixture: .dayOff
                )
                #expect(text.contains(words), "\(words) in \(text)")
            }
            // Months ahead there are more working days than one needs.
            let early = pending(
                filed: Samples.expires.adding(months: -11),
                on: Samples.expires.adding(days: -8),
                kind,
                state,
                fixture: .dayOff
            )
            #expect(!early.contains("窗口不办公"), "\(early)")
        }
    }

    @Test(arguments: [Audience.holder, .employer]) func aRefusalNamesReasonAndRemedy(audience: Audience) {
        let text = text(.applicationRejected, audience)
        #expect(text.contains("- 未获准原因：材料不齐\n"))
        #expect(text.contains("该决定于2026年1月15日作出，请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。"))
    }

    @Test func aDecisionThatIsOverdueIsNotExpectedAnyMore() {
        #expect(text(.applicationInProgress).contains("- 预计办结："))
        let late = text(.applicationOverdue, on: Samples.expires.adding(months: -2))
        #expect(late.contains("- 原预计办结：2025年12月15日前后（已超过）\n"))
    }

    /// A refused application is not incomplete; what it was refused for is to be put right.
    @Test func aRefusalAfterTheLastDayAsksForNoDocuments() {
        let text = text(.applicationRejected, .holder, .english, on: Samples.expires.adding(days: 1))
        #expect(text.contains("what it was refused for") && !text.contains("which documents are missing"), "\(text)")
    }

    /// What ended by its date has no other end to name.
    @Test(arguments: [(EndReason.expired, "- 有效期至：2026年3月15日"), (.onRequest, "- 原定有效期至：2026年3月15日")])
    func theEndOfWhatExpiredIsNotCalledAPlan(reason: EndReason, line: String) {
        let context = Samples.context(.registrationEnded) { $0.registration.endReason = reason }
        for templates in [Samples.shipped, TemplateSet.plain] {
            let lines = templates.render(context).text.split(separator: "\n")
            #expect(lines.contains { $0 == line }, "\(lines)")
        }
    }

    @Test func theBuiltInWordsAskAndDoNotUrge() {
        let digest = TemplateFixture.complete.context(kind: .employerDigest, audience: .employer, language: .chinese)
        let words = PlainNotice.text(of: digest).paragraphs.joined().joined()
        #expect(words.contains("请按下列名单协助") && !words.contains("督促"), "\(words)")
        let change = PlainNotice.text(of: Samples.context(.changeAdvised, .holder, .english)).paragraphs.joined()
            .joined()
        #expect(change.contains("An intended change of employer or category is on record"), "\(change)")
    }

    /// What is told in a few words is true of a renewal that is recorded and does not count, too.
    @Test func aTitleClaimsNoMissingApplication() {
        for kind in Self.kinds where kind != .expiredFollowup {
            #expect(!kind.row.title.chinese.contains("尚未登记") && !kind.row.title.english.contains("on record"))
        }
    }
}
