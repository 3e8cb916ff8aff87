import RenewalRules
import Testing

@testable import RenewalCouriers

@Suite struct SMTPVerdictsTests {
    /// Stage, then what 4yz, 5yz and no understandable reply must come to, before and after the end of data.
    static let cells: [(SMTPStage, Verdict.Outcome, Verdict.Outcome, Verdict.Outcome)] = [
        (.connect, .retry, .hold, .retry),
        (.tls, .retry, .hold, .retry),
        (.banner, .retry, .hold, .retry),
        (.ehlo, .retry, .hold, .retry),
        (.starttls, .retry, .hold, .retry),
        (.auth, .retry, .hold, .retry),
        (.mail, .retry, .hold, .retry),
        (.rcpt, .retry, .permanent, .retry),
        (.data, .retry, .permanent, .retry),
        (.body, .retry, .retry, .retry),
        (.endOfData, .retry, .permanent, .ambiguous),
    ]

    static func trace(
        _ stage: SMTPStage,
        _ reply: String?,
        _ end: TransferEnd = .broken,
        _ interruption: Interruption? = nil
    ) -> SMTPTrace {
        SMTPTrace(
            end: end,
            stage: stage,
            reply: reply.map(SMTPReply.init(line:)),
            isHandedOver: stage == .endOfData,
            interruption: interruption,
            explanation: "words of libcurl"
        )
    }

    @Test(arguments: cells)
    func temporaryReplies(stage: SMTPStage, outcome: Verdict.Outcome, _: Verdict.Outcome, _: Verdict.Outcome) {
        for code in [421, 450, 451, 452, 454] {
            let verdict = SMTPVerdicts.verdict(on: Self.trace(stage, "\(code) later"))
            #expect(verdict.outcome == outcome)
            #expect(verdict.code == code)
            #expect(verdict.stage == stage.rawValue)
        }
    }

    @Test(arguments: cells)
    func permanentReplies(stage: SMTPStage, _: Verdict.Outcome, outcome: Verdict.Outcome, _: Verdict.Outcome) {
        for code in [500, 501, 550, 553, 554] {
            let verdict = SMTPVerdicts.verdict(on: Self.trace(stage, "\(code) no"))
            #expect(verdict.outcome == outcome)
            #expect(verdict.code == code)
        }
    }

    @Test(arguments: cells)
    func silenceCutsAndGarbage(stage: SMTPStage, _: Verdict.Outcome, _: Verdict.Outcome, outcome: Verdict.Outcome) {
        for end in [TransferEnd.timedOut, .lost, .broken] {
            for reply in [nil, "what?", "250-half", "550-half", "354 go on"] {
                let verdict = SMTPVerdicts.verdict(on: Self.trace(stage, reply, end))
                #expect(verdict.outcome == outcome, "\(stage) \(end) \(reply ?? "nothing")")
            }
        }
        #expect(SMTPVerdicts.verdict(on: Self.trace(stage, nil, .broken, .deadline)).outcome == outcome)
    }

    @Test func everyStageHasARow() {
        #expect(Set(SMTPVerdicts.rows.keys) == Set(SMTPStage.allCases))
    }

    @Test func anyPositiveReplyToTheEndOfDataIsADelivery() {
        for code in [250, 251, 252] {
            let verdict = SMTPVerdicts.verdict(on: Self.trace(.endOfData, "\(code) taken"))
            #expect(verdict.outcome == .delivered)
            #expect(verdict.code == code)
        }
        #expect(SMTPVerdicts.verdict(on: Self.trace(.endOfData, "250 ok", .completed)).outcome == .delivered)
    }

    @Test func anOldPositiveReplyIsNoDeliveryBeforeTheEndOfData() {
        #expect(SMTPVerdicts.verdict(on: Self.trace(.mail, "250 ok", .lost)).outcome == .retry)
        #expect(SMTPVerdicts.verdict(on: Self.trace(.body, "250 ok", .completed)).outcome == .retry)
    }

    @Test(arguments: [
        (TransferEnd.unresolved, "resolve"), (.untrusted, "tls"), (.unencrypted, "starttls"),
        (.loginRefused, "auth"), (.unusable, "setup"),
    ])
    func faultsOfTheRelayHoldTheChannel(end: TransferEnd, stage: String) {
        let verdict = SMTPVerdicts.verdict(on: Self.trace(.ehlo, "250 ok", end))
        #expect(verdict.outcome == .hold)
        #expect(verdict.stage == stage)
    }

    @Test(arguments: [TransferEnd.unconnected, .timedOut, .lost, .handshakeFailed])
    func faultsOfTheWayAreRetried(end: TransferEnd) {
        #expect(SMTPVerdicts.verdict(on: Self.trace(.connect, nil, end)).outcome == .retry)
    }

    @Test func interruptionsAreToldTruthfully() {
        #expect(SMTPVerdicts.verdict(on: Self.trace(.rcpt, nil, .broken, .cancelled)).outcome == .retry)
        #expect(SMTPVerdicts.verdict(on: Self.trace(.endOfData, nil, .broken, .cancelled)).outcome == .ambiguous)
        let refused = SMTPVerdicts.verdict(on: Self.trace(.connect, nil, .unconnected, .refusedTarget))
        #expect((refused.outcome, refused.stage) == (.hold, "address-denied"))
        let missing = SMTPVerdicts.verdict(on: Self.trace(.data, "354 go on", .broken, .missingLogin))
        #expect((missing.outcome, missing.stage) == (.hold, "auth"))
    }

    @Test(arguments: [
        (SMTPStage.rcpt, "550 5.7.1 blocked", Verdict.Outcome.hold),
        (.endOfData, "554-5.7.26 unauthenticated", .ambiguous),
        (.endOfData, "554 5.7.26 unauthenticated", .hold),
        (.rcpt, "552 mailbox full", .retry),
        (.endOfData, "552 5.3.4 too big", .permanent),
        (.endOfData, "552 5.2.2 mailbox full", .retry),
        (.rcpt, "530 login first", .hold),
        (.rcpt, "550 4.2.1 wait", .retry),
        (.mail, "550 Ip frequency limited", .retry),
        (.rcpt, "550 Sender FREQUENCY LIMITED. https://example.test", .retry),
        (.endOfData, "550 Connection frequency limited", .retry),
        (.endOfData, "554 DT:SPM 163 smtp4,DMCowAD", .hold),
        (.endOfData, "550 MI:SFQ 163 smtp4", .retry),
        (.rcpt, "552 daily quota exceeded", .retry),
        (.rcpt, "559 invalid rcptto", .permanent),
        (.rcpt, "421 HL:REP 163 smtp", .retry),
    ])
    func specialReplies(stage: SMTPStage, reply: String, outcome: Verdict.Outcome) {
        #expect(SMTPVerdicts.verdict(on: Self.trace(stage, reply)).outcome == outcome)
    }
}
