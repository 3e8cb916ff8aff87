import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalCouriers

@Suite struct SMTPVerdictsTests {
    /// The stage, then the outcome of 4yz, of 5yz and of no understandable reply, before and after the end of data.
    static let cells: [(SMTPStep, Verdict.Outcome, Verdict.Outcome, Verdict.Outcome)] = [
        (.connect, .retry, .channelAtFault, .retry),
        (.tls, .retry, .channelAtFault, .retry),
        (.banner, .retry, .channelAtFault, .retry),
        (.ehlo, .retry, .channelAtFault, .retry),
        (.starttls, .retry, .channelAtFault, .retry),
        (.auth, .retry, .channelAtFault, .retry),
        (.mail, .retry, .channelAtFault, .retry),
        (.rcpt, .retry, .channelAtFault, .retry),
        (.data, .retry, .channelAtFault, .retry),
        (.body, .retry, .retry, .retry),
        (.endOfData, .retry, .channelAtFault, .ambiguous),
    ]

    static func trace(
        _ stage: SMTPStep,
        _ reply: String?,
        _ end: TransferEnd = .broken,
        _ interruption: Interruption? = nil
    ) -> SMTPTrace {
        SMTPTrace(
            end: end,
            step: stage,
            reply: reply.map(SMTPReply.init(line:)),
            isHandedOver: stage == .endOfData,
            interruption: interruption,
            explanation: "words of libcurl"
        )
    }

    @Test(arguments: cells)
    func temporaryReplies(stage: SMTPStep, outcome: Verdict.Outcome, _: Verdict.Outcome, _: Verdict.Outcome) {
        for code in [421, 450, 451, 452, 454] {
            let verdict = SMTPVerdicts.verdict(on: Self.trace(stage, "\(code) later"))
            #expect(verdict.outcome == outcome)
            #expect(verdict.code == code)
            #expect(verdict.step.name == stage.rawValue)
        }
    }

    @Test(arguments: cells)
    func permanentReplies(stage: SMTPStep, _: Verdict.Outcome, outcome: Verdict.Outcome, _: Verdict.Outcome) {
        for code in [550, 551, 553, 554] {
            let verdict = SMTPVerdicts.verdict(on: Self.trace(stage, "\(code) no"))
            #expect(verdict.outcome == outcome)
            #expect(verdict.code == code)
        }
    }

    @Test(arguments: cells)
    func silenceAndGarbageHaveTheirVerdict(
        stage: SMTPStep,
        _: Verdict.Outcome,
        _: Verdict.Outcome,
        outcome: Verdict.Outcome
    ) {
        for end in [TransferEnd.timedOut, .lost, .broken] {
            for reply in [nil, "what?", "250-half", "550-half", "354 go on"] {
                let verdict = SMTPVerdicts.verdict(on: Self.trace(stage, reply, end))
                #expect(verdict.outcome == outcome, "\(stage) \(end) \(reply ?? "nothing")")
            }
        }
        #expect(SMTPVerdicts.verdict(on: Self.trace(stage, nil, .broken, .deadline)).outcome == outcome)
    }

    /// Our host, our name or our protocol is wrong, at whatever step the server says so.
    @Test(arguments: SMTPStep.allCases, [500, 501, 502, 503, 504, 530, 534, 535, 538])
    func repliesAboutUsHoldTheChannelAtEveryStep(step: SMTPStep, code: Int) {
        let verdict = SMTPVerdicts.verdict(on: Self.trace(step, "\(code) no"))
        #expect((verdict.outcome, verdict.scope) == (.channelAtFault, .sender))
    }

    @Test(arguments: SMTPStep.allCases) func closingServerIsRetried(step: SMTPStep) {
        let verdict = SMTPVerdicts.verdict(on: Self.trace(step, "421 4.3.2 closing"))
        #expect((verdict.outcome, verdict.scope) == (.retry, .destination))
    }

