import RenewalRules
import Testing

/// The guards of an application at their limits.
@Suite struct RegistrationSubmissionTests {
    let policy = RenewalPolicy()
    let expires = CalendarDate(dayNumber: 20_527)
    let renewal = RegistrationSubmission.renewal(staysWithEmployer: true)

    private func check(
        _ submission: RegistrationSubmission,
        _ recorded: RegistrationState?,
        pending: ApplicationProcedure? = nil,
        endedOn: CalendarDate? = nil,
        on day: CalendarDate
    ) -> Refusal? {
        let lifecycle = RegistrationLifecycle(
            recorded: recorded,
            pending: pending,
            expires: expires,
            endedOn: endedOn
        )
        return lifecycle.checkSubmission(submission, on: day, policy: policy)
    }

    @Test func aRenewalCountsFromTheWindowToTheExpiryDay() {
        let opens = expires.adding(months: -12)
        #expect(check(renewal, .active, on: opens.adding(days: -1)) == Refusal(.tooEarly, rule: "R20"))
        #expect(check(renewal, .active, on: opens) == nil)
        #expect(check(renewal, .active, on: expires) == nil)
        let late = check(renewal, .active, on: expires.adding(days: 1))
        #expect(late == Refusal(.expired, rule: "A2", instead: .reregistration))
    }

    @Test func newEmployerRequiresAChangeFirst() {
        let moved = RegistrationSubmission.renewal(staysWithEmployer: false)
        #expect(check(moved, .active, on: expires)?.code == .employerChanged)
        #expect(check(moved, .active, on: expires)?.instead == .change)
        #expect(check(renewal, .active, pending: .change, on: expires)?.rule == "A9")
    }

    @Test func theChecksAgreeWithTheWindow() {
        let window = RenewalWindow(expires: expires, policy: policy)
        for offset in -400...40 {
            let day = expires.adding(days: offset)
            #expect((check(renewal, .active, on: day) == nil) == window.accepts(filedOn: day))
            let isOver = day > expires
            #expect((check(.change(.category), .active, on: day) == nil) == !isOver)
            #expect((check(.reregistration(meetsConditions: false), .active, on: day) == nil) == isOver)
        }
    }

    @Test func anInitialRegistrationAsksForTheQualification() {
        let refused = check(.initial(holdsQualification: false), nil, on: expires)
        #expect(refused == Refusal(.notQualified, rule: "R17"))
        #expect(check(.initial(holdsQualification: true), .active, on: expires)?.code == .alreadyRegistered)
        #expect(check(renewal, nil, on: expires)?.instead == .initial)
    }

    @Test func aRevocationBarsForFiveYears() throws {
        let revokedOn = try #require(CalendarDate("2025-06-01"))
        let lastDay = try #require(CalendarDate("2030-06-01"))
        let again = RegistrationSubmission.reregistration(meetsConditions: true)
        #expect(check(again, .revoked, endedOn: revokedOn, on: lastDay) == Refusal(.barred, rule: "V10"))
        #expect(check(again, .revoked, endedOn: revokedOn, on: lastDay.adding(days: 1)) == nil)
        #expect(check(again, .revoked, on: .last)?.code == .barred)
    }

    @Test func aCancellationAsksForTheConditionsAgain() {
        #expect(check(.reregistration(meetsConditions: false), .cancelled, on: expires)?.code == .notQualified)
        #expect(check(.reregistration(meetsConditions: true), .cancelled, on: expires) == nil)
    }

    /// Whoever has not renewed may re-register if needed (rule R31).
    @Test(arguments: EndReason.ofCancellation) func anExpiryAsksForNoConditions(reason: EndReason) {
        let lifecycle = RegistrationLifecycle(recorded: .cancelled, expires: expires, endReason: reason)
        let again = RegistrationSubmission.reregistration(meetsConditions: false)
        let refusal = lifecycle.checkSubmission(again, on: expires.adding(days: 1), policy: policy)
        let code: Refusal.Code = reason == .deceased ? .ended : .notQualified
        #expect(refusal == (reason == .expired ? nil : Refusal(code, rule: "V9")))
    }

    /// Nobody files for a holder who died, and no option helps.
    @Test func theRegistrationOfADeceasedHolderIsClosedForGood() {
        let lifecycle = RegistrationLifecycle(recorded: .cancelled, expires: expires, endReason: .deceased)
        let all: [RegistrationSubmission] = [
            .initial(holdsQualification: true), renewal, .change(.employer), .reregistration(meetsConditions: true),
        ]
        for submission in all {
            let refusal = lifecycle.checkSubmission(submission, on: expires, policy: policy)
            #expect(refusal == Refusal(.ended, rule: "V9"))
        }
    }

    @Test func applicationPendingAtExpiryFollowsThePolicy() {
        let day = expires.adding(days: 1)
        let again = RegistrationSubmission.reregistration(meetsConditions: true)
        for option in PendingAtExpiry.allCases {
            var policy = policy
            policy.pendingAtExpiry = option
            let lifecycle = RegistrationLifecycle(recorded: .active, pending: .renewal, expires: expires)
            let refusal = lifecycle.checkSubmission(again, on: day, policy: policy)
            #expect(refusal?.rule == (option == .expired ? nil : "A8"))
        }
    }

    @Test func anUnknownExpiryAllowsNothing() {
        let lifecycle = RegistrationLifecycle(recorded: .active)
        for submission in [renewal, .change(.employerRename), .reregistration(meetsConditions: true)] {
            #expect(lifecycle.checkSubmission(submission, on: expires, policy: policy)?.code == .expiryUnknown)
        }
    }
}
