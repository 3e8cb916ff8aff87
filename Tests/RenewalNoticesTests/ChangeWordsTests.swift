import RenewalRules
import Testing

@testable import RenewalNotices

/// What notices say while a change of employer or category is recorded, or applied for and undecided.
@Suite struct ChangeWordsTests {
    /// How far a change has come.
    enum Stage: CaseIterable { case recorded, filed }

    /// The kinds that go to the recorded new employer.
    private static let ofNewEmployer: [NoticeKind] = [
        .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
        .educationShort, .changeAdvised, .registrationDateCorrected,
    ]

    private func context(
        _ kind: NoticeKind,
        _ audience: Audience,
        _ language: Language,
        _ stage: Stage,
        on day: CalendarDate? = nil,
        change: RecordedChange = RecordedChange(employer: Employer(id: "E-2", name: "示例新单位"))
    ) -> NoticeContext {
        Samples.context(kind, audience, language, on: day) { record in
            record.registration.change = change
            guard stage == .filed else { return }
            let filed = Samples.expires.adding(months: -13)
            record.applications.append(
                Application(id: "A-9", procedure: .change, submittedOn: filed, state: .submitted)
            )
        }
    }

    private func text(of context: NoticeContext) -> String {
        let rendered = Samples.shipped.render(context)
        #expect(!rendered.usedFallback)
        return rendered.text
    }

    /// A renewal is refused until the change is granted (rules R18, A9), and there is no time for both.
    @Test(arguments: [NoticeKind.expiresToday, .registrationDateCorrected], Stage.allCases)
    func onTheLastDayTheReviewBodyIsAsked(kind: NoticeKind, stage: Stage) {
        for audience in [Audience.holder, .employer] {
            let words = text(of: context(kind, audience, .chinese, stage, on: Samples.expires))
            #expect(words.contains("询问变更注册和延续注册如何办理"), "\(words)")
            #expect(words.contains("- 下一步：联系注册初审机构，按其答复办理变更注册和延续注册\n"), "\(words)")
            for phrase in ["均须在今天", "获准后再申请", "先办理变更注册，再", "提交延续注册申请。", "：提交延续注册申请\n", "尽早向"] {
                #expect(!words.contains(phrase), "\(phrase) in \(words)")
            }
            let english = text(of: context(kind, audience, .english, stage, on: Samples.expires))
            #expect(english.contains("how to handle the change of registration and the renewal"), "\(english)")
            for phrase in ["both the change", "once it is granted", "then for renewal", "file your application"] {
                #expect(!english.contains(phrase), "\(phrase) in \(english)")
            }
        }
    }

    @Test(arguments: Stage.allCases) func onALastDayOffTheOnlineWayIsNamed(stage: Stage) {
        for (audience, language) in [(Audience.holder, Language.chinese), (.employer, .chinese), (.holder, .english)] {
            let base = context(.expiresToday, audience, language, stage)
            let policy = TemplateFixture.dayOff.context(kind: .expiresToday, audience: audience, language: language)
                .policy
            let words = text(of: base.written(on: Samples.expires, under: policy))
            if language == .chinese {
                #expect(words.contains("今天窗口不办公，联系不上的，请于24时前登录注册管理系统"), "\(words)")
                #expect(!words.contains("办公时间结束前"))
            } else {
                #expect(words.contains("if you reach nobody, please file online in the registration system"))
            }
        }
    }

    /// Until the change is granted, the engineer is the registered employer's (correction A5).
    @Test(arguments: ofNewEmployer, Stage.allCases)
    func anEngineerOfAnotherEmployerIsNotCalledTheReaders(kind: NoticeKind, stage: Stage) {
        for day in [nil, Samples.expires, Samples.expires.adding(days: 1)] {
            let words = text(of: context(kind, .employer, .chinese, stage, on: day))
            #expect(words.contains("示例新单位：") && !words.contains("贵单位李伟"), "\(words)")
            #expect(!words.contains("核对贵单位注册安全工程师的配备"))
            let english = text(of: context(kind, .employer, .english, stage, on: day))
            #expect(!english.contains(", of your organisation,"), "\(english)")
        }
    }

    /// The next step is what the body asks for: the change, not the renewal that would be refused without it.
    @Test func aRefusedChangeIsFiledAgainFirst() {
        for (audience, change) in [(Audience.holder, RecordedChange(category: "化工安全")), (.employer, nil)] {
            func words(on day: CalendarDate) -> String {
                text(
                    of: Samples.context(.applicationRejected, audience, on: day) { record in
                        record.registration.change = change
                        record.applications[0].procedure = .change
                    }
                )
            }
            let inWindow = words(on: Samples.expires.adding(months: -2))
            #expect(inWindow.contains("变更注册申请未获批准") && inWindow.contains("- 下一步：先办理变更注册，再申请延续注册\n"), "\(inWindow)")
            #expect(!inWindow.contains("下一步：提交延续注册申请") && !inWindow.contains("履职情况"), "\(inWindow)")
            #expect(inWindow.contains("- 需准备：注册申请表\n") == (change != nil), "\(inWindow)")
            let over = words(on: Samples.expires.adding(days: 1))
            #expect(over.contains("- 下一步：如需继续执业，申请重新注册\n"), "\(over)")
        }
    }

    /// A change that lacks documents (补正) leaves the renewal its last day and its documents.
    @Test(arguments: [NoticeKind.markReached, .lastCall]) func aChangeThatLacksDocumentsHidesNoRenewal(kind: NoticeKind)
    {
        let lines: [(Language, [String], String)] = [
            (
                .chinese, ["- 下一步：提交延续注册申请\n", "- 期限：", "- 需准备：", "- 变更注册申请：待补正，请一并按补正通知补正\n", "登记显示变更注册申请待补正"],
                "- 下一步：按补正通知"
            ),
            (
                .english,
                ["- Next step: file the application for renewal\n", "- Change of registration: documents are missing"],
                "- Next step: supply"
            ),
        ]
        for audience in [Audience.holder, .employer] {
            for (language, expected, unexpected) in lines {
                let words = text(
                    of: Samples.context(kind, audience, language) { record in
                        let filed = Samples.expires.adding(months: -5)
                        record.applications = [
                            Application(id: "A-9", procedure: .change, submittedOn: filed, state: .supplementRequired)
                        ]
                    }
                )
                for line in expected { #expect(words.contains(line), "\(line) in \(words)") }
                #expect(!words.contains(unexpected), "\(words)")
            }
        }
    }

    @Test(arguments: [NoticeKind.windowOpen, .earlyReminder, .markReached, .lastCall, .registrationDateCorrected])
    func aNewCategoryLeavesTheEngineerWithTheEmployer(kind: NoticeKind) {
        let change = RecordedChange(category: "化工安全")
        let words = text(of: context(kind, .employer, .chinese, .recorded, change: change))
        #expect(words.contains("华北安全技术服务有限公司：") && words.contains("贵单位李伟"), "\(words)")
        let english = text(of: context(kind, .employer, .english, .recorded, change: change))
        #expect(english.contains("Li Wei, of your organisation,"), "\(english)")
    }
}
