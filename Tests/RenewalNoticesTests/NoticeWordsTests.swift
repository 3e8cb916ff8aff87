import RenewalRules
import Testing

@testable import RenewalNotices

/// Every kind, for every audience, in both languages, from records in every state of completeness.
@Suite struct NoticeWordsTests {
    @Test(arguments: Samples.cases) func speaksInFullSentencesFromItsTemplate(_ sample: Case) {
        let rendered = Samples.shipped.render(sample.context)
        #expect(!rendered.usedFallback)
        for text in [rendered.subject, rendered.text] {
            for flaw in [
                "{{", "}}", "()", "( ", " )", "（）", "“”", "{}", "  ", "，，", "。。", "、，", "：，", "，。", ": ,",
                " ,", " .", "..", "nil", "Optional", "\n\n\n", "\r",
            ] {
                #expect(!text.contains(flaw), "\(flaw.debugDescription) in \(text)")
            }
        }
        #expect(rendered.text.hasSuffix("\n"))
        #expect(rendered.text.contains(sample.language.closing))
        #expect(!Samples.body(rendered).split(separator: "\n").contains { $0.hasSuffix("：") || $0.hasSuffix(": ") })
    }

    /// Only a person who is asked for something may have done it; an event tells programs, too.
    @Test(arguments: Samples.cases) func maySayThatOneNeedNotMindIt(_ sample: Case) {
        let context = sample.context
        let words = sample.language.closingWhenDone
        let isAsked = [.holder, .employer].contains(sample.audience) && context.spokenKind.asksToAct
        let mail = Samples.shipped.render(context)
        #expect(mail.text.contains(words) == isAsked)
        #expect(mail.html.contains(words) == isAsked)
        #expect(!Samples.shipped.render(context, forMail: false).text.contains(words))
    }

    @Test(arguments: [
        NoticeKind.registrationEnded, .credentialVoided, .registrationRenewed, .employerDigest, .applicationInProgress,
        .credentialStatusChanged, .expired, .administratorDigest,
    ])
    func nothingThatCannotBeDoneIsSaidToBeDone(_ kind: NoticeKind) {
        for audience in kind.row.audiences {
            let context = TemplateFixture.complete.context(kind: kind, audience: audience, language: .chinese)
            let text = Samples.shipped.render(context).text
            #expect(!text.contains("已办理，") && !text.contains("确认或忽略"))
        }
    }

    /// Kinds that are about something other than the expiry, or whose record has none.
    private static let silentOfTheExpiry: Set<NoticeKind> = [
        .registrationRenewed, .initialDeadline, .initialLate, .collectionExpected, .collectionOpen, .collectionClosing,
        .stepActionRequired, .stepProgressed, .credentialUpdateRequired, .employerDigest, .administratorDigest,
        .dataMissingExpiry, .dataContactMissing, .dataReviewBodyMissing, .deliveryFailed,
        .sendingHeld, .reminderWithdrawn, .applicationFiled, .applicationWithdrawn, .applicationApproved,
        .registrationMoved, .registrationBegun,
    ]

    @Test(arguments: Samples.cases) func saysTheExpiryDateInTextAndHTML(_ sample: Case) {
        let rendered = Samples.shipped.render(sample.context)
        let day = sample.language == .chinese ? "2026年3月15日" : "15 March 2026"
        if !Self.silentOfTheExpiry.contains(sample.kind) {
            #expect(rendered.text.contains(day))
            #expect(rendered.html.contains(day))
        }
        #expect(rendered.html.contains("<html lang=\"\(sample.language.rawValue)\">"))
        #expect(rendered.html.contains("class=\"facts\""))
        #expect(!rendered.html.contains("{{"))
    }

    @Test(arguments: Samples.cases) func saysHowLateItIsOnlyWhenLate(_ sample: Case) {
        let text = Samples.shipped.render(sample.context).text
        let words = sample.language == .chinese ? "现补发，晚了2天" : "is sent 2 days late"
        // A digest describes the state when it leaves, and a data problem has no day.
        let hasDay = !sample.kind.isDigest && !sample.kind.isAboutData
        #expect(text.contains(words) == (sample.fixture == .late && hasDay))
    }

