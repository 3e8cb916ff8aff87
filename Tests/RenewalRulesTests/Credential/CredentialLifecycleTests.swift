import RenewalRules
import RenewalTestSupport
import Testing

/// Every state of a credential with every event, against the table of rules 4.5.
@Suite struct CredentialLifecycleTests {
    typealias State = CredentialLifecycle.State
    typealias Event = CredentialLifecycle.Event

    static let expires = CalendarDate(dayNumber: 20_614)
    static let newExpires = expires.adding(months: 12)

    static let all: [State: (recorded: ElectronicCredential.State, day: CalendarDate)] = [
        .applying: (.applying, expires),
        .active: (.active, expires),
        .renewalPending: (.renewalPending, expires),
        .renewedNotUpdated: (.renewedNotUpdated, expires.adding(days: 1)),
        .superseded: (.superseded, expires),
        .expired: (.renewalPending, expires.adding(days: 1)),
        .void: (.void, expires.adding(days: 1)),
    ]

    static let events: [String: Event] = [
        "delivered": .delivered,
        "renewalStarted": .renewalStarted(fulfilled: Set(CredentialLifecycle.Requirement.allCases)),
        "renewalIssued": .renewalIssued(expires: newExpires),
        "updateConfirmed": .updateConfirmed(isInstalled: true, keyIsSafe: true),
        "reapplied": .reapplied,
        "lossCompleted": .lossCompleted,
    ]

    static let table: [State: [String: State]] = [
        .applying: ["delivered": .active],
        .active: ["renewalStarted": .renewalPending, "lossCompleted": .void],
        .renewalPending: ["renewalIssued": .renewedNotUpdated, "lossCompleted": .void],
        .renewedNotUpdated: ["updateConfirmed": .superseded, "lossCompleted": .void],
        .superseded: [:],
        .expired: ["reapplied": .expired],
        .void: [:],
    ]

    @Test(arguments: State.allCases) func everyEventFollowsTheTable(state: State) throws {
        let (recorded, day) = try #require(Self.all[state])
        let row = try #require(Self.table[state])
        let credential = CredentialLifecycle(recorded: recorded, expires: Self.expires)
        #expect(credential.state(on: day) == state)
        for (name, event) in Self.events {
            let transition = credential.applying(event, on: day)
            #expect(transition.state?.state(on: day) == row[name], "\(state) \(name)")
            #expect((transition.refusal == nil) == (row[name] != nil), "\(state) \(name)")
        }
    }

    @Test(arguments: [
        (State.void, Refusal.Code.void), (.superseded, .superseded), (.expired, .nothingToVoid),
        (.applying, .nothingToVoid),
    ])
    func onlyCredentialsInForceCanBeVoided(state: State, code: Refusal.Code) throws {
        let (recorded, day) = try #require(Self.all[state])
        let credential = CredentialLifecycle(recorded: recorded, expires: Self.expires)
        #expect(credential.applying(.lossCompleted, on: day).refusal?.code == code)
    }

    @Test func anExpiredCredentialIsAppliedForAnew() {
        let day = Self.expires.adding(days: 1)
        let expired = CredentialLifecycle(recorded: .active, expires: Self.expires)
        #expect(expired.applying(.reapplied, on: day) == .accepted(expired, effects: [.credentialApplicationBegins]))
        let everything = Event.renewalStarted(fulfilled: [.identity, .materials, .fee])
        let refusal = expired.applying(everything, on: day).refusal
        #expect(refusal == Refusal(.expired, rule: "A14", instead: .credentialReapply))
    }

    @Test func aRenewalAsksForIdentityMaterialsAndFee() {
        let active = CredentialLifecycle(recorded: .active, expires: Self.expires)
        func code(_ fulfilled: Set<CredentialLifecycle.Requirement>) -> Refusal.Code? {
            active.applying(.renewalStarted(fulfilled: fulfilled), on: Self.expires).refusal?.code
        }
        #expect(code([.identity, .fee]) == .notComplete)
        #expect(code([.materials, .fee]) == .notComplete)
        #expect(code([.identity, .materials]) == .feeUnpaid)
        #expect(code([.identity, .materials, .fee]) == nil)
    }

    @Test func theRenewalBringsASecondCredential() {
        let pending = CredentialLifecycle(recorded: .renewalPending, expires: Self.expires)
        let issued = pending.applying(.renewalIssued(expires: Self.newExpires), on: Self.expires)
        let new = CredentialLifecycle(recorded: .active, expires: Self.newExpires)
        #expect(issued.effects == [.credentialBegins(new)])
        #expect(issued.state?.recorded == .renewedNotUpdated)
    }

    @Test func anUpdateAsksForASafeKey() throws {
        let renewed = CredentialLifecycle(recorded: .renewedNotUpdated, expires: Self.expires)
        let leaked = renewed.applying(.updateConfirmed(isInstalled: true, keyIsSafe: false), on: Self.expires)
        #expect(leaked.refusal == Refusal(.keyCompromised, rule: "R70", instead: .lossReport))
        let missing = renewed.applying(.updateConfirmed(isInstalled: false, keyIsSafe: true), on: Self.expires)
        #expect(missing.refusal?.code == .notComplete)
    }

    @Test(arguments: 0..<200) func voidIsAbsorbing(seed: Int) throws {
        var chance = SplitMix(seed: UInt64(seed))
        var credential = CredentialLifecycle(recorded: .active, expires: Self.expires)
        var day = Self.expires.adding(days: -60)
        var wasVoid = false
        for _ in 0..<60 {
            day = day.adding(days: Int.random(in: 0..<3, using: &chance))
            let event = try #require(Self.events.sorted { $0.key < $1.key }.randomElement(using: &chance)).value
            let transition = credential.applying(event, on: day)
            if wasVoid { #expect(transition.refusal == Refusal(.void, rule: "R82")) }
            credential = transition.state ?? credential
            wasVoid = wasVoid || event == .lossCompleted && transition.state != nil
            #expect(wasVoid == (credential.state(on: day) == .void))
            #expect(credential.expires == Self.expires)
        }
    }
}
