import RenewalRules
import Testing

@testable import RenewalCouriers

@Suite struct HTTPVerdictsTests {
    private func answered(_ status: Int, _ end: TransferEnd = .completed) -> Verdict {
        HTTPVerdicts.verdict(on: HTTPTrace(end: end, status: status, hasCompleteHeaders: true, isHandedOver: true))
    }

    @Test(arguments: 200...299)
    func successIsADelivery(status: Int) {
        for end in [TransferEnd.completed, .timedOut, .broken, .lost] {
            #expect(answered(status, end).outcome == .delivered)
        }
    }

    @Test func goneDisablesTheEndpoint() { #expect(answered(410).outcome == .disabled) }

    @Test(arguments: [
        300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 408, 413, 422, 425, 429, 500, 502, 503, 504, 999,
    ])
    func everythingElseIsTriedAgain(status: Int) {
        let verdict = answered(status)
        #expect(verdict.outcome == .retry)
        #expect(verdict.stage == "http")
        #expect(verdict.code == status)
    }

    @Test(arguments: [
        (TransferEnd.unresolved, Verdict.Outcome.retry, "resolve"), (.unconnected, .retry, "connect"),
        (.untrusted, .hold, "tls"), (.handshakeFailed, .hold, "tls"), (.unusable, .hold, "setup"),
        (.timedOut, .retry, "request"), (.lost, .retry, "request"), (.broken, .retry, "request"),
    ])
    func endsBeforeTheRequestWasSent(end: TransferEnd, outcome: Verdict.Outcome, stage: String) {
        let verdict = HTTPVerdicts.verdict(on: HTTPTrace(end: end))
        #expect(verdict.outcome == outcome)
        #expect(verdict.stage == stage)
    }

    @Test(
        arguments: [
            (TransferEnd.timedOut, nil, Verdict.Outcome.ambiguous), (.timedOut, 200, .ambiguous),
            (.lost, nil, .ambiguous),
            (.lost, 200, .ambiguous), (.broken, nil, .retry), (.completed, 200, .ambiguous), (.completed, 503, .retry),
        ] as [(TransferEnd, Int?, Verdict.Outcome)]
    )
    func endsAfterTheRequestWasSent(end: TransferEnd, status: Int?, outcome: Verdict.Outcome) {
        let verdict = HTTPVerdicts.verdict(on: HTTPTrace(end: end, status: status, isHandedOver: true))
        #expect(verdict.outcome == outcome)
        #expect(verdict.stage == "reply")
    }

    @Test func interruptionsAreToldTruthfully() {
        let early = HTTPTrace(end: .broken, interruption: .cancelled)
        #expect(HTTPVerdicts.verdict(on: early).outcome == .retry)
        let late = HTTPTrace(end: .broken, isHandedOver: true, interruption: .cancelled)
        #expect(HTTPVerdicts.verdict(on: late).outcome == .ambiguous)
        let denied = HTTPVerdicts.verdict(on: HTTPTrace(end: .unconnected, interruption: .refusedTarget))
        #expect((denied.outcome, denied.stage) == (.hold, "address-denied"))
    }

    @Test func aRedirectNamesTheHostOnly() {
        let trace = HTTPTrace(end: .completed, status: 302, hasCompleteHeaders: true, redirectHost: "other.test")
        #expect(HTTPVerdicts.verdict(on: trace).reply == "redirect to other.test is not followed")
    }
}