    @Test(arguments: Samples.cases) func neverShowsTheNumber(_ sample: Case) {
        let rendered = Samples.shipped.render(sample.context)
        for text in [rendered.subject, rendered.text, rendered.html] {
            #expect(!text.contains("11000000001234"))
            // A serial identifies a certificate to those who rely on it.
            #expect(sample.audience == .relyingParty || !text.contains("SN0000000000"))
        }
        let shows = rendered.text.contains("1234") || rendered.text.contains("5678")
        if sample.fixture == .sparse { #expect(!shows) }
    }

    @Test(arguments: [
        (NoticeKind.registrationEnded, "尾号：1234"), (.educationShort, "尾号：1234"), (.applicationRejected, "尾号：1234"),
        (.credentialLastCall, "尾号：5678"), (.credentialVoided, "尾号：5678"), (.reissueReady, "尾号：6789"),
        (.credentialStatusChanged, "SN0000000000005678"), (.employerDigest, "尾号1000"),
    ])
    func showsTheEndOfTheNumber(_ kind: NoticeKind, _ shown: String) {
        for audience in kind.row.audiences {
            let context = TemplateFixture.complete.context(kind: kind, audience: audience, language: .chinese)
            #expect(Samples.shipped.render(context).text.contains(shown))
        }
    }

    @Test func newCertificateNoticeShowsNothingOfTheOldOne() {
        let kind = NoticeKind.credentialUpdateRequired
        let text = Samples.shipped.render(
            TemplateFixture.complete.context(kind: kind, audience: .holder, language: .english)
        ).text
        #expect(!text.contains("Serial number") && !text.contains("Valid until"))
        #expect(text.contains("- New certificate issued: 15 December 2025\n"))
    }

    @Test func greetsTheHolderAndStartsWithWhatToDoByWhen() {
        let chinese = Samples.shipped.render(Samples.context(.lastCall)).text
        #expect(chinese.hasPrefix("李伟同志：\n\n您好！请务必于2026年3月15日办公时间结束前提交延续注册申请。\n"))
        let english = Samples.shipped.render(Samples.context(.lastCall, .holder, .english)).text
        #expect(
            english.hasPrefix(
                "Dear Li Wei,\n\nPlease file the application for renewal within office hours, on 15 March 2026 at the latest.\n"
            )
        )
    }

    @Test func speaksToTheEmployerAboutItsEngineer() {
        let text = Samples.shipped.render(Samples.context(.expired, .employer)).text
        #expect(text.hasPrefix("华北安全技术服务有限公司：\n\n您好！请即日起不再安排李伟以注册安全工程师名义执业"))
        #expect(text.contains("贵单位李伟"))
    }

    @Test func namesTheRecordToTheAdministrator() {
        let text = Samples.shipped.render(Samples.context(.lastCall, .administrator)).text
        #expect(text.contains("- 登记编号：R-0001\n"))
        #expect(!text.contains("您好"))
    }

    @Test(arguments: [
        NoticeKind.windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall,
    ])
    func reminderSentAfterExpirySaysItHasExpired(_ kind: NoticeKind) {
        let text = Samples.shipped.render(Samples.context(kind, on: Samples.expires.adding(days: 2))).text
        #expect(text.contains("请即日起停止以注册安全工程师名义执业"))
        #expect(!text.contains("提交延续注册申请"))
    }

    @Test func reminderSentOnTheLastDaySaysToday() {
        let text = Samples.shipped.render(Samples.context(.lastCall, on: Samples.expires)).text
        #expect(text.contains("请在今天（2026年3月15日）办公时间结束前提交延续注册申请"))
    }

    @Test func theWindowNoticeNeverSaysThatThePeriodBeginsToday() {
        let text = Samples.shipped.render(Samples.context(.windowOpen, on: CalendarDate("2025-06-01"))).text
        #expect(text.contains("从2025年3月15日起即可申请延续注册"))
        #expect(text.contains("本提醒应于2025年3月15日发出，现补发，晚了78天。"))
        #expect(!text.contains("今日") && !text.contains("今天"))
    }

    @Test func aChangeOfEmployerComesBeforeTheRenewal() {
        let context = Samples.context { $0.registration.change = RecordedChange(category: "化工安全") }
        #expect(Samples.shipped.render(context).text.contains("- 下一步：先办理变更注册，再申请延续注册\n"))
    }

