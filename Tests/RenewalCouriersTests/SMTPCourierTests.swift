import RenewalCouriers
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

/// One row: what the server does at which stage, and the expected verdict.
struct SMTPCase: Sendable, CustomTestStringConvertible {
    let stage: ScriptedSMTPServer.Stage
    let action: ScriptedSMTPServer.Action
    let outcome: Verdict.Outcome
    let decidedAt: String
    var code: Int?

    var testDescription: String { "\(stage) \(action) → \(outcome.rawValue)" }

    var silentAt: ScriptedSMTPServer.Stage? { if case .hang = action { stage } else { nil } }
}

@Suite struct SMTPCourierTests {
    static let cases: [SMTPCase] = [
        SMTPCase(
            stage: .banner,
            action: .replyAndClose("421 4.3.2 later"),
            outcome: .retry,
            decidedAt: "banner",
            code: 421
        ),
        SMTPCase(
            stage: .banner,
            action: .replyAndClose("554 no"),
            outcome: .channelAtFault,
            decidedAt: "banner",
            code: 554
        ),
        SMTPCase(stage: .banner, action: .hang, outcome: .retry, decidedAt: "banner"),
        SMTPCase(stage: .banner, action: .close, outcome: .retry, decidedAt: "banner"),
        SMTPCase(stage: .banner, action: .replyAndClose("not smtp"), outcome: .retry, decidedAt: "banner"),
        SMTPCase(stage: .ehlo, action: .replyAndClose("421 4.3.2 closing"), outcome: .retry, decidedAt: "ehlo"),
        SMTPCase(stage: .ehlo, action: .close, outcome: .retry, decidedAt: "ehlo"),
        SMTPCase(stage: .ehlo, action: .hang, outcome: .retry, decidedAt: "ehlo"),
        SMTPCase(stage: .mail, action: .reply("451 4.3.0 busy"), outcome: .retry, decidedAt: "mail", code: 451),
        SMTPCase(
            stage: .mail,
            action: .reply("550 5.1.8 bad sender"),
            outcome: .channelAtFault,
            decidedAt: "mail",
            code: 550
        ),
        SMTPCase(stage: .mail, action: .close, outcome: .retry, decidedAt: "mail"),
        SMTPCase(stage: .mail, action: .hang, outcome: .retry, decidedAt: "mail"),
        SMTPCase(stage: .rcpt, action: .reply("450 4.2.0 greylisted"), outcome: .retry, decidedAt: "rcpt", code: 450),
        SMTPCase(stage: .rcpt, action: .reply("550 5.1.1 unknown"), outcome: .permanent, decidedAt: "rcpt", code: 550),
        SMTPCase(stage: .rcpt, action: .reply("552 too many"), outcome: .retry, decidedAt: "rcpt", code: 552),
        SMTPCase(
            stage: .rcpt,
            action: .reply("550-5.7.1 spam\r\n550 5.7.1 policy"),
            outcome: .channelAtFault,
            decidedAt: "rcpt",
            code: 550
        ),
        SMTPCase(stage: .rcpt, action: .reset, outcome: .retry, decidedAt: "rcpt"),
        SMTPCase(stage: .rcpt, action: .hang, outcome: .retry, decidedAt: "rcpt"),
        SMTPCase(stage: .data, action: .reply("451 4.3.0 busy"), outcome: .retry, decidedAt: "data", code: 451),
        SMTPCase(stage: .data, action: .reply("554 no"), outcome: .channelAtFault, decidedAt: "data", code: 554),
        SMTPCase(stage: .data, action: .hang, outcome: .retry, decidedAt: "data"),
        SMTPCase(
            stage: .endOfData,
            action: .reply("451 4.3.0 busy"),
            outcome: .retry,
            decidedAt: "end-of-data",
            code: 451
        ),
        SMTPCase(
            stage: .endOfData,
            action: .reply("554 no"),
            outcome: .channelAtFault,
            decidedAt: "end-of-data",
            code: 554
        ),
        SMTPCase(
            stage: .endOfData,
            action: .reply("550 Domain frequency limited"),
            outcome: .retry,
            decidedAt: "end-of-data",
            code: 550
        ),
        SMTPCase(
            stage: .endOfData,
            action: .reply("554 5.7.1 spam"),
            outcome: .channelAtFault,
            decidedAt: "end-of-data",
            code: 554
        ),
        SMTPCase(
            stage: .endOfData,
            action: .reply("251 forwarded"),
            outcome: .delivered,
            decidedAt: "end-of-data",
            code: 251
        ),
        SMTPCase(stage: .endOfData, action: .hang, outcome: .ambiguous, decidedAt: "end-of-data"),
        SMTPCase(stage: .endOfData, action: .close, outcome: .ambiguous, decidedAt: "end-of-data"),
        SMTPCase(stage: .endOfData, action: .reset, outcome: .ambiguous, decidedAt: "end-of-data"),
        SMTPCase(stage: .endOfData, action: .replyAndClose("what?"), outcome: .ambiguous, decidedAt: "end-of-data"),
        SMTPCase(stage: .endOfData, action: .replyAndClose("250-half"), outcome: .ambiguous, decidedAt: "end-of-data"),
        SMTPCase(stage: .quit, action: .hang, outcome: .delivered, decidedAt: "end-of-data", code: 250),
    ]

    /// The relay attacks with a line that is too long for libcurl.
    @Test(arguments: [
        (ScriptedSMTPServer.Stage.banner, Verdict.Outcome.retry, "banner"), (.ehlo, .retry, "ehlo"),
        (.mail, .retry, "mail"), (.rcpt, .retry, "rcpt"), (.data, .retry, "data"),
        (.endOfData, .ambiguous, "end-of-data"),
    ])
    func oversizedReplyIsNeverADelivery(stage: ScriptedSMTPServer.Stage, outcome: Verdict.Outcome, step: String)
        async throws
    {
        let flood = "250-" + String(repeating: "y", count: 2_000_000)
        for action in [ScriptedSMTPServer.Action.reply(flood), .replyAndClose(flood)] {
            let server = try ScriptedSMTPServer { $0.stage == stage ? action : .proceed }
            let engine = CurlEngine(mailThreads: 1)
            let verdict = try await SMTPCourier(settings: relay(server.port), engine: engine).attempt(
                sampleParcel(sampleMail())
            )
            await engine.shutdown()
            server.stop()
            #expect((verdict.outcome, verdict.step.name) == (outcome, step), "\(verdict)")
        }
    }

    @Test(arguments: cases) func everyStageHasItsVerdict(_ row: SMTPCase) async throws {
        let server = try ScriptedSMTPServer { $0.stage == row.stage ? row.action : .proceed }
        let engine = CurlEngine(mailThreads: 1)
        let settings = try relay(server.port, silentAt: row.silentAt)
        let verdict = try await SMTPCourier(settings: settings, engine: engine).attempt(sampleParcel(sampleMail()))
        await engine.shutdown()
        server.stop()
        #expect(verdict.outcome == row.outcome, "\(verdict)")
        #expect(verdict.step.name == row.decidedAt, "\(verdict)")
        if let code = row.code { #expect(verdict.code == code) }
    }
}
