import RenewalTestSupport
import Testing

/// The tests' own server does not touch those of other tests.
@Suite struct ScriptedHTTPServerTests {
    /// By then the number of its socket may be that of another server's.
    @Test func aSecondStopHitsNobodyElse() throws {
        for _ in 0..<100 {
            let old = try ScriptedHTTPServer()
            old.stop()
            let ports = try (0..<4).map { _ in try HeldPort() }
            let others = try ports.map { try ScriptedHTTPServer(port: $0.number) }
            old.stop()
            #expect(try ports.allSatisfy { try $0.isAnswered() })
            for other in others { other.stop() }
        }
    }
}
