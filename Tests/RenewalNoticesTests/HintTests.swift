import RenewalRules
import Testing

@testable import RenewalNotices

/// Sentences that only some records need.
@Suite struct HintTests {
    private func text(
        _ kind: NoticeKind,
        _ language: Language,
        _ audience: Audience = .holder,
        fixture: TemplateFixture = .complete
    ) -> String {
        let rendered = Samples.shipped.render(fixture.context(kind: kind, audience: audience, language: language))
        #expect(!rendered.usedFallback)
        return rendered.text
    }

    @Test func holdersWhoNeverLoggedInGetAHintWithoutTheNumber() {
        let chinese = text(.markApproaching, .chinese)
        #expect(chinese.contains("如果无法以身份证号登录，请使用原11位注册证号登录"))
        #expect(text(.markApproaching, .english).contains("log in with your former 11-digit registration number"))
        #expect(!chinese.contains("20110000123") && !chinese.contains("密码"))
    }

    @Test func othersGetNoLoginHint() {
        #expect(!text(.markApproaching, .chinese, fixture: .sparse).contains("11位"))
        #expect(!text(.markApproaching, .chinese, .employer).contains("11位"))
    }
}

extension HintTests {
    @Test func refusedReviewGivesItsReason() {
        #expect(text(.stepActionRequired, .chinese).contains("审核未通过的原因：工作经历证明不全"))
        #expect(!text(.stepActionRequired, .english, fixture: .sparse).contains("refused"))
        // A later step has put the refusal behind it.
        #expect(!text(.stepProgressed, .chinese).contains("工作经历证明不全"))
    }
}

extension HintTests {
    @Test func applicationInProgressPointsToTheRegistrationSystem() {
        #expect(text(.applicationInProgress, .chinese).contains("下一步：在注册管理系统查询进度"))
        #expect(!text(.applicationInProgress, .chinese).contains("向注册初审机构查询"))
        #expect(text(.applicationOverdue, .chinese).contains("下一步：向注册初审机构查询办理情况"))
        #expect(text(.applicationInProgress, .english).contains("check the progress on the registration system"))
    }

    @Test(arguments: [NoticeKind.initialDeadline, .initialLate])
    func aRefusedFirstApplicationIsNotSaidToBeMissing(kind: NoticeKind) {
        let refused = TemplateFixture.late
        #expect(text(kind, .chinese, fixture: refused).contains("此前提交的初始注册申请未获准"))
        #expect(text(kind, .english, fixture: refused).contains("was refused"))
        #expect(!text(kind, .chinese, fixture: refused).contains("尚未登记"))
        #expect(text(kind, .chinese).contains("本提醒系统尚未登记您的初始注册申请"))
    }
}
