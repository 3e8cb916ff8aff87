import RenewalRules
import Testing

@testable import RenewalNotices

/// What notices say about a last day that is a day off: 15 March 2026 is a Sunday.
@Suite struct WorkdayFieldTests {
    private func fields(
        _ kind: NoticeKind = .lastCall,
        _ language: Language = .chinese,
        _ fixture: TemplateFixture = .dayOff,
        daysLeft: Int
    ) -> FieldSet {
        let base = fixture.context(kind: kind, audience: .holder, language: language)
        return NoticeFields.all(of: base.written(on: Samples.expires.adding(days: -daysLeft)))
    }

    private func flags(_ fields: FieldSet) -> [String] {
        ["expiry_is_day_off", "on_last_workday", "last_workday_passed"].filter { fields.flags[$0] == true }
    }

    @Test(arguments: [
        (7, "2026年3月13日", ["expiry_is_day_off"]), (2, "2026年3月13日", ["expiry_is_day_off", "on_last_workday"]),
        (1, nil, ["expiry_is_day_off", "last_workday_passed"]), (0, nil, ["expiry_is_day_off", "last_workday_passed"]),
        (-1, nil, []),
    ])
    func lastWorkdayIsNamedUntilItIsOver(daysLeft: Int, workday: String?, flags: [String]) {
        for kind in [NoticeKind.lastCall, .initialDeadline, .credentialLastCall] {
            let fields = fields(kind, daysLeft: daysLeft)
            #expect(fields.text("last_workday") == workday && self.flags(fields) == flags, "\(kind)")
            #expect(fields.text("day_off_name") == (flags.isEmpty ? nil : "星期日"))
        }
    }

    @Test func anExpiryOnAWorkingDayNamesNoOther() {
        let fields = fields(.lastCall, .chinese, .complete, daysLeft: 3)
        #expect(fields.text("last_workday") == nil && flags(fields).isEmpty && fields.text("day_off_name") == nil)
    }

    @Test(arguments: [(365, "12 December 2025"), (93, "12 December 2025"), (92, nil), (90, nil)])
    func workdayBeforeTheMarkIsNamedUntilItIsOver(daysLeft: Int, workday: String?) {
        #expect(fields(.earlyReminder, .english, daysLeft: daysLeft).text("mark_workday") == workday)
        #expect(fields(.earlyReminder, .english, .complete, daysLeft: daysLeft).text("mark_workday") == nil)
    }

    @Test func anOfficeThatWantsNoAdviceGetsNone() {
        let base = TemplateFixture.dayOff.context(kind: .lastCall, audience: .holder, language: .chinese)
        var policy = base.policy
        policy.holidayRoll = .none
        let fields = NoticeFields.all(of: base.written(on: base.asOf, under: policy))
        #expect(fields.text("last_workday") == nil && flags(fields).isEmpty && fields.text("mark_workday") == nil)
    }

    /// The new certificate must not be shown the old one's last day.
    @Test func updateOfACertificateNamesNoLastDay() {
        #expect(flags(fields(.credentialUpdateRequired, daysLeft: 3)).isEmpty)
    }
}
