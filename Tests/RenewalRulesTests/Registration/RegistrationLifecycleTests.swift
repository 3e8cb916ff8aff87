import RenewalRules
import RenewalTestSupport
import Testing

/// Every state with every event, against the table of rules 4.4.
@Suite struct RegistrationLifecycleTests {
    typealias State = RegistrationLifecycle.State
    typealias Event = RegistrationLifecycle.Event

    static let policy = RenewalPolicy()
    /// 2026-03-15.
    static let expires = CalendarDate(dayNumber: 20_527)
    static let endedOn = expires.adding(days: -100)

    /// A lifecycle in each state, with a day on which it is in that state and any application may be filed.
    static let all: [State: (lifecycle: RegistrationLifecycle, day: CalendarDate)] = [
        .unregistered: (.unregistered, expires),
        .applying: (RegistrationLifecycle(recorded: nil, pending: .initial), expires),
        .active: (RegistrationLifecycle(recorded: .active, expires: expires), expires),
        .renewalPending: (RegistrationLifecycle(recorded: .active, pending: .renewal, expires: expires), expires),
        .changePending: (RegistrationLifecycle(recorded: .active, pending: .change, expires: expires), expires),
        .expiredPending: (
            RegistrationLifecycle(recorded: .active, pending: .renewal, expires: expires), expires.adding(days: 1)
        ),
        .expired: (RegistrationLifecycle(recorded: .active, expires: expires), expires.adding(days: 1)),
        .renewed: (RegistrationLifecycle(recorded: .renewed, expires: expires, endedOn: endedOn), expires),
        .cancelled: (RegistrationLifecycle(recorded: .cancelled, expires: expires, endedOn: endedOn), expires),
        .revoked: (
            RegistrationLifecycle(recorded: .revoked, expires: expires, endedOn: endedOn),
            endedOn.adding(months: 60).adding(days: 1)
        ),
    ]

    static let events: [String: Event] = [
        "initial": .submitted(.initial(holdsQualification: true)),
        "renewal": .submitted(.renewal(staysWithEmployer: true)),
        "change": .submitted(.change(.employer)),
        "reregistration": .submitted(.reregistration(meetsConditions: true)),
        "approved": .approved(validFrom: nil, validUntil: nil),
        "rejected": .rejected, "withdrawn": .withdrawn, "cancelled": .cancelled(nil), "revoked": .revoked(nil),
    ]

    /// The accepted events and the resulting state on the same day; everything else is refused.
    static let table: [State: [String: State]] = [
        .unregistered: ["initial": .applying],
        .applying: ["approved": .active, "rejected": .unregistered, "withdrawn": .unregistered],
        .active: [
            "renewal": .renewalPending, "change": .changePending, "cancelled": .cancelled, "revoked": .revoked,
        ],
        .renewalPending: [
            "approved": .renewed, "rejected": .active, "withdrawn": .active, "cancelled": .cancelled,
            "revoked": .revoked,
        ],
        .changePending: [
            "approved": .active, "rejected": .active, "withdrawn": .active, "cancelled": .cancelled,
            "revoked": .revoked,
        ],
        .expiredPending: [
            "approved": .renewed, "rejected": .expired, "withdrawn": .expired, "cancelled": .cancelled,
            "revoked": .revoked,
        ],
        // The law asks for the cancellation of what expired without a renewal.
        .expired: ["reregistration": .applying, "cancelled": .cancelled, "revoked": .revoked],
        .renewed: [:],
        .cancelled: ["reregistration": .applying],
        .revoked: ["reregistration": .applying],
    ]

    @Test(arguments: State.allCases) func everyEventFollowsTheTable(state: State) throws {
        let (lifecycle, day) = try #require(Self.all[state])
        let row = try #require(Self.table[state])
        #expect(lifecycle.state(on: day) == state)
        for (name, event) in Self.events {
            let transition = lifecycle.applying(event, on: day, policy: Self.policy)
            #expect(transition.state?.state(on: day) == row[name], "\(state) \(name)")
            #expect((transition.refusal == nil) == (row[name] != nil), "\(state) \(name)")
        }
    }

