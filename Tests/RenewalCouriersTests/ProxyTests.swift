import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@Suite struct ProxyTests {
    /// In its own process, because the environment is shared by all tests.
    @Test func aProxyInTheEnvironmentIsIgnored() async {
        await #expect(processExitsWith: .success) {
            let proxy = try ScriptedHTTPServer { _ in .respond(503) }
            for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
                setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
            }
            let (http, smtp) = (try ScriptedHTTPServer(), try ScriptedSMTPServer())
            let engine = CurlEngine(mailThreads: 1)
            let web = try await WebhookCourier(settings: endpoint(http.port), engine: engine).attempt(
                sampleParcel(sampleEvent)
            )
            let mail = try await SMTPCourier(settings: relay(smtp.port), engine: engine).attempt(
                sampleParcel(sampleMail())
            )
            await engine.shutdown()
            try #require(web.outcome == .delivered && mail.outcome == .delivered)
            try #require(proxy.connectionCount == 0)
        }
    }
}
