import RenewalCouriers
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@Suite struct CurlEngineTests {
    /// Starts an attempt, cancels it once the server has reached the given stage, and returns the verdict.
    private func cancelled(
        _ reached: AsyncStream<Void>,
        _ attempt: @escaping @Sendable () async -> Verdict
    ) async -> Verdict {
        let task = Task { await attempt() }
        for await _ in reached { break }
        task.cancel()
        return await task.value
    }

    @Test(arguments: [
        (ScriptedSMTPServer.Stage.banner, Verdict.Outcome.retry), (.rcpt, .retry), (.endOfData, .ambiguous),
    ])
    func mailCanBeCancelledAtEveryStage(stage: ScriptedSMTPServer.Stage, outcome: Verdict.Outcome) async throws {
        let (reached, signal) = AsyncStream<Void>.makeStream()
        let server = try ScriptedSMTPServer {
            guard $0.stage == stage else { return .proceed }
            signal.yield()
            return .hang
        }
        let engine = CurlEngine(mailThreads: 1)
        let courier = try SMTPCourier(settings: relay(server.port), engine: engine)
        let verdict = await cancelled(reached) { await courier.attempt(sampleParcel(sampleMail())) }
        await engine.shutdown()
        server.stop()
        #expect(verdict.outcome == outcome, "\(verdict)")
    }

    @Test func queuedMailCanBeCancelled() async throws {
        let (reached, signal) = AsyncStream<Void>.makeStream()
        let server = try ScriptedSMTPServer {
            guard $0.stage == .banner else { return .proceed }
            signal.yield()
            return .hang
        }
        let engine = CurlEngine(mailThreads: 1)
        let courier = try SMTPCourier(settings: relay(server.port), engine: engine)
        let busy = Task { await courier.attempt(sampleParcel(sampleMail(), id: "busy")) }
        for await _ in reached { break }
        let waiting = Task { await courier.attempt(sampleParcel(sampleMail(), id: "waiting")) }
        waiting.cancel()
        #expect(await waiting.value.outcome == .retry)
        #expect(server.connectionCount == 1)
        busy.cancel()
        #expect(await busy.value.outcome == .retry)
        await engine.shutdown()
        server.stop()
    }

    @Test func webhookCanBeCancelled() async throws {
        let (reached, signal) = AsyncStream<Void>.makeStream()
        let server = try ScriptedHTTPServer { _ in
            signal.yield()
            return .hang
        }
        let engine = CurlEngine(mailThreads: 1)
        let courier = try WebhookCourier(settings: endpoint(server.port), engine: engine)
        let verdict = await cancelled(reached) { await courier.attempt(sampleParcel(sampleEvent)) }
        await engine.shutdown()
        server.stop()
        #expect(verdict.outcome == .ambiguous, "\(verdict)")
    }

    @Test func anAttemptThatIsCancelledBeforeItBeginsSendsNothing() async throws {
        let (smtp, http) = (try ScriptedSMTPServer(), try ScriptedHTTPServer())
        let engine = CurlEngine(mailThreads: 1)
        let couriers: [any Courier] = [
            try SMTPCourier(settings: relay(smtp.port), engine: engine),
            try WebhookCourier(settings: endpoint(http.port), engine: engine),
        ]
        let (gate, open) = AsyncStream<Void>.makeStream()
        for courier in couriers {
            let task = Task {
                for await _ in gate { break }
                return await courier.attempt(sampleParcel(sampleMail()))
            }
            task.cancel()
            open.yield()
            #expect(await task.value.outcome == .retry)
        }
        await engine.shutdown()
        #expect(smtp.mails.isEmpty)
        #expect(http.requests.isEmpty)
    }

    /// The relay never answers QUIT; with a reply timeout of ten minutes, waiting for it would exceed the time limit.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [("250 2.1.5 ok", Verdict.Outcome.delivered), ("550 5.1.1 no", .permanent)]
    )
    func quitIsSentWithoutWaitingForItsReply(reply: String, outcome: Verdict.Outcome) async throws {
        let (reached, signal) = AsyncStream<Void>.makeStream()
        let server = try ScriptedSMTPServer {
            guard $0.stage == .quit else { return $0.stage == .rcpt ? .reply(reply) : .proceed }
            signal.yield()
            return .hang
        }
        let engine = CurlEngine(mailThreads: 1)
        var settings = try relay(server.port)
        settings.endOfDataTimeout = .seconds(600)
        let verdict = try await SMTPCourier(settings: settings, engine: engine).attempt(sampleParcel(sampleMail()))
        await engine.shutdown()
        for await _ in reached { break }
        server.stop()
        #expect(verdict.outcome == outcome)
    }

    @Test func shutdownCancelsRunningTransfers() async throws {
        let (reached, signal) = AsyncStream<Void>.makeStream()
        let smtp = try ScriptedSMTPServer {
            guard $0.stage == .endOfData else { return .proceed }
            signal.yield()
            return .hang
        }
        let http = try ScriptedHTTPServer { _ in
            signal.yield()
            return .hang
        }
        let engine = CurlEngine(mailThreads: 2)
        let mail = try SMTPCourier(settings: relay(smtp.port), engine: engine)
        let web = try WebhookCourier(settings: endpoint(http.port), engine: engine)
        let first = Task { await mail.attempt(sampleParcel(sampleMail())) }
        let second = Task { await web.attempt(sampleParcel(sampleEvent)) }
        var arrivals = reached.makeAsyncIterator()
        for _ in 0..<2 { await arrivals.next() }
        await engine.shutdown()
        #expect(await first.value.outcome == .ambiguous)
        #expect(await second.value.outcome == .ambiguous)
        #expect(await mail.attempt(sampleParcel(sampleMail())).outcome == .retry)
        #expect(await web.attempt(sampleParcel(sampleEvent)).outcome == .retry)
        await engine.shutdown()
    }

    @Test func aSlowRelayDoesNotStopTheOthers() async throws {
        let (reached, signal) = AsyncStream<Void>.makeStream()
        let slow = try ScriptedSMTPServer {
            guard $0.stage == .endOfData else { return .proceed }
            signal.yield()
            return .hang
        }
        let (good, http) = (try ScriptedSMTPServer(), try ScriptedHTTPServer())
        let engine = CurlEngine(mailThreads: 2)
        let stuck = try SMTPCourier(settings: relay(slow.port), engine: engine)
        let task = Task { await stuck.attempt(sampleParcel(sampleMail())) }
        for await _ in reached { break }
        let mail = try SMTPCourier(settings: relay(good.port), engine: engine)
        let web = try WebhookCourier(settings: endpoint(http.port), engine: engine)
        for number in 0..<20 {
            #expect(await mail.attempt(sampleParcel(sampleMail(), id: "m\(number)")).outcome == .delivered)
            #expect(await web.attempt(sampleParcel(sampleEvent, id: "w\(number)")).outcome == .delivered)
        }
        task.cancel()
        #expect(await task.value.outcome == .ambiguous)
        await engine.shutdown()
        #expect(http.connectionCount == 1)
    }
}
