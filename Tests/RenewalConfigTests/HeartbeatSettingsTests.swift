import Foundation
import RenewalCouriers
import RenewalDelivery
import Testing

@testable import RenewalConfig

@Suite struct HeartbeatSettingsTests {
    private let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        try workplace.write("https://watch.example.test/ping/0e1f\n", to: "credentials/watch", mode: 0o444)
    }

    private func heartbeat(_ text: String) throws -> HeartbeatSettings? {
        try workplace.parse(goodConfiguration + "heartbeat: \(text)\n").heartbeat
    }

    private func problems(_ text: String) -> [String] {
        workplace.problems(in: goodConfiguration + "heartbeat: \(text)\n")
    }

    @Test func theURLStandsThereOrInASecret() throws {
        let url = "https://watch.example.test/ping/0e1f"
        #expect(try heartbeat("{url: \"\(url)\"}") == HeartbeatSettings(url: Secret(url)))
        #expect(try heartbeat("{url: {credential: watch}}") == HeartbeatSettings(url: Secret(url)))
        #expect(try workplace.parse(goodConfiguration).heartbeat == nil)
    }

    @Test func everyKeyIsRead() throws {
        let text = "{url: \"http://10.0.0.7/\", network: internal, ca_file: ca.pem, timeout: 3s}"
        let expected = HeartbeatSettings(
            url: Secret("http://10.0.0.7/"),
            network: .internal,
            caFile: "\(workplace.directory.path)/ca.pem",
            timeout: .seconds(3)
        )
        #expect(try heartbeat(text) == expected)
    }

    @Test(arguments: [
        ("{urll: a}", "15:13: unknown key 'urll', did you mean 'url'?"),
        ("{timeout: 3s}", "15:1: missing key 'heartbeat.url', which is required; add it"),
        (
            "{url: \"http://watch.example.test/0e1f\"}",
            "15:18: url: http:// is only for your own network; use https:// or add network: internal"
        ),
        ("{url: \"ftp://watch.example.test/0e1f\"}", "15:18: url: the URL must start with https:// or http://"),
        (
            "{url: \"https://u:0e1f@watch.example.test/\"}",
            "15:18: url: the URL carries a user name or password; remove it and use the keys for secrets"
        ),
        (
            "{url: \"https://watch.example.test/\", timeout: 2m}",
            "it must be between 1s and 1m"
        ),
        ("{url: {credential: hr}}", "15:18: url: the URL must start with https:// or http://"),
        ("{url: {value: 0e1f}}", "15:18: url: does not say where it is kept; write {file: PATH} or {credential: NAME}"),
    ])
    func mistakesAreNamedWithoutTheURL(text: String, problem: String) {
        let found = problems(text)
        #expect(found.contains { $0.hasSuffix(problem) }, "\(found)")
        #expect(!found.contains { $0.contains("0e1f") || $0.contains("whsec") }, "\(found)")
    }

    /// Whoever only looks at the queue needs no access to it.
    @Test func itIsUnreadForCommandsThatSendNothing() throws {
        let settings = try Settings.parse(
            text: goodConfiguration + "heartbeat: {url: {credential: nowhere}}\n",
            file: "renewald.yaml",
            environment: [:],
            secrets: .none
        )
        #expect(settings.heartbeat?.url == .unread && settings.hasUnreadSecrets)
    }
}
