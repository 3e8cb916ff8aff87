import Foundation
import Logging
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// What the journal gets, as a stand-in for it reads it.
@Suite struct JournalTests {
    private let directory: TemporaryDirectory
    private let journal: JournalReceiver
    private let clock = ManualClock("2025-12-15")
    private let logger: Logger

    init() throws {
        directory = try TemporaryDirectory()
        journal = try JournalReceiver(path: directory.path("socket"))
        let socket = try #require(JournalSocket(path: journal.path))
        let log = DaemonLog(level: .notice, output: .journal(socket), clock: clock)
        logger = Logger(label: "test") { _ in log }
    }

    @Test func anEntryHasFieldsAndAnID() throws {
        logger.log(.channelAtFault, ["delivery.channel": "mail", "fault": "auth 535"])
        let entry = try #require(try journal.next())
        #expect(
            entry.fields == [
                "MESSAGE": "channel at fault, its deliveries wait delivery.channel=mail fault=\"auth 535\"",
                "PRIORITY": "3", "MESSAGE_ID": LogMessage.channelAtFault.id, "SYSLOG_IDENTIFIER": "renewald",
                "SYSLOG_FACILITY": "3", "RENEWALD_CHANNEL": "mail", "RENEWALD_FAULT": "auth 535",
            ]
        )
        logger.error("of a library")
        #expect(try journal.next()?.fields["MESSAGE_ID"] == nil)
    }

    @Test func aValueOfSeveralLinesIsOneField() throws {
        let value = "x\nPRIORITY=0\nMESSAGE=forged\n"
        logger.log(.recordUnreadable, ["record.id": "R-1", "row.reason": "\(value)"])
        let entry = try #require(try journal.next())
        #expect(entry.fields["RENEWALD_ROW_REASON"] == value)
        #expect(entry.fields["PRIORITY"] == "4" && entry.fields["RENEWALD_RECORD"] == "R-1")
        #expect(entry.fields["MESSAGE"]?.contains("\n") == false)
        #expect(try journal.next() == nil)
    }

    @Test func identityNumbersStayOutOfFields() throws {
        logger.log(.rowUnreadable, ["row.id": "110101199003077715"])
        let entry = try #require(try journal.next())
        #expect(!entry.fields.values.contains { $0.contains("1990") })
    }

    @Test(arguments: [(Logger.Level.debug, nil), (.notice, "5"), (.warning, "4"), (.error, "3"), (.critical, "2")])
    func levelsBecomePriorities(level: Logger.Level, priority: String?) throws {
        logger.log(level: level, "hello")
        #expect(try journal.next()?.fields["PRIORITY"] == priority)
    }

    @Test func whatIsTooLargeGoesThroughSealedMemory() throws {
        let socket = try #require(JournalSocket(path: journal.path))
        var entry = JournalEntry("hello", level: .notice, as: nil)
        // Beyond what the system lets a datagram hold.
        let value = String(repeating: "长\n", count: 4 << 20)
        entry.add(value, as: "RENEWALD_VALUE")
        #expect(socket.send(entry.bytes))
        let received = try #require(try journal.next())
        #expect(received.isSealedMemory)
        #expect(received.fields["MESSAGE"] == "hello" && received.fields["RENEWALD_VALUE"] == value)
    }

    @Test func aJournalThatIsAwayTakesNothing() throws {
        let socket = try #require(JournalSocket(path: directory.path("nobody")))
        #expect(!socket.send(JournalEntry("hello", level: .error, as: nil).bytes))
    }

    /// An inherited variable is no proof.
    @Test func onlyTheVeryStreamIsTheJournal() throws {
        let file = directory.path("stream")
        #expect(FileManager.default.createFile(atPath: file, contents: nil))
        let descriptor = open(file, O_RDONLY)
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        let own = "\(status.st_dev):\(status.st_ino)"
        #expect(JournalSocket.leads(descriptor, toJournalOf: ["JOURNAL_STREAM": own]))
        #expect(!JournalSocket.leads(descriptor, toJournalOf: ["JOURNAL_STREAM": "8:1"]))
        #expect(!JournalSocket.leads(descriptor, toJournalOf: [:]))
    }

    // MARK: Repeats

    private func messages() throws -> [String] {
        var found: [String] = []
        while let entry = try journal.next() { found.append(entry.fields["MESSAGE"] ?? "") }
        return found
    }

    @Test func repeatsAreWrittenOnceAnHourWithTheirNumber() throws {
        for _ in 1...5 { logger.log(.stateLocked, ["delivery.channel": "mail"]) }
        logger.log(.stateLocked, ["delivery.channel": "hr"])
        clock.move(by: RepeatLimit.window)
        logger.log(.stateLocked, ["delivery.channel": "mail"])
        let text = "state file locked by another program, deliveries wait delivery.channel="
        #expect(try messages() == ["\(text)mail", "\(text)hr", "\(text)mail repeated=4"])
    }

    /// Nothing more of the kind has to come for the number to be told.
    @Test func theNumberIsToldWhenTheHourIsOver() throws {
        for count in 1...3 { logger.log(.deliveriesStranded, ["delivery.channel": "old", "count": "\(count)"]) }
        clock.move(by: RepeatLimit.window)
        logger.log(.scanDone)
        let found = try messages()
        #expect(found.count == 3 && found[1].hasSuffix("count=3 delivery.channel=old repeated=2"), "\(found)")
        #expect(found[2] == "scan done")
    }

    @Test func aChangeOfStateIsNeverHidden() throws {
        let values: Logger.Metadata = ["delivery.channel": "mail", "fault": "auth 535"]
        for _ in 1...3 { logger.log(.channelAtFault, values) }
        logger.log(.channelWorks, ["delivery.channel": "mail"])
        logger.log(.channelAtFault, values)
        logger.log(.channelWorks, ["delivery.channel": "mail"])
        logger.log(.channelAtFault, ["delivery.channel": "mail", "fault": "connect"])
        let kinds = try messages().map {
            $0.contains("works") ? "works" : $0.contains("repeated=2") ? "twice" : "fault"
        }
        #expect(kinds == ["fault", "twice", "works", "fault", "works", "fault"])
    }

    @Test func anotherCauseIsNoRepeat() throws {
        logger.log(.channelAtFault, ["delivery.channel": "mail", "fault": "connect"])
        logger.log(.channelAtFault, ["delivery.channel": "mail", "fault": "auth 535"])
        #expect(try messages().count == 2)
    }

    @Test func whatAStartFindsIsSaidOnce() throws {
        let values: Logger.Metadata = ["hold.reason": "many_due", "hold.release": "renewald outbox release"]
        logger.log(.sendingHeld, values)
        logger.log(.started)
        logger.log(.sendingHeld, values)
        logger.log(.scanDone)
        let found = try messages()
        #expect(found.count == 3 && found.count { $0.contains("sending is held") } == 1, "\(found)")
    }

    @Test func summariesAreNoRepeats() throws {
        for _ in 1...3 { logger.log(.scanDone, ["scan.examined": "12"]) }
        #expect(try messages().count == 3)
    }

    @Test func memoryIsBounded() throws {
        let limit = RepeatLimit()
        for round in 1...2 {
            for number in 0...RepeatLimit.capacity {
                let values: Logger.Metadata = ["row.id": "\(number)"]
                let entry = LogEntry(
                    LogEvent(
                        level: .warning,
                        message: "a",
                        metadata: values,
                        source: "",
                        file: "",
                        function: "",
                        line: 0
                    ),
                    metadata: [:]
                )
                let isWritten = !limit.admit(entry, at: .zero).isEmpty
                #expect(isWritten == (round == 1 || number == RepeatLimit.capacity))
            }
        }
    }
}
