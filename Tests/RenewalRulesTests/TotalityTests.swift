import RenewalRules
import Testing

/// Every machine answers every event in every state, and every refusal can be explained.
@Suite struct TotalityTests {
    static let policies: [RenewalPolicy] = PendingAtExpiry.allCases.flatMap { pending in
        MarkRole.allCases.map { role in
            var policy = RenewalPolicy()
            policy.pendingAtExpiry = pending
            policy.markRole = role
            return policy
        }
    }
    static let submissions: [RegistrationSubmission] =
        [true, false].flatMap {
            [.initial(holdsQualification: $0), .renewal(staysWithEmployer: $0), .reregistration(meetsConditions: $0)]
        } + ChangeReason.allCases.map { .change($0) }
    static let registrationEvents =
        submissions.map { RegistrationLifecycle.Event.submitted($0) } + RegistrationLifecycleTests.events.values
    static let credentialEvents: [CredentialLifecycle.Event] =
        CredentialLifecycleTests.events.values + [
            .renewalStarted(fulfilled: []), .renewalStarted(fulfilled: [.identity, .materials]),
            .renewalIssued(expires: nil), .updateConfirmed(isInstalled: false, keyIsSafe: true),
            .updateConfirmed(isInstalled: true, keyIsSafe: false),
        ]
    static let applicationEvents: [CredentialApplication.Event] =
        CredentialApplicationTests.events + [
            .materialsHandedIn([], areDeclaredTrue: true), .registeredOnline([]),
            .materialsHandedIn(Set(ApplicationMaterial.required), areDeclaredTrue: false),
            .registeredOnline([.data, .uploads, .registrationFee]),
            .registeredOnline([.data, .uploads, .intermediateExam]),
            .reviewApproved(applicationNumber: ""), .produced(DeliveryChoice(form: .paper)),
        ]
    static let lossEvents: [LossReport.Event] =
        [true, false].flatMap { isConfirmed in
            LossReport.Incomplete.allCases.map { .submitted(isConfirmed: isConfirmed, ifIncomplete: $0) }
        } + [.withdrawn, .identityRefused]
    static let reissueEvents: [Reissue.Event] =
        ReissueTests.events + [.delivered(newSerial: ""), .delivered(newSerial: "0001")]

    /// Days on every side of an expiry, and the first and last day.
    static func days(around expires: CalendarDate) -> [CalendarDate] {
        [-4000, -366, -365, -91, -1, 0, 1, 30, 4000].map { expires.adding(days: $0) } + [.first, .last]
    }

