import Testing

@testable import RenewalOffice

@Suite struct CSVReaderTests {
    private func records(_ text: String, separator: String = ",") -> [CSVRecord] {
        var reader = CSVReader(Array(text.utf8), separator: separator.utf8.first ?? 0)
        var records: [CSVRecord] = []
        while let record = reader.next() { records.append(record) }
        return records
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func anyLineEndEndsARecord(end: String) {
        let found = records(["编号,姓名", "1,李伟", "", "2,"].joined(separator: end))
        #expect(found.map(\.fields) == [["编号", "姓名"], ["1", "李伟"], ["2", ""]])
        #expect(found.map(\.line) == [1, 2, 4])
    }

    @Test func quotedFieldsMayContainSeparatorsQuotesAndLineBreaks() {
        let found = records("a,\"一,\"\"二\"\"\r\n三\",c\r\n\"\",x\r\n")
        #expect(found.map(\.fields) == [["a", "一,\"二\"\r\n三", "c"], ["", "x"]])
        #expect(found.map(\.line) == [1, 3])
        #expect(found.allSatisfy { $0.problem == nil })
    }

    @Test func quoteInsideAnUnquotedFieldIsLiteral() {
        #expect(records("5\" 管,x").map(\.fields) == [["5\" 管", "x"]])
    }

    @Test func tabsAreSeparatorsToo() {
        #expect(records("a,b\tc\n", separator: "\t").map(\.fields) == [["a,b", "c"]])
    }

    @Test func brokenQuotingIsReportedWithTheLineItBeginsOn() {
        let after = records("x\n\"a\"b,c\nd,e")
        #expect(after.map { $0.problem != nil } == [false, true, false])
        let open = records("x\na,\"b\nc\nd")
        #expect(open.map(\.line) == [1, 2])
        #expect(open.last?.problem == .openQuote)
    }

    @Test func anEmptyFileHasNoRecords() {
        #expect(records("").isEmpty)
        #expect(records("\r\n\n").isEmpty)
    }
}
