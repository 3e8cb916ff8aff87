import RenewalRules
import Testing

/// The time for a first registration after the qualification (rule V4).
@Suite struct FirstRegistrationTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func record(obtained: String) throws -> QualificationRecord {
        QualificationRecord(id: "Q-1", holder: .sample, obtainedOn: try day(obtained))
    }

    private func marks(_ record: QualificationRecord, policy: RenewalPolicy = RenewalPolicy()) throws -> [Mark] {
        try RenewalCourse(of: .qualification(record), on: day("2027-03-20"), policy: policy).marks
    }

    /// The rule is official, so an office is reminded of it unless it says otherwise.
    @Test func deadlineIsRemindedOfByDefault() throws {
        let record = try record(obtained: "2022-03-20")
        #expect(try marks(record).map(\.milestone.description) == ["M-12", "M-6", "M-3", "M-1", "D-7", "D0", "D+1"])
        var policy = RenewalPolicy()
        policy.modules = []
        #expect(try marks(record, policy: policy).isEmpty)
    }

    @Test func nobodyIsAskedToRegisterWhoMayBeRegistered() throws {
        var record = try record(obtained: "2022-03-20")
        record.saysIfRegistered = false
        #expect(try marks(record).isEmpty)
    }

    @Test(arguments: [
        ("2012-06-01", "2024-03-01"), ("2019-02-28", "2024-03-01"), ("2019-03-01", "2024-03-01"),
        ("2019-03-02", "2024-03-02"), ("2022-03-20", "2027-03-20"),
    ])
    func qualificationOfBefore2019HadUntil2024(obtained: String, deadline: String) throws {
        #expect(try record(obtained: obtained).initialDeadline(policy: RenewalPolicy()) == day(deadline))
    }

    @Test func transitionCanBeCorrectedOrLeftOut() throws {
        let old = try record(obtained: "2012-06-01")
        var policy = RenewalPolicy()
        policy.initialDeadlineBefore2019 = nil
        #expect(try old.initialDeadline(policy: policy) == day("2017-06-01"))
        policy.initialDeadlineBefore2019 = try day("2025-01-01")
        #expect(try old.initialDeadline(policy: policy) == day("2025-01-01"))
        policy.initialDeadline = .years(20)
        #expect(try old.initialDeadline(policy: policy) == day("2032-06-01"), "the later day counts")
    }
}
