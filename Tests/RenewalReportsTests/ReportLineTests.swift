import RenewalRules
import Testing

@testable import RenewalReports

@Suite struct ReportLineTests {
    @Test func whatSteersATerminalIsReplaced() {
        #expect(ReportLine(Phrase(verbatim: "a\u{1B}[31m\nb\u{202E}c")).text == "a\u{FFFD}[31m\u{FFFD}b\u{FFFD}c")
    }

    @Test func identityNumbersAreHidden() {
        #expect(ReportLine(data: "R-1 \(Samples.identityNumber)").text == "R-1 1****************5")
    }

    @Test func fieldsMaskedOneByOneStay() {
        #expect(ReportLine(masked: "5f0c\(Samples.identityNumber)").text == "5f0c\(Samples.identityNumber)")
    }

    @Test func aLineIsShownInTheLanguageAskedFor() {
        let line = ReportLine(Phrase("已写入\n", "written\n"))
        #expect(line[.chinese] == "已写入\u{FFFD}" && line[.english] == "written\u{FFFD}")
        #expect(ReportLine(data: "{}")[.chinese] == ReportLine(data: "{}")[.english])
    }

    @Test func numbersAgreeWithTheirNoun() {
        #expect(counted(1, "delivery", "deliveries") == "1 delivery")
        #expect(counted(0, "delivery", "deliveries") == "0 deliveries")
    }
}