    @Test func theSevenCategoriesAreTranslated() {
        let text = Samples.shipped.render(Samples.context(.windowOpen, .holder, .english)).text
        #expect(text.contains("- Category: construction safety\n"))
        let unknown = Samples.context(.windowOpen, .holder, .english) { $0.registration.category = "电力安全" }
        #expect(Samples.shipped.render(unknown).text.contains("- Category: 电力安全\n"))
    }

    private func ended(_ state: RegistrationState, _ reason: EndReason?, _ audience: Audience) -> String {
        Samples.shipped.render(
            Samples.context(.registrationEnded, audience) { record in
                (record.registration.state, record.registration.endReason) = (state, reason)
                record.registration.endedOn = CalendarDate("2025-12-15")
            }
        ).text
    }

    @Test func aRevocationSaysTheReasonTheBarAndTheRemedy() {
        let text = ended(.revoked, .deceit, .holder)
        #expect(text.contains("被撤销，原因：以欺骗、贿赂等不正当手段取得注册。"))
        #expect(text.contains("至2030年12月15日止，不得再次申请注册。"))
        #expect(text.contains("可依法申请行政复议或者提起行政诉讼"))
        let unknown = ended(.revoked, nil, .holder)
        #expect(unknown.contains("本提醒系统未登记撤销原因") && unknown.contains("因以欺骗、贿赂等不正当手段取得注册而被撤销的，至"))
        let error = ended(.revoked, .authorityError, .holder)
        #expect(!error.contains("不得再次申请注册") && error.contains("以后如需执业，可重新申请注册"))
    }

    @Test func theEndAfterTheExpiryIsNoSecondAlarm() {
        let text = ended(.cancelled, .expired, .holder)
        #expect(text.contains("注销，原因：有效期届满未延续。") && !text.contains("请即日起停止"))
        #expect(!text.contains("行政复议"))
    }

    @Test func aDeathIsToldToTheEmployerInNeutralWords() {
        let text = ended(.cancelled, .deceased, .employer)
        #expect(text.contains("的中级注册安全工程师注册已于2025年12月15日依法注销。"))
        #expect(!text.contains("死亡") && !text.contains("执业。"))
    }

