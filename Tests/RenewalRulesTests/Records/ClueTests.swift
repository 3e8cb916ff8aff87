import RenewalRules
import Testing

@Suite struct ClueTests {
    private func answer(_ clue: String, _ value: String, _ place: Clue.Place) throws -> Clue.Answer? {
        try #require(Clue(clue)).answer(of: value, in: place)
    }

    @Test(arguments: [
        ("李伟", "李伟", Clue.Answer.wholly), ("李 伟", "李伟", .wholly), ("李伟", "李\u{3000}伟", .wholly),
        ("LI WEI", "Li Wei", .wholly), ("ＬＩ　ｗｅｉ", "li wei", .wholly), ("李伟", "李\u{200B}伟", .wholly),
        ("阿不都•买买提", "阿不都·买买提", .wholly), ("南山", "陕西省南山安全技术有限公司", .inPart),
        ("公司(示例)", "公司（示例）", .wholly),
    ])
    func namesAreComparedWithoutWidthCaseAndBlanks(clue: String, value: String, answer: Clue.Answer) throws {
        #expect(try self.answer(clue, value, .name) == answer)
    }

    @Test(arguments: [("李伟", "李炜"), ("李伟强", "李伟"), ("伟", "李伟"), ("12345", "公司12345")])
    func otherNamesDoNotAnswer(clue: String, value: String) throws {
        #expect(try answer(clue, value, .name) == nil)
    }

    @Test(arguments: [
        ("1234", "11018020211234", Clue.Answer.inPart), ("…1234", "11018020211234", .inPart),
        ("注册号尾号：1234", "11018020211234", .inPart), ("11018020211234", "11018020211234", .wholly),
        ("１２３４", "11018020211234", .inPart), ("sn-00a1", "SN-00A1", .wholly), ("0a10b2", "SN 0A10 B2", .inPart),
    ])
    func numbersAnswerByTheirEnd(clue: String, value: String, answer: Clue.Answer) throws {
        #expect(try self.answer(clue, value, .number) == answer)
    }

    @Test(arguments: [("234", "11018020211234"), ("1101", "11018020211234"), ("1234", "34")])
    func otherNumbersDoNotAnswer(clue: String, value: String) throws {
        #expect(try answer(clue, value, .number) == nil)
    }

    @Test(arguments: [
        ("13800000001", "+86 138-0000-0001", Clue.Answer.inPart), ("138 0000 0001", "13800000001", .wholly),
        ("+86 138 0000 0001", "13800000001", .inPart), ("13800000001", "000001", nil),
        ("0000001", "13800000001", .inPart), ("000001", "13800000001", nil),
    ])
    func telephonesAnswerBySevenDigits(clue: String, value: String, answer: Clue.Answer?) throws {
        #expect(try self.answer(clue, value, .telephone) == answer)
    }

    @Test(arguments: [
        ("Li.Wei@Example.test", "li.wei@example.test", Clue.Answer.wholly),
        ("li@example.test", "hr@example.test；LI@example.test", .wholly), ("i@example.test", "li@example.test", nil),
    ])
    func anyOfSeveralAddressesAnswers(clue: String, value: String, answer: Clue.Answer?) throws {
        #expect(try self.answer(clue, value, .address) == answer)
    }

    @Test(arguments: ["fcfqwwbh33", "FCFQWWBH33", "通知编号：fcfqwwbh33", "Notice: fcfqwwbh33", "fcfq wwbh 33"])
    func aPrintedNumberIsReadAsItIsPasted(written: String) throws {
        #expect(try #require(Clue(written)).printedNumber == "fcfqwwbh33")
    }

    private static let number = "fcfqwwbh33abcdefghijklmn25"

    /// As a consumer reads it to the office, or pastes it out of a log.
    @Test(arguments: [
        "msg_\(number)", "webhook-id: msg_\(number)", "MSG_\(number)_2", "msg_\(number)_p3", "msg_\(number)_12_p2",
        "\(number)_p2",
    ])
    func theIDOfAnEventNamesItsDelivery(written: String) throws {
        let clue = try #require(Clue(written))
        #expect(clue.printedNumber == Self.number && clue.isWholePrintedNumber)
    }

    @Test func theBeginningOfAnEventsIDIsABeginningOnly() throws {
        let clue = try #require(Clue("msg_fcfqwwbh33"))
        #expect(clue.printedNumber == "fcfqwwbh33" && !clue.isWholePrintedNumber)
    }

    @Test(arguments: [
        "msg_\(number)_x", "msg_\(number)_p", "msg_\(number)_p2_2", "msg_\(number)a", "fcfqwwbh_2", "msg_fcfqw",
    ])
    func otherMarksMakeNoID(written: String) throws {
        #expect(try #require(Clue(written)).printedNumber == nil)
    }

    @Test(arguments: ["fcfqw", "R-0001", "fcfqwwbh81", "李伟李伟李伟", "abcdefghijklmnopqrstuvwxyzab"])
    func nothingElseIsAPrintedNumber(written: String) throws {
        #expect(try #require(Clue(written)).printedNumber == nil)
    }

    @Test(arguments: ["", "  ", "\u{3000}", "…", "：", String(repeating: "甲", count: 100)])
    func nothingOrTooMuchIsNoClue(written: String) { #expect(Clue(written) == nil) }
}
