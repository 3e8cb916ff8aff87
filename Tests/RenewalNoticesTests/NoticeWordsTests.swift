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
                let builtIn = TemplateSet(directory: nil)
                let marker = language == .chinese ? "有效期尚未届满" : "That day has not passed"
                #expect(words(told: -90, on: -80, builtIn).contains(marker))
                #expect(!words(told: -90, on: -90, builtIn).contains(marker))
            }
        }
    }

    @Test func oneDayIsSingularInEnglish() {
        let context = Samples.context(.lastCall, .holder, .english, on: Samples.expires.adding(days: -1))
        #expect(Samples.shipped.render(context).subject == "Registration ends on 15 March 2026, 1 day left")
    }
}
