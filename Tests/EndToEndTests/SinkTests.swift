import Foundation
import RenewalTestSupport
import Testing

/// What the tests count: an office's own mails and events, whoever else uses the loopback.
@Suite(.startsPrograms) struct SinkTests {
    private func once(_ office: Office) throws -> Int32 {
        try Program.run("renewald", ["run", "--once", "--config", office.configuration]).status
    }

    /// A program that was told a port when it belonged to somebody else.
    @Test func aStrangersMailsAndEventsAreRefusedAndNotCounted() throws {
        let (office, stranger) = (try Office(), try Office())
        try office.fill(2) { _ in 60 }
        try stranger.fill(3) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        try stranger.configure(smtpPort: smtp, httpPort: http)
        #expect(try once(stranger) == 75)
        #expect(try office.arrived().isEmpty)
        #expect(try once(office) == 0)
        #expect(try office.arrived().count == 4)
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }
}
