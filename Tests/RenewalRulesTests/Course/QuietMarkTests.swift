import RenewalRules
import Testing

/// A mark that an application kept silent is never made up for (rule D8).
@Suite struct QuietMarkTests {
    private static let expires = CalendarDate(dayNumber: 20_527)  // 2026-03-15
    private static let policy = RenewalPolicy()

    private func record(_ state: ApplicationState, filed: CalendarDate, ended: CalendarDate?) -> RegistrationRecord {
        RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: Self.expires),
            holder: Person(id: "P-1", name: "王芳", email: "wang.fang@example.test"),
            employer: Employer(id: "E-1", name: "示例矿业"),
            reviewBody: ReviewBody(id: "B-1", name: "示例初审机构"),
            applications: [
                Application(
                    id: "A-1",
                    procedure: .renewal,
                    submittedOn: filed,
                    state: state,
                    decidedOn: ended
                )
            ]
        )
    }

    private func kinds(_ notices: [Notice]) -> Set<NoticeKind> {
        Set(notices.filter { $0.key.audience == .holder && !$0.key.kind.isFact }.map(\.key.kind))
    }

    @Test(arguments: [ApplicationState.rejected, .withdrawn])
    func theNextMarkIsTheFirstToSpeakAgain(state: ApplicationState) {
        // M-3 and M-2 passed while the application was pending.
        let ended = Self.expires.adding(days: -50)
        let record = record(state, filed: Self.expires.adding(months: -4), ended: ended)
        let course = RenewalCourse(of: .registration(record), on: ended, policy: Self.policy)
        #expect(kinds(course.standing).subtracting([.applicationRejected]).isEmpty)
        #expect(kinds(course.due(since: ended.adding(days: -40)).notices).subtracting([.applicationRejected]).isEmpty)
        let mark = Self.expires.adding(months: -1)
        let next = RenewalCourse(of: .registration(record), on: mark, policy: Self.policy)
        #expect(kinds(next.due(since: mark.adding(days: -1)).notices) == [.standardReminder])
    }

    @Test func aRefusalAfterTheExpirySaysThatItHasExpired() throws {
        let ended = Self.expires.adding(days: 40)
        let record = record(.rejected, filed: Self.expires.adding(months: -2), ended: ended)
        let course = RenewalCourse(of: .registration(record), on: ended, policy: Self.policy)
        #expect(kinds(course.standing) == [.expired, .applicationRejected])
        let key = try #require(course.standing.first { $0.key.kind == .expired }?.key)
        #expect(course.stopReason(for: key) == nil, "D+30 passed in silence and does not overtake it")
    }

    /// A first scan tells the standing whatever was silent before: nobody was told anything.
    @Test func aFirstScanTellsTheStanding() {
        let ended = Self.expires.adding(days: -50)
        let record = record(.rejected, filed: Self.expires.adding(months: -4), ended: ended)
        let course = RenewalCourse(of: .registration(record), on: ended.adding(days: 1), policy: Self.policy)
        #expect(kinds(course.due(since: nil).notices) == [.standardReminder])
    }

    @Test func anApplicationThatNeverCountedSilencesNothing() {
        let ended = Self.expires.adding(days: -50)
        let record = record(.rejected, filed: Self.expires.adding(months: -20), ended: ended)
        let course = RenewalCourse(of: .registration(record), on: ended, policy: Self.policy)
        #expect(kinds(course.standing).contains(.standardReminder))
    }
}
