import Foundation
import Logging
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

@Suite struct LogEntryTests {
    private static let noon = UnixTime(seconds: 1_765_764_000)

    private func entry(_ message: Logger.Message, _ metadata: Logger.Metadata) -> LogEntry {
        LogEntry(
            LogEvent(
                level: .warning,
                message: message,
                metadata: metadata,
                source: "",
                file: "",
                function: "",
                line: 0
            ),
            metadata: [:]
        )
    }

    private func line(_ message: Logger.Message, _ metadata: Logger.Metadata) -> String {
        entry(message, metadata).line(.logfmt, at: Self.noon)
    }

    @Test func valuesCannotForgeALogEntry() {
        let values: Logger.Metadata = ["smtp.reply": "x\r\n<0>y\u{1B}[2J\u{2028}", "a": "b c"]
        let escaped = "a=\"b c\" smtp.reply=\"x\\u000d\\u000a<0>y\\u001b[2J\\u2028\"\n"
        #expect(line("a\n<0>b", values) == "time=2025-12-15T02:00:00Z level=warning msg=\"a\\u000a<0>b\" \(escaped)")
        #expect(
            entry("a\n<0>b", values).line(.readable, at: Self.noon)
                == "2025-12-15T02:00:00Z warning: a\\u000a<0>b \(escaped)"
        )
        #expect(entry("a\n<0>b", values).journalEntry.line == "<4>a\\u000a<0>b \(escaped)")
    }

    @Test(arguments: 0...20) func truncationDoesNotExposeANumber(shown: Int) throws {
        let value = String(repeating: "-", count: 2000 - shown) + "110101199003077715"
        let entry = entry("a", ["value": "\(value)"])
        let text = entry.line(.logfmt, at: Self.noon)
        #expect(!text.dropFirst(40).contains("11") && text.utf8.count < 2100, "\(text.suffix(40))")
        #expect(!entry.journalEntry.bytes.contains(Array("1101".utf8)))
    }

    /// Without spaces or quotes these values would stay unquoted, yet they can control a terminal.
    @Test(arguments: ["a\u{85}b", "a\u{9B}31mb", "a\u{2028}b", "a\u{202E}b", "a\u{FEFF}b", "a\u{E0001}b"])
    func singleWordValuesAreEscapedToo(value: String) {
        let text = line("hello", ["row.id": "\(value)"])
        #expect(text.unicodeScalars.dropLast().allSatisfy { (0x20..<0x7F).contains($0.value) })
        #expect(text.contains("msg=hello row.id=\"a\\u"))
    }

    @Test func aQuotedValueEndsAtItsOwnQuote() {
        #expect(
            line("hello", ["a": "x\\", "b": "y\" c=\"z", "d": "e=f", "f": ""]).hasSuffix(
                " msg=hello a=\"x\\\\\" b=\"y\\\" c=\\\"z\" d=\"e=f\" f=\"\"\n"
            )
        )
    }

    /// Journald splits a line of more than 48 KiB into several entries.
    @Test func aLongValueIsCut() {
        let text = line("hello", ["a": "\(String(repeating: "\u{10FFFD}\u{0}", count: 60_000))"])
        #expect(text.utf8.count < 24_000)
        #expect(text.hasSuffix("…\"\n"))
    }

    /// What readers of logfmt do: pairs of a word and a word or a JSON string.
    @Test func aReaderOfLogfmtFindsTheValues() throws {
        let values = [
            "a": "b c", "d": "e=f", "empty": "", "quote": "say \"x\\y\"", "reply": "250 ok\r\n",
            "sign": "\u{2028}\u{E0001}",
            "name": "化工安全",
        ]
        let text = line("scan failed, nothing is lost", values.mapValues { "\($0)" })
        let script = """
            import json, re, sys
            pair = re.compile(r'([^ =]+)=("(?:[^"\\\\]|\\\\.)*"|[^ "]*)(?: |$)')
            text, place, found = sys.stdin.buffer.read().decode().rstrip("\\n"), 0, {}
            while place < len(text):
                match = pair.match(text, place)
                found[match[1]] = json.loads(match[2]) if match[2].startswith('"') else match[2]
                place = match.end()
            print(json.dumps(found))
            """
        let read = try ForeignProgram.python(script, input: Array(text.utf8))
        let found = try JSONDecoder().decode([String: String].self, from: Data(read.utf8))
        let head = ["time": "2025-12-15T02:00:00Z", "level": "warning", "msg": "scan failed, nothing is lost"]
        #expect(found == head.merging(values) { head, _ in head })
    }

    @Test(arguments: [
        ("delivery.id", "RENEWALD_DELIVERY"), ("record.id", "RENEWALD_RECORD"),
        ("delivery.channel", "RENEWALD_CHANNEL"), ("row.id", "RENEWALD_ROW"), ("error", "RENEWALD_ERROR"),
        ("verdict.stage", "RENEWALD_VERDICT_STAGE"),
        ("delivery.channel_at_fault", "RENEWALD_DELIVERY_CHANNEL_AT_FAULT"),
    ])
    func fieldsAreNamedAfterTheirKeys(key: String, name: String) {
        #expect(LogEntry.field(for: key) == name)
    }
}
