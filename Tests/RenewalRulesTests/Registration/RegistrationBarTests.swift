import RenewalRules
import RenewalTestSupport
import Testing

/// Which ends of a registration bar a new one, and who is told of them.
@Suite struct RegistrationBarTests {
    static let policy = RenewalPolicy()

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func ended(_ state: RegistrationState, _ reason: EndReason?) throws -> RegistrationRecord {
        RegistrationRecord(
            registration: Registration(
                id: "R-1",
                validUntil: try day("2026-03-15"),
                state: state,
                endedOn: try day("2025-06-01"),
                endReason: reason
            ),
            holder: Person(id: "P-1", name: "王芳", email: "p1@example.test"),
            employer: Employer(id: "E-1", name: "示例化工"),
            relyingParties: [RelyingParty(id: "Y-1", name: "示例平台")]
        )
    }

    /// Only deceit and bribery do (行政许可法第六十九条第二款、第七十九条); an unknown reason counts as that.
    @Test(arguments: [RegistrationState.cancelled, .revoked], [nil] + EndReason.allCases.map(Optional.some))
    func onlyDeceitBars(state: RegistrationState, reason: EndReason?) throws {
        let record = try ended(state, reason)
        let isBarred = reason == .deceit || (state == .revoked && reason == nil)
        let last = try day("2030-06-01")
        #expect(record.registration.barredThrough(policy: Self.policy) == (isBarred ? last : nil))
        func procedure(on day: CalendarDate) -> Procedure {
            RenewalAssessment(of: record, on: day, policy: Self.policy).procedure
        }
        let next: Procedure = reason == .deceased ? .none : .reregistration
        #expect(procedure(on: last) == (isBarred ? .barred : next))
        #expect(procedure(on: last.adding(days: 1)) == next)
        let lifecycle = RegistrationLifecycle(of: record, on: last, policy: Self.policy)
        let refusal = lifecycle.checkSubmission(.reregistration(meetsConditions: true), on: last, policy: Self.policy)
        // Nobody registers who died.
        let isOver = state == .cancelled && reason == .deceased
        #expect(refusal == (isBarred ? Refusal(.barred, rule: "V10") : isOver ? Refusal(.ended, rule: "V9") : nil))
    }

    private func told(_ state: RegistrationState, _ reason: EndReason?) throws -> [Notice] {
        RenewalCourse(of: .registration(try ended(state, reason)), on: try day("2025-06-01"), policy: Self.policy)
            .due(since: try day("2025-05-31")).notices
    }

    @Test func nobodyWritesToAHolderWhoDied() throws {
        let notices = try told(.cancelled, .deceased)
        #expect(Set(notices.map(\.key.audience)) == [.employer, .administrator, .relyingParty])
        #expect(notices.allSatisfy { $0.severity == .notice })
        let course = RenewalCourse(
            of: .registration(try ended(.cancelled, .deceased)),
            on: try day("2025-06-02"),
            policy: Self.policy
        )
        let waiting = try #require(try told(.cancelled, nil).first { $0.key.audience == .holder })
        #expect(course.stopReason(for: waiting.key) == .noSuchAudience, "one that waits is withdrawn")
    }

    @Test func whatExpiredIsNoSecondAlarm() throws {
        let notices = try told(.cancelled, .expired)
        #expect(Set(notices.map(\.key.audience)) == [.holder, .employer, .administrator])
        #expect(notices.allSatisfy { $0.severity == .notice })
    }

    @Test(arguments: [EndReason?.none, .deceit, .authorityError]) func aRevocationIsAnAlarm(reason: EndReason?) throws {
        let notices = try told(.revoked, reason)
        #expect(notices.count == 4 && notices.allSatisfy { $0.severity == .critical })
    }

    @Test func explainSaysTheDayTheReasonAndTheEndOfTheBar() throws {
        func sentences(_ reason: EndReason?) throws -> [String] {
            RenewalExplanation(
                of: .registration(try ended(.revoked, reason)),
                on: try day("2026-01-01"),
                acknowledgedOn: nil,
                policy: Self.policy
            ).findings.map(\.chinese)
        }
        #expect(
            try sentences(.deceit).contains(
                "注册已于2025年6月1日被撤销，原因：以欺骗、贿赂等不正当手段取得注册；至2030年6月1日止，不得再次申请注册"
            )
        )
        #expect(try sentences(.authorityError).contains("注册已于2025年6月1日被撤销，原因：准予注册的决定不符合法定条件或者程序"))
        #expect(try sentences(nil).contains("注册已于2025年6月1日被撤销，未登记撤销原因；如系以欺骗、贿赂等不正当手段取得注册被撤销，至2030年6月1日止不得再次申请"))
    }
}
