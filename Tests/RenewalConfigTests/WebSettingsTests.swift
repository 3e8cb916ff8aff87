import Testing

@testable import RenewalConfig

/// Where the monitoring program listens: on this machine or not at all.
@Suite struct WebSettingsTests {
    let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func configuration(_ listen: String) -> String { goodConfiguration + "web: {listen: \"\(listen)\"}\n" }

    @Test func withoutTheKeyNothingListens() throws {
        #expect(try workplace.parse(goodConfiguration).web == nil)
    }

    @Test(
        arguments: [
            ("127.0.0.1:9464", "127.0.0.1:9464"), ("localhost:80", "127.0.0.1:80"), ("127.8.0.255:1", "127.8.0.255:1"),
            ("[::1]:65535", "[::1]:65535"), ("unix:/run/renewald-web/web.sock", "unix:/run/renewald-web/web.sock"),
        ]
    )
    func thisMachineIsListenedTo(listen: String, listener: String) throws {
        #expect(try workplace.parse(configuration(listen)).web?.listener.description == listener)
    }

    @Test(
        arguments: [
            "0.0.0.0:9464", "192.0.2.1:9464", "[::]:9464", "monitor.example.test:9464", "9464", ":9464", "127.0.0.1",
            "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.256:9464", "127.0.0.1.evil.test:9464", "unix:web.sock", "unix:/",
            "unix:/" + String(repeating: "a", count: 107),
        ]
    )
    func nothingElseIs(listen: String) {
        let problems = workplace.problems(in: configuration(listen))
        #expect(problems.count == 1 && problems[0].contains("listen"), "\(problems)")
    }

    @Test func whereToListenIsRequired() {
        #expect(workplace.problems(in: goodConfiguration + "web: {}\n").first?.contains("'web.listen'") == true)
    }
}
