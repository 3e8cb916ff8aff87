import CCurl
import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalCouriers

@Suite struct HTTPVerdictsTests {
    private func answered(_ status: Int, _ end: TransferEnd = .completed) -> Verdict {
        HTTPVerdicts.verdict(on: HTTPTrace(end: end, status: status, hasCompleteHeaders: true, isSent: true))
    }

    @Test(arguments: 200...299)
    func anySuccessStatusIsADelivery(status: Int) {
        for end in [TransferEnd.completed, .timedOut, .broken, .lost] {
            #expect(answered(status, end).outcome == .delivered)
        }
    }

    @Test func goneDisablesTheEndpoint() { #expect(answered(410).outcome == .disabled) }

    @Test(arguments: [
        (400, Verdict.Scope.message), (408, .destination), (413, .message), (422, .message), (425, .destination),
        (429, .sender), (500, .destination), (502, .destination), (503, .destination), (504, .destination),
        (999, .destination),
    ])
    func mostRefusalsAreTriedAgain(status: Int, scope: Verdict.Scope) {
        let verdict = answered(status)
        #expect((verdict.outcome, verdict.scope, verdict.step, verdict.code) == (.retry, scope, .http(.answer), status))
    }

    /// The consumer is deploying, has moved or lost a secret: one event waits, several in a row hold the channel.
    @Test(arguments: [300, 301, 302, 304, 307, 308, 401, 403, 404, 405, 421])
    func refusalsOfTheWholeEndpointHoldTheChannel(status: Int) {
        let verdict = answered(status)
        #expect((verdict.outcome, verdict.scope, verdict.code) == (.channelAtFault, .unsaid, status))
    }

    @Test(arguments: [
        (TransferEnd.unresolved, Verdict.Outcome.retry, "resolve"), (.unconnected, .retry, "connect"),
        (.untrusted, .channelAtFault, "tls"), (.handshakeFailed, .channelAtFault, "tls"),
        (.unusable, .channelAtFault, "setup"),
        (.timedOut, .retry, "request"), (.lost, .retry, "request"), (.broken, .retry, "request"),
    ])
    func failuresBeforeTheRequestBlameTheDestination(end: TransferEnd, outcome: Verdict.Outcome, stage: String) {
        let verdict = HTTPVerdicts.verdict(on: HTTPTrace(end: end))
        #expect(verdict.outcome == outcome)
        #expect(verdict.step.name == stage)
        #expect(verdict.scope == .destination)
    }

    /// Every libcurl 7.88 result is in one row of the table, and only a failed handshake can decide a hand-over, even
    /// for results that later versions add.
    @Test func everyCurlCodeHasATransferEnd() {
        let listed = TransferEnd.byEnd.flatMap(\.codes).map(\.rawValue)
        #expect(listed.sorted() == Array(0..<100))
        for code in 1..<max(CURL_LAST.rawValue, 110) {
            let end = TransferEnd(CURLcode(code), "words of libcurl")
            let before = HTTPTrace(end: end, wasSentBefore: true)
            #expect(HTTPVerdicts.verdict(on: before).outcome == .ambiguous)
            guard end != .handshakeFailed else { continue }
            #expect(HTTPVerdicts.verdict(on: HTTPTrace(end: end, isSent: true)).outcome == .ambiguous)
            #expect(SMTPVerdicts.verdict(on: SMTPVerdictsTests.trace(.endOfData, nil, end)).outcome == .ambiguous)
        }
    }

    /// The endpoint took the event, and then its name resolved to a denied address.
    @Test func aRefusedTargetAfterTheRequestWasSentIsAmbiguous() {
        let trace = HTTPTrace(end: .unconnected, wasSentBefore: true, interruption: .refusedTarget)
        #expect(HTTPVerdicts.verdict(on: trace).outcome == .ambiguous)
    }

    /// However a transfer ends after the request was sent, only a refusal proves that the event was not accepted.
    @Test(arguments: TransferEnd.allCases.filter { $0 != .handshakeFailed }) func failuresAfterTheRequestAreAmbiguous(
        end: TransferEnd
    ) {
        for (status, outcome) in [(nil, Verdict.Outcome.ambiguous), (200, .ambiguous), (503, .retry)] {
            let verdict = HTTPVerdicts.verdict(on: HTTPTrace(end: end, status: status, isSent: true))
            #expect(verdict.outcome == outcome)
            #expect(verdict.step == .http(.reply))
        }
    }

    @Test func cancelledTransfersAreAmbiguousOnceSent() {
        let early = HTTPTrace(end: .broken, interruption: .cancelled)
        #expect(HTTPVerdicts.verdict(on: early).outcome == .retry)
        let late = HTTPTrace(end: .broken, isSent: true, interruption: .cancelled)
        #expect(HTTPVerdicts.verdict(on: late).outcome == .ambiguous)
        let denied = HTTPVerdicts.verdict(on: HTTPTrace(end: .unconnected, interruption: .refusedTarget))
        #expect((denied.outcome, denied.step.name) == (.channelAtFault, "address-denied"))
    }

    @Test func aRedirectNamesTheHostOnly() {
        let trace = HTTPTrace(end: .completed, status: 302, hasCompleteHeaders: true, redirectHost: "other.test")
        #expect(HTTPVerdicts.verdict(on: trace).reply == "redirect to other.test is not followed")
    }

    @Test(arguments: [
        "error:0A00045C:SSL routines::tlsv13 alert certificate required", "getpeername() failed with errno 107",
    ])
    func requestForAClientCertificateIsNamed(explanation: String) {
        let end = TransferEnd(CURLE_RECV_ERROR, explanation)
        let verdict = HTTPVerdicts.verdict(on: HTTPTrace(end: end, explanation: explanation))
        #expect(verdict.reply.contains("probably asked for a client certificate"))
    }

    @Test func requestForAClientCertificateIsNotADelivery() {
        let words = "SSL routines::tlsv13 alert certificate required"
        let trace = HTTPTrace(end: TransferEnd(CURLE_RECV_ERROR, words), isSent: true, explanation: words)
        let verdict = HTTPVerdicts.verdict(on: trace)
        #expect((verdict.outcome, verdict.step) == (.channelAtFault, .http(.tls)))
    }
}