    @Test(arguments: Audience.allCases) func aCorrectionSaysBothDaysAndWhatToDo(audience: Audience) {
        let text = Samples.shipped.render(Samples.context(.registrationDateCorrected, audience)).text
        #expect(text.contains("2026年3月15日") && text.contains("此前告知的有效期：2026年9月15日"))
        if audience == .holder { #expect(text.contains("（示例省安全工程师注册中心）提交延续注册申请")) }
    }

    /// Where the day told before had passed and the corrected one has not, the call to stop is taken back.
    @Test(arguments: [NoticeKind.registrationDateCorrected, .credentialDateCorrected])
    func aCorrectionBackTakesTheCallToStopBack(kind: NoticeKind) {
        for audience in kind.row.audiences where audience != .administrator {
            for (language, phrase) in [(Language.chinese, "不再适用"), (.english, "is still valid")] {
                func words(told: Int, on day: Int, _ templates: TemplateSet) -> String {
                    let base = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
                    let key = NoticeKey(
                        series: base.notice.key.series,
                        kind: kind,
                        milestone: .event,
                        audience: audience,
                        occurrence: Samples.expires.adding(days: day),
                        detail: "\(Samples.expires.adding(days: told))"
                    )
                    let due = Samples.expires.adding(days: day)
                    let notice = Notice(key: key, dueOn: due, severity: .warning, rules: [])
                    return templates.render(base.with(notice, on: due, about: base.subject)).text
                }
                #expect(words(told: -90, on: -80, Samples.shipped).contains(phrase))
                for (told, day) in [(-90, -90), (90, -80), (-90, 1)] {
                    let text = words(told: told, on: day, Samples.shipped)
                    #expect(!text.contains(phrase), "\(text)")
                }
                let marker = language == .chinese ? "有效期尚未届满" : "That day has not passed"
                #expect(words(told: -90, on: -80, .plain).contains(marker))
                #expect(!words(told: -90, on: -90, .plain).contains(marker))
            }
        }
    }

    /// A sentence as an office writes it, and the words that it was put right from.
    struct Sentence: CustomTestStringConvertible, Sendable {
        let kind: NoticeKind
        let audience: Audience
        let language: Language
        let words: String
        let former: String?

        init(
            _ kind: NoticeKind,
            _ audience: Audience = .holder,
            _ language: Language = .chinese,
            says words: String,
            not former: String? = nil
        ) {
            (self.kind, self.audience, self.language) = (kind, audience, language)
            (self.words, self.former) = (words, former)
        }

        var testDescription: String { "\(kind.rawValue) \(audience.rawValue) \(language.rawValue)" }
    }

    private static let sentences = [
        Sentence(
            .markReached,
            .employer,
            says: "截至2025年12月15日，本提醒系统尚未登记李伟的延续注册申请；如已在注册管理系统提交，请告知010-0000-0000，并忽略本提醒。",
            not: "仍未查到"
        ),
        Sentence(.lastCall, .administrator, says: "本提醒系统尚未登记延续注册申请。如申请已经提交，请尽快补录。", not: "系统中仍未"),
        Sentence(.expired, says: "您的中级注册安全工程师注册已于2026年3月15日期满。", not: "日过期"),
        Sentence(.expired, .employer, says: "李伟的中级注册安全工程师注册已于2026年3月15日期满。", not: "日过期"),
        Sentence(.applicationOverdue, says: "您的延续注册申请尚无结果，请向", not: "达到或超过通常"),
        Sentence(.applicationInProgress, says: "目前无需您办理手续，您的延续注册申请正在审批", not: "暂无需办理"),
        Sentence(.reissueInProgress, says: "目前无需办理手续，您的电子证书补办正在进行", not: "补办正在办理"),
        Sentence(.reissueInProgress, says: "电子证书补办正在进行，已历时30天\n", not: "暂无需办理"),
        Sentence(
            .markApproaching,
            says: "按照《注册安全工程师职业资格制度规定》，需要继续执业的，应在有效期满前3个月提出延续注册申请；对您而言，该日期为2025年12月15日。",
            not: "根据要求"
        ),
        Sentence(
            .markApproaching,
            .employer,
            says: "按照《注册安全工程师职业资格制度规定》，需要继续执业的，应在有效期满前3个月提出延续注册申请。",
            not: "继续执业的人员应"
        ),
        Sentence(.registrationEnded, says: "登记显示，您的中级注册安全工程师注册已于2025年12月15日注销，", not: "登记为已"),
        Sentence(.registrationEnded, .employer, says: "登记显示，贵单位李伟的中级注册安全工程师注册已于2025年12月15日注销，", not: "登记为已"),
        Sentence(.registrationEnded, .administrator, says: "登记显示，李伟的注册已于2025年12月15日注销，", not: "登记为已"),
        Sentence(.registrationEnded, .relyingParty, says: "登记显示，该注册已于2025年12月15日注销。", not: "登记为已"),
        Sentence(.applicationRejected, says: "该决定于2026年1月15日作出，请以书面决定为准；", not: "该决定作出于"),
        Sentence(.credentialLastCall, says: "- 有效期至：2026年3月15日（截至2026年3月8日，剩余7天）\n", not: "起还有"),
        Sentence(.credentialLastCall, says: "- 对本提醒有疑问，请联系：010-0000-0000\n", not: "提醒联系人"),
        Sentence(.credentialLastCall, says: "- 需准备：身份验证、申请材料、费用（如需）\n"),
        Sentence(.markReached, .employer, says: "、执业期间履职情况书面陈述\n", not: "工作业绩书面说明"),
        Sentence(.credentialExpired, says: "- 有效期至：2026年3月15日（截至2026年3月16日已过期1天）\n", not: "日过期"),
        Sentence(.employerDigest, .employer, says: "- 对本提醒有疑问，请联系：010-0000-0000\n", not: "提醒联系人"),
        Sentence(
            .applicationRejected,
            .holder,
            .english,
            says: "the law allows an application for administrative reconsideration or an administrative action"
        ),
        Sentence(
            .markReached,
            .holder,
            .english,
            says: "As of 15 December 2025, no application of yours for renewal is recorded in this reminder service.",
            not: "on record in the system"
        ),
        Sentence(
            .expired,
            .employer,
            .english,
            says: "Please do not let Li Wei practise as a registered safety engineer from now on",
            not: "stop practice"
        ),
        Sentence(
            .expiredFollowup,
            .employer,
            .english,
            says: "please do not let him or her practise as a registered safety engineer.",
            not: "practice under the title"
        ),
        Sentence(
            .expired,
            .holder,
            .english,
            says: "- Valid until: 15 March 2026 (expired 1 day ago, as of 16 March 2026)\n",
            not: "expired 1 day before"
        ),
        Sentence(
            .markReached,
            .holder,
            .english,
            says: "- Valid until: 15 March 2026 (90 days left as of 15 December 2025)\n",
            not: "days from"
        ),
        Sentence(
            .credentialExpired,
            .holder,
            .english,
            says: "- Valid until: 15 March 2026 (expired 1 day ago as of 16 March 2026)\n",
            not: "expired 1 day before"
        ),
        Sentence(
            .registrationRenewed,
            .employer,
            .english,
            says: "was renewed for 16 March 2026 – 15 March 2031; the current period runs until 15 March 2026",
            not: "is now valid from"
        ),
        Sentence(
            .markReached,
            .employer,
            .english,
            says: "The registration of Li Wei, of your organisation, as an Intermediate Certified Safety Engineer",
            not: "With your organisation"
        ),
        Sentence(
            .credentialLastCall,
            .holder,
            .english,
            says: "- Questions about this reminder: 010-0000-0000\n",
            not: "About this reminder"
        ),
    ]

    /// A notice about 李伟's registration, or about the made-up record of another type.
    private func words(_ kind: NoticeKind, _ audience: Audience, _ language: Language) -> String {
        let base = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
        let context =
            if case .registration = base.subject { Samples.context(kind, audience, language) } else { base }
        let rendered = Samples.shipped.render(context)
        #expect(!rendered.usedFallback)
        return rendered.subject + "\n" + rendered.text
    }

    @Test(arguments: sentences) func anOfficesSentencesStand(_ sentence: Sentence) {
        let words = words(sentence.kind, sentence.audience, sentence.language)
        #expect(words.contains(sentence.words), "\(words)")
    }

    /// No kind, for anybody, falls back into a sentence that was put right.
    @Test(arguments: Samples.cases) func noFormerSentenceIsBack(_ sample: Case) {
        let rendered = Samples.shipped.render(sample.context, forMail: false)
        let words = rendered.subject + "\n" + rendered.text
        for former in Self.sentences.filter({ $0.language == sample.language }).compactMap(\.former) {
            #expect(!words.contains(former), "\(former) in \(words)")
        }
    }

    /// `王建国您好：请…` on one line reads like a form letter.
    @Test(arguments: Samples.cases) func theGreetingBeginsAParagraph(_ sample: Case) {
        let text = Samples.shipped.render(sample.context, forMail: false).text
        let paragraphs = text.split(separator: "\n\n")
        #expect(paragraphs.count { $0.hasPrefix("您好！") } == text.ranges(of: "您好").count, "\(text)")
        let greets = sample.audience == .holder || sample.audience == .employer || sample.audience == .relyingParty
        #expect(text.contains("您好") == (greets && sample.language == .chinese), "\(text)")
    }

    /// The qualification is certified, the registration is what one practises under.
    @Test(arguments: NoticeKind.allCases) func theTwoTitlesAreNotMixed(kind: NoticeKind) {
        for audience in kind.row.audiences {
            let chinese = words(kind, audience, .chinese)
            let english = words(kind, audience, .english)
            if audience == .holder, chinese.contains("中级注册安全工程师注册") {
                #expect(english.contains("Intermediate Certified Safety Engineer"), "\(english)")
            }
            #expect(!english.contains(/Registered Safety Engineer|[^e] [Cc]ertified (safety )?engineer/), "\(english)")
        }
    }

    @Test func oneDayIsSingularInEnglish() {
        let context = Samples.context(.lastCall, .holder, .english, on: Samples.expires.adding(days: -1))
        #expect(Samples.shipped.render(context).subject == "Registration ends on 15 March 2026, 1 day left")
    }
}
