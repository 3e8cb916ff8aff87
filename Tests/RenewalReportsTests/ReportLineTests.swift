import Testing

@testable import RenewalReports

@Suite struct ReportLineTests {
    @Test func whatSteersATerminalIsReplaced() {
        #expect(ReportLine("a\u{1B}[31m\nb\u{202E}c").text == "a\u{FFFD}[31m\u{FFFD}b\u{FFFD}c")
    }

    @Test func identityNumbersAreHidden() {
        #expect(ReportLine("R-1 \(Samples.identityNumber)").text == "R-1 1****************5")
    }

    @Test func fieldsMaskedOneByOneStay() {
        #expect(ReportLine(masked: "5f0c\(Samples.identityNumber)").text == "5f0c\(Samples.identityNumber)")
    }

    @Test func numbersAgreeWithTheirNoun() {
        #expect(counted(1, "delivery", "deliveries") == "1 delivery")
        #expect(counted(0, "delivery", "deliveries") == "0 deliveries")
    }
}
