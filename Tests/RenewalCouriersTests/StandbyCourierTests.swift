import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Synchronization
import Testing

@testable import RenewalCouriers

/// Servers that take over from others.
@Suite struct StandbyCourierTests {
    /// Answers as it is told, and counts how often it is asked.
    private final class Server: Courier {
        private let name: String
        private let answers: Mutex<[Verdict]>
        private let count = Atomic(0)

        init(_ name: String, _ answers: [Verdict]) {
            self.name = name
            self.answers = Mutex(answers)
        }

        var asked: Int { count.load(ordering: .relaxed) }

        func attempt(_ parcel: Parcel) async -> Verdict {
            count.add(1, ordering: .relaxed)
            var answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
            answer.note(server: name, certificateEnd: nil)
            return answer
        }
    }

    private static let accepted = Verdict(.delivered, at: .smtp(.endOfData), about: .message, code: 250, reply: "ok")
    private static let away = Verdict(.retry, at: .smtp(.connect), about: .destination, reply: "connection refused")

    private func attempt(_ courier: StandbyCourier, after seconds: Int64 = 0) async -> Verdict {
        await courier.attempt(
            Parcel(
                deliveryID: "d",
                eventID: "d",
                recipient: "li.wei@example.test",
                payload: [],
                sentAt: UnixTime(seconds: 1_765_760_400 + seconds)
            )
        )
    }

    @Test func aServerAtFaultIsPassedOverUntilItIsTriedAgain() async {
        let (first, second) = (
            Server("a.test", [Self.away, Self.away, Self.accepted]), Server("b.test", [Self.accepted])
        )
        let courier = StandbyCourier([first, second])
        let verdict = await attempt(courier)
        #expect(
            verdict.outcome == .delivered
                && verdict.passedOver == [ServerContact("a.test", fault: "connect connection refused")]
        )
        #expect(await attempt(courier, after: 30).passedOver.isEmpty, "it rests for a minute")
        #expect(first.asked == 1 && second.asked == 2)
        #expect(await attempt(courier, after: 61).passedOver.count == 1)
        #expect(await attempt(courier, after: 170).passedOver.isEmpty, "the second rest is twice as long")
        #expect(first.asked == 2)
        _ = await attempt(courier, after: 182)
        #expect(first.asked == 3 && second.asked == 4, "it works again")
        _ = await attempt(courier, after: 183)
        #expect(first.asked == 4 && second.asked == 4)
    }

    /// So do attempts that ran side by side: the rest of the server does not grow.
    @Test func whatFailsDuringARestIsTheSameFault() async {
        let (first, second) = (Server("a.test", [Self.away]), Server("b.test", [Self.away, Self.accepted]))
        let courier = StandbyCourier([first, second])
        #expect(await attempt(courier).reply == Self.away.reply)
        #expect(await attempt(courier, after: 1).passedOver.count == 1, "both rest, so the first is tried again")
        #expect(await attempt(courier, after: 61).passedOver.count == 1, "its rest was a minute")
        #expect(first.asked == 3)
    }

    @Test func whenAllAreAtFaultTheFirstSpeaks() async {
        let denied = Verdict(.channelAtFault, at: .smtp(.auth), about: .sender, code: 535, reply: "denied")
        let (first, second) = (Server("a.test", [Self.away]), Server("b.test", [denied]))
        let courier = StandbyCourier([first, second])
        let verdict = await attempt(courier)
        #expect(verdict.reply == Self.away.reply && verdict.passedOver.isEmpty, "nobody did the work")
        #expect(verdict.contacts.map(\.fault) == ["connect connection refused", "auth 535"])
        #expect(await attempt(courier, after: 1).reply == Self.away.reply, "both rest, and both are tried")
        #expect(first.asked == 2 && second.asked == 2)
    }

    /// A refused recipient is refused by all, and what may have arrived is not sent through another server.
    @Test(arguments: [
        Verdict(.permanent, at: .smtp(.rcpt), about: .recipient, code: 550, reply: "no such user"),
        Verdict(.retry, at: .smtp(.rcpt), about: .recipient, code: 450, reply: "greylisted"),
        Verdict(.ambiguous, at: .smtp(.endOfData), about: .destination, reply: "no answer"),
        Verdict(.channelAtFault, at: .smtp(.rcpt), about: .unsaid, code: 550, reply: "denied"),
    ])
    func otherAnswersAreForTheMessage(_ answer: Verdict) async {
        let second = Server("b.test", [Self.accepted])
        let courier = StandbyCourier([Server("a.test", [answer]), second])
        #expect(await attempt(courier).reply == answer.reply)
        #expect(second.asked == 0)
    }

    /// A clock that was set back must not keep the first server out for hours.
    @Test func aClockSetBackEndsTheRest() async {
        let first = Server("a.test", [Self.away, Self.accepted])
        let courier = StandbyCourier([first, Server("b.test", [Self.accepted])])
        _ = await attempt(courier)
        _ = await attempt(courier, after: -7200)
        #expect(first.asked == 2)
    }

    @Test func realServersTakeOver() async throws {
        let (away, room) = (try HeldPort(), try TemporaryDirectory())
        let sink = try ForeignServers.smtpSink(in: room)
        var settings = SMTPSettings(
            url: "smtp://127.0.0.1:\(away.number)",
            from: try EmailAddress("office@example.test"),
            tls: .none,
            network: .internal
        )
        settings.standbys = ["smtp://127.0.0.1:\(sink.port)"]
        let engine = CurlEngine(mailThreads: 1)
        let courier = try settings.courier(on: engine, as: "renewald/test")
        let verdict = await courier.attempt(
            Parcel(
                deliveryID: "d",
                eventID: "d",
                recipient: "li.wei@example.test",
                payload: Array("Subject: 提醒\r\n\r\n内容\r\n".utf8),
                sentAt: UnixTime(seconds: 1_765_760_400)
            )
        )
        #expect(verdict.outcome == .delivered)
        #expect(verdict.passedOver.map(\.server) == ["127.0.0.1:\(away.number)"])
        #expect(verdict.passedOver.first?.fault?.hasPrefix("connect ") == true)
        await engine.shutdown()
        let probe = await settings.probe(as: "renewald/test", at: UnixTime(seconds: 1_765_760_400))
        #expect(probe.findings.contains { $0.step == .connect && $0.meaning == .unavailable })
        #expect(probe.findings.contains { $0.step == .quit && $0.meaning == .good })
        withExtendedLifetime((away, sink, room)) {}
    }
}
