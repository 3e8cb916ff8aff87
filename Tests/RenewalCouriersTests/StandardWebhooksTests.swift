import Foundation
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalCouriers

@Suite struct StandardWebhooksTests {
    /// Asks the reference library, with the clock set to the header's time.
    private func referenceAccepts(_ headers: [(String, String)], _ body: [UInt8], secret: String) throws -> Bool {
        let script = """
            import sys, datetime
            from standardwebhooks import webhooks
            class Clock(datetime.datetime):
                @classmethod
                def now(cls, tz=None): return datetime.datetime.fromtimestamp(int(sys.argv[3]), tz)
            webhooks.datetime = Clock
            names = ["webhook-id", "webhook-timestamp", "webhook-signature"]
            try:
                webhooks.Webhook(sys.argv[1]).verify(sys.stdin.buffer.read(), dict(zip(names, sys.argv[2:])))
                print("accepted")
            except webhooks.WebhookVerificationError: print("refused")
            """
        let output = try ForeignProgram.python(script, arguments: [secret] + headers.map(\.1), input: body)
        return output == "accepted\n"
    }

    private func headers(_ secrets: [String], body: [UInt8] = sampleEvent) throws -> [(String, String)] {
        let keys = try secrets.map(StandardWebhooks.key(fromSecret:))
        return StandardWebhooks.headers(id: "a1", timestamp: UnixTime(seconds: 1_765_760_400), body: body, keys: keys)
    }

    @Test func theReferenceLibraryAcceptsOurSignature() throws {
        let headers = try headers([sampleSecret()])
        #expect(headers.map(\.0) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(headers[0].1 == "msg_a1")
        #expect(headers[1].1 == "1765760400")
        #expect(try referenceAccepts(headers, sampleEvent, secret: sampleSecret()))
    }

    @Test func referenceLibraryRefusesAChangedBodyOrKey() throws {
        let headers = try headers([sampleSecret()])
        #expect(try !referenceAccepts(headers, sampleEvent + [32], secret: sampleSecret()))
        #expect(try !referenceAccepts(headers, sampleEvent, secret: sampleSecret(8)))
    }

    @Test func bothSecretsVerifyDuringRotation() throws {
        let headers = try headers([sampleSecret(9), sampleSecret(7)])
        for byte: UInt8 in [9, 7] { #expect(try referenceAccepts(headers, sampleEvent, secret: sampleSecret(byte))) }
        #expect(try !referenceAccepts(headers, sampleEvent, secret: sampleSecret(8)))
    }

    @Test(arguments: [
        ("v1,whsec_AAAA", StandardWebhooks.SecretProblem.isSignature),
        ("AAAA", .hasNoPrefix),
        ("whsec_***", .isNotBase64),
        ("whsec_AAAA", .hasBadLength),
        ("whsec_" + Data(repeating: 1, count: 65).base64EncodedString(), .hasBadLength),
    ])
    func aBadSecretIsNamed(secret: String, problem: StandardWebhooks.SecretProblem) {
        #expect(throws: problem) { try StandardWebhooks.key(fromSecret: secret) }
    }

    @Test func aCourierWithoutUsableSecretsIsRefused() async throws {
        let engine = CurlEngine(mailThreads: 1)
        var settings = endpoint(1)
        settings.secrets = []
        #expect(throws: WebhookCourier.Problem.hasNoSecret) { try WebhookCourier(settings: settings, engine: engine) }
        settings.secrets = [Secret(sampleSecret()), .unread]
        #expect(throws: WebhookCourier.Problem.unreadSecret(position: 1)) {
            try WebhookCourier(settings: settings, engine: engine)
        }
        settings.secrets = [Secret(sampleSecret()), Secret("whsec_short")]
        #expect(throws: WebhookCourier.Problem.self) { try WebhookCourier(settings: settings, engine: engine) }
        await engine.shutdown()
    }
}