    /// Expects acceptance, or a refusal with a code and a rule that has a sentence in both languages.
    @discardableResult
    private func code<State>(of transition: Transition<State>, _ place: String) -> Refusal.Code? {
        guard let refusal = transition.refusal else {
            #expect(transition.state != nil, "\(place)")
            return nil
        }
        #expect(transition.state == nil && transition.effects.isEmpty, "\(place)")
        #expect(
            Language.allCases.allSatisfy { RuleSentence.of(refusal.rule, in: $0) != nil },
            "\(place) \(refusal.rule)"
        )
        return refusal.code
    }

    private var registrationCodes: Set<Refusal.Code> {
        let lifecycles =
            RegistrationLifecycleTests.all.values.map(\.lifecycle)
            + ApplicationProcedure.allCases.flatMap { procedure in
                ([nil] + RegistrationState.allCases).flatMap { recorded in
                    [nil, RegistrationLifecycleTests.expires].map { expires in
                        RegistrationLifecycle(recorded: recorded, pending: procedure, expires: expires)
                    }
                }
            } + RegistrationState.allCases.map { RegistrationLifecycle(recorded: $0) }
        var codes: Set<Refusal.Code> = []
        for policy in Self.policies {
            for (lifecycle, day) in lifecycles.flatMap({ lifecycle in
                Self.days(around: RegistrationLifecycleTests.expires).map { (lifecycle, $0) }
            }) {
                for event in Self.registrationEvents {
                    let transition = lifecycle.applying(event, on: day, policy: policy)
                    codes.formUnion([code(of: transition, "\(lifecycle.state(on: day)) \(event)")].compactMap(\.self))
                }
            }
        }
        return codes
    }

    private var credentialCodes: Set<Refusal.Code> {
        var codes: Set<Refusal.Code> = []
        for recorded in ElectronicCredential.State.allCases {
            for expires in [nil, CredentialLifecycleTests.expires] {
                let credential = CredentialLifecycle(recorded: recorded, expires: expires)
                for day in Self.days(around: CredentialLifecycleTests.expires) {
                    for event in Self.credentialEvents {
                        let refused = code(of: credential.applying(event, on: day), "\(recorded) \(day) \(event)")
                        codes.formUnion([refused].compactMap(\.self))
                    }
                }
            }
        }
        return codes
    }

    private var otherCodes: Set<Refusal.Code> {
        var codes: [Refusal.Code?] = []
        for state in CredentialApplicationTests.states {
            for event in Self.applicationEvents { codes.append(code(of: state.applying(event), "\(state) \(event)")) }
        }
        for state in Reissue.State.allCases {
            for event in Self.reissueEvents {
                let reissue = Reissue(state: state, voidedSerial: "0001", expires: ReissueTests.expires)
                codes.append(code(of: reissue.applying(event), "\(state) \(event)"))
            }
        }
        for report in Self.reports {
            for event in Self.lossEvents { codes.append(code(of: report.applying(event), "\(report) \(event)")) }
            let day = ReissueTests.expires
            for expires in [nil, day, day.adding(days: -1)] {
                let asked = Reissue.requesting(after: report, serial: nil, expires: expires, on: day)
                codes.append(code(of: asked, "\(report) reissue"))
                for recorded in ElectronicCredential.State.allCases {
                    let credential = CredentialLifecycle(recorded: recorded, expires: expires)
                    codes.append(code(of: report.completing(credential, on: day), "\(report) \(recorded)"))
                }
            }
        }
        return Set(codes.compactMap(\.self))
    }

    /// Reports in every state through every channel, complete and empty.
    private static let reports: [LossReport] = LossReport.State.allCases.flatMap { state in
        LossChannel.allCases.flatMap { channel in
            [Set(LossReport.requiredInformation(for: channel)), []].map { information in
                LossReport(reason: .lost, channel: channel, information: information, state: state)
            }
        }
    }

    /// Every code comes from some machine, so that none is left over.
    @Test func everyRefusalCodeIsProduced() {
        let codes = registrationCodes.union(credentialCodes).union(otherCodes)
        #expect(Refusal.Code.allCases.filter { !codes.contains($0) } == [])
    }

    @Test(arguments: [
        (ElectronicCredential.State.void, Refusal(.void, rule: "R82")),
        (.superseded, Refusal(.superseded, rule: "R70")),
    ])
    func voidAndSupersededAreFinal(recorded: ElectronicCredential.State, refusal: Refusal) {
        for expires in [nil, CredentialLifecycleTests.expires] {
            let credential = CredentialLifecycle(recorded: recorded, expires: expires)
            for day in Self.days(around: CredentialLifecycleTests.expires) {
                #expect(credential.state(on: day).rawValue == recorded.rawValue)
                for event in Self.credentialEvents {
                    #expect(credential.applying(event, on: day).refusal == refusal, "\(day) \(event)")
                }
                for report in Self.reports where report.state == .submitted {
                    #expect(report.completing(credential, on: day).refusal == refusal)
                }
            }
        }
    }

    @Test func aRenewedRegistrationIsFinal() {
        let renewed = RegistrationLifecycle(recorded: .renewed, expires: RegistrationLifecycleTests.expires)
        for day in Self.days(around: RegistrationLifecycleTests.expires) {
            for event in Self.registrationEvents {
                #expect(renewed.applying(event, on: day, policy: RenewalPolicy()).state == nil, "\(day) \(event)")
            }
        }
    }
}