    @Test func anyPositiveReplyAtTheEndOfDataIsADelivery() {
        for code in [250, 251, 252] {
            let verdict = SMTPVerdicts.verdict(on: Self.trace(.endOfData, "\(code) taken"))
            #expect(verdict.outcome == .delivered)
            #expect(verdict.code == code)
        }
        #expect(SMTPVerdicts.verdict(on: Self.trace(.endOfData, "250 ok", .completed)).outcome == .delivered)
    }

    @Test func positiveReplyBeforeTheEndOfDataIsNotADelivery() {
        #expect(SMTPVerdicts.verdict(on: Self.trace(.mail, "250 ok", .lost)).outcome == .retry)
        #expect(SMTPVerdicts.verdict(on: Self.trace(.body, "250 ok", .completed)).outcome == .retry)
    }

    @Test(arguments: [
        (TransferEnd.unresolved, "resolve"), (.untrusted, "tls"), (.unencrypted, "starttls"),
        (.loginRefused, "auth"), (.unusable, "setup"), (.handshakeFailed, "tls"),
    ])
    func faultsOfTheRelayHoldTheChannel(end: TransferEnd, stage: String) {
        let verdict = SMTPVerdicts.verdict(on: Self.trace(.ehlo, "250 ok", end))
        #expect(verdict.outcome == .channelAtFault)
        #expect(verdict.step.name == stage)
    }

    @Test(arguments: [TransferEnd.unconnected, .timedOut, .lost])
    func networkFaultsAreRetried(end: TransferEnd) {
        #expect(SMTPVerdicts.verdict(on: Self.trace(.connect, nil, end)).outcome == .retry)
    }

    @Test func cancelledMailsAreAmbiguousAtTheEndOfData() {
        #expect(SMTPVerdicts.verdict(on: Self.trace(.rcpt, nil, .broken, .cancelled)).outcome == .retry)
        #expect(SMTPVerdicts.verdict(on: Self.trace(.endOfData, nil, .broken, .cancelled)).outcome == .ambiguous)
        let refused = SMTPVerdicts.verdict(on: Self.trace(.connect, nil, .unconnected, .refusedTarget))
        #expect((refused.outcome, refused.step.name) == (.channelAtFault, "address-denied"))
        let missing = SMTPVerdicts.verdict(on: Self.trace(.data, "354 go on", .broken, .missingLogin))
        #expect((missing.outcome, missing.step.name) == (.channelAtFault, "auth"))
    }

    @Test func configuredReplyRulesComeFirst() {
        let rule = SMTPReplyRule(steps: [.rcpt], text: "no such user", outcome: .retry, scope: .recipient)
        let trace = Self.trace(.rcpt, "550 5.1.1 No such user here")
        #expect(SMTPVerdicts.verdict(on: trace).outcome == .permanent)
        #expect(SMTPVerdicts.verdict(on: trace, rules: [rule]).outcome == .retry)
        let elsewhere = Self.trace(.data, "550 5.1.1 No such user here")
        #expect(SMTPVerdicts.verdict(on: elsewhere, rules: [rule]).outcome == .permanent)
    }

    @Test func mixedUpTLSPortsAreNamed() {
        var handshake = Self.trace(.tls, nil, .handshakeFailed)
        handshake.explanation = "error:0A00010B:SSL routines::wrong version number"
        let verdict = SMTPVerdicts.verdict(on: handshake)
        #expect(verdict.outcome == .channelAtFault && verdict.reply.contains("use smtp:// for port 587"))
        var silence = Self.trace(.banner, nil, .timedOut, .deadline)
        #expect(SMTPVerdicts.verdict(on: silence).outcome == .retry)
        silence.isStartTLSOnTLSPort = true
        let mixedUp = SMTPVerdicts.verdict(on: silence)
        #expect(mixedUp.outcome == .channelAtFault && mixedUp.reply.contains("port 465 is for smtps://"))
    }
}
