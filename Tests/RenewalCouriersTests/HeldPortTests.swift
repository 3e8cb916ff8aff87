import RenewalTestSupport
import Testing

/// The tests' own servers: a client that still calls a server of before reaches nobody else's.
@Suite struct HeldPortTests {
    @Test func nobodyAnswersUntilAProgramThatWasToldListens() throws {
        let port = try HeldPort()
        #expect(try !port.isAnswered())
        let server = try ScriptedHTTPServer(port: port.number)
        #expect(try port.isAnswered())
        #expect(throws: (any Error).self, "one listener at a time") { try ScriptedHTTPServer(port: port.number) }
        server.stop()
        #expect(try !port.isAnswered())
    }

    /// The system hands out ports at random: as many as these would hit one that is free again.
    @Test func theSystemGivesItToNobody() throws {
        let ports = try (0..<100).map { _ in try HeldPort() }
        for _ in 0..<1000 {
            let server = try HeldPort()
            #expect(!ports.contains { $0.number == server.number })
        }
    }
}
