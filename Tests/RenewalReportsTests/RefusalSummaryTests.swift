import RenewalRules
import Testing

@testable import RenewalReports

@Suite struct RefusalSummaryTests {
    @Test func aShortOneStaysAsItIs() {
        let phrases = [Phrase("甲", "A"), Phrase("乙", "B")]
        #expect(phrases.summary(in: .chinese) == "甲\n乙")
        #expect(phrases.summary(in: .english) == "A\nB")
    }

    @Test func linesAndBytesAreLimited() {
        let many = Array(repeating: Phrase(verbatim: "行"), count: 100).summary(in: .chinese)
        #expect(many.split(separator: "\n").count == 40)
        let long = [Phrase(verbatim: String(repeating: "列", count: 100_000)), Phrase(verbatim: "合计")]
        let lines = long.summary(in: .chinese).split(separator: "\n")
        #expect(lines.count == 2 && lines[1] == "合计", "a long title leaves room for the rest")
        #expect(lines[0].utf8.count <= 600 && lines[0].hasSuffix("列…") && !lines[0].contains("\u{FFFD}"))
        let all = Array(repeating: Phrase(verbatim: String(repeating: "é", count: 280)), count: 40)
        let text = all.summary(in: .english)
        #expect(text.utf8.count <= 4096 && text.utf8.count > 4090 && text.hasSuffix("…"))
    }
}