    @Test func expiryFollowsFromTheDay() {
        let active = RegistrationLifecycle(recorded: .active, expires: Self.expires)
        let changing = RegistrationLifecycle(recorded: .active, pending: .change, expires: Self.expires)
        #expect(active.state(on: Self.expires) == .active)
        #expect(active.state(on: Self.expires.adding(days: 1)) == .expired)
        #expect(changing.state(on: Self.expires.adding(days: 1)) == .expired)
        #expect(RegistrationLifecycle(recorded: .active).state(on: .last) == .active)
    }

    @Test func aLapsedChangeCannotBeGranted() {
        let changing = RegistrationLifecycle(recorded: .active, pending: .change, expires: Self.expires)
        let late = changing.applying(
            .approved(validFrom: nil, validUntil: nil),
            on: Self.expires.adding(days: 1),
            policy: Self.policy
        )
        #expect(late.refusal == Refusal(.expired, rule: "R21", instead: .reregistration))
    }

    @Test func refusedReregistrationRestoresTheState() throws {
        for state in [State.expired, .cancelled, .revoked] {
            let (lifecycle, day) = try #require(Self.all[state])
            let event = Event.submitted(.reregistration(meetsConditions: true))
            let applying = try #require(lifecycle.applying(event, on: day, policy: Self.policy).state)
            #expect(applying.applying(.rejected, on: day, policy: Self.policy).state == lifecycle)
        }
    }

    @Test func aRenewalGrantedInTimeContinuesTheOldPeriod() throws {
        let leap = try #require(CalendarDate("2024-02-29"))
        let pending = RegistrationLifecycle(recorded: .active, pending: .renewal, expires: leap)
        let event = Event.approved(validFrom: nil, validUntil: nil)
        let inTime = pending.applying(event, on: leap, policy: Self.policy)
        let successor = RegistrationLifecycle(recorded: .active, expires: CalendarDate("2029-02-28"))
        #expect(inTime.effects == [.registrationBegins(successor, validFrom: leap.adding(days: 1))])
        let late = pending.applying(event, on: leap.adding(days: 30), policy: Self.policy)
        let later = RegistrationLifecycle(recorded: .active, expires: leap.adding(days: 30).adding(months: 60))
        #expect(late.effects == [.registrationBegins(later, validFrom: leap.adding(days: 30))])
    }

    @Test func thePrintedDaysOfASuccessorWin() throws {
        let pending = RegistrationLifecycle(recorded: .active, pending: .renewal, expires: Self.expires)
        let (from, until) = (CalendarDate("2026-01-10"), CalendarDate("2031-01-09"))
        let event = Event.approved(validFrom: from, validUntil: until)
        let effects = pending.applying(event, on: Self.expires, policy: Self.policy).effects
        let successor = RegistrationLifecycle(recorded: .active, expires: until)
        #expect(effects == [.registrationBegins(successor, validFrom: try #require(from))])
    }

    @Test(arguments: 0..<200) func onlyAGrantMovesTheExpiry(seed: Int) throws {
        var chance = SplitMix(seed: UInt64(seed))
        var lifecycle = RegistrationLifecycle(recorded: .active, expires: Self.expires)
        var day = Self.expires.adding(days: -400)
        for _ in 0..<40 {
            day = day.adding(days: Int.random(in: 0..<60, using: &chance))
            let before = lifecycle.state(on: day)
            let (name, event) = try #require(Self.events.sorted { $0.key < $1.key }.randomElement(using: &chance))
            guard let next = lifecycle.applying(event, on: day, policy: Self.policy).state else { continue }
            #expect(before != .renewed)
            if !(name == "approved" && before == .applying) { #expect(next.expires == lifecycle.expires) }
            lifecycle = next
        }
    }

    /// The state agrees with the phase of the worked cases.
    @Test(arguments: Vector.all.filter { $0["subject"] == "registration" && !$0["expected_expiry"].isEmpty })
    func stateAgreesWithThePhase(vector: Vector) throws {
        let day = try vector.date("today")
        let lifecycle = try RegistrationLifecycle(of: vector.registrationRecord(), on: day, policy: vector.policy())
        switch lifecycle.state(on: day) {
        case .renewed, .cancelled, .revoked: #expect(vector["expected_phase"] == "closed")
        case .expired, .expiredPending: #expect(vector["expected_phase"] == "overdue")
        case .active, .renewalPending, .changePending:
            #expect(["not_yet", "open_early", "standard"].contains(vector["expected_phase"]))
        case .unregistered, .applying: Issue.record("a recorded registration is neither")
        }
    }
}
