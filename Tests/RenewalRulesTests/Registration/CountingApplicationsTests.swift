import RenewalRules
import Testing

/// Which applications count where the day of filing is not recorded.
@Suite struct CountingApplicationsTests {
    private let expires = CalendarDate(dayNumber: 20_527)

    private func procedure(
        _ state: ApplicationState,
        since stateOn: CalendarDate,
        decidedOn: CalendarDate? = nil,
        on day: CalendarDate
    ) -> Procedure {
        let record = RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: expires),
            holder: Person(id: "P-1", name: "王芳"),
            applications: [
                Application(
                    id: "A-1",
                    procedure: .renewal,
                    submittedOn: nil,
                    state: state,
                    stateOn: stateOn,
                    decidedOn: decidedOn
                )
            ]
        )
        return RenewalAssessment(of: record, on: day, policy: RenewalPolicy()).procedure
    }

    /// The authority has had the application since before the day of its present state.
    @Test func documentsAskedForAfterTheExpiryMakeNoRenewalLate() {
        let after = expires.adding(days: 2)
        #expect(procedure(.initialReview, since: expires.adding(days: -20), on: after) == .awaitDecision)
        #expect(procedure(.supplementRequired, since: after, on: after) == .supplement)
    }

    @Test func anApplicationOfAnEarlierPeriodIsNoRenewal() {
        #expect(procedure(.submitted, since: expires.adding(months: -14), on: expires.adding(days: -30)) == .renewal)
    }
}
