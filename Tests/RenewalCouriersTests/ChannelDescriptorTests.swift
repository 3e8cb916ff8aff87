import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalCouriers

@Suite struct ChannelDescriptorTests {
    private static func maildir() throws -> MaildirSettings {
        MaildirSettings(path: "/srv/mail", from: try EmailAddress("office@example.test"), fromName: "注册办")
    }

    private static func kinds() throws -> [ChannelKind] {
        var relay = try relay(25)
        (relay.fromName, relay.replyTo) = ("注册办", try EmailAddress("reply@example.test"))
        (relay.username, relay.password) = ("renewald", .unread)
        return [.smtp(relay), .webhook(endpoint(80)), .maildir(try maildir())]
    }

    @Test func eachKindAnswersForItself() throws {
        let descriptors = try Self.kinds().map(\.descriptor)
        #expect(descriptors.map(\.reach) == [.mailboxes, .ownTarget, .mailboxes])
        #expect(descriptors.map(\.pace) == [.mail, .webhook, .mail])
        #expect(descriptors.map(\.secrets) == [[.unread], [Secret(sampleSecret())], []])
        #expect(descriptors.map(\.paths) == [[], [], ["/srv/mail"]])
        #expect(descriptors.map { $0.facts.map(\.english) } == [["says EHLO office.test (helo)"], [], []])
    }

    @Test func mailSaysWhomItIsFrom() throws {
        let office = try EmailAddress("renewald@office.test")
        let contents = try Self.kinds().map(\.descriptor.content)
        let reply = try EmailAddress("reply@example.test")
        #expect(contents[0] == .mail(from: MailIdentity(address: office, name: "注册办", replyTo: reply)))
        #expect(contents[1] == .event)
        let from = try Self.maildir().from
        #expect(contents[2] == .mail(from: MailIdentity(address: from, name: "注册办", replyTo: nil)))
    }

    @Test func noCourierIsMadeOfAnUnreadSecret() throws {
        let engine = CurlEngine(mailThreads: 1)
        var hook = endpoint(80)
        hook.secrets = [.unread]
        for kind in [try Self.kinds()[0], .webhook(hook)] {
            #expect(throws: (any Error).self) { try kind.descriptor.courier(on: engine, as: "renewald/0") }
        }
        for kind in try Self.kinds().dropFirst() {
            #expect(throws: Never.self) { try kind.descriptor.courier(on: engine, as: "renewald/0") }
        }
    }

    @Test func channelsThroughOneRelayShareItsConnection() async throws {
        let server = try ScriptedSMTPServer()
        defer { server.stop() }
        let engine = CurlEngine(mailThreads: 1)
        for name in ["注册办", "考试中心"] {
            var settings = try relay(server.port)
            settings.fromName = name
            let courier = try settings.courier(on: engine, as: "renewald/0")
            #expect(await courier.attempt(sampleParcel(sampleMail())).outcome == .delivered)
        }
        await engine.shutdown()
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [
        ("mail.example.test", true), ("localhost", false), ("host.localdomain", false), ("host.local", false),
        ("10.0.0.5", false), ("host.", false),
    ])
    func onlyANameWithADomainIsFull(name: String, isFull: Bool) { #expect(HeloName.isFull(name) == isFull) }
}
