import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct RosterHeaderTests {
    private func header(_ rows: [String]) -> RosterHeader? {
        let rows = rows.enumerated().map { place, row in
            SheetRow(
                number: place + 1,
                cells: row.split(separator: ",", omittingEmptySubsequences: false).map { .text(String($0)) }
            )
        }
        return RosterHeader(in: rows, map: [:])
    }

    @Test func noTitleMeansTwoFields() {
        let titles = Dictionary(grouping: RosterField.foldedTitles, by: \.title)
        #expect(titles.filter { Set($0.value.map(\.field)).count > 1 }.isEmpty)
    }

    @Test func titlesAreKnownHoweverTheyAreTyped() {
        for title in ["姓名", "姓 名", "姓　名", "*姓名", "姓名（必填）", "姓\n名", " Name ", "ＮＡＭＥ", "姓\u{A0}名", "持证人"] {
            #expect(RosterField(title: title) == .name, "\(title)")
        }
        #expect(RosterField(title: "有效期至(年月日)") == .validUntil)
        #expect(RosterField(title: "Valid Until") == .validUntil)
        #expect(RosterField(title: "血型") == nil)
        // Traditional characters.
        #expect(
            ["手機號碼", "電子郵箱", "註冊證號", "聘用單位"].map(RosterField.init(title:)) == [
                .phone, .email, .registrationNumber, .employer,
            ]
        )
    }

    @Test func theHeaderIsFoundBelowATitle() throws {
        let found = try #require(header(["2026年名单,,,", "制表：王五,,,", "序号,姓名,注册号,有效期至,血型", "1,张三,322,2027-01-01,A"]))
        #expect(found.row == 3)
        #expect(found.used.map(\.field) == [.name, .registrationNumber, .validUntil])
        #expect((found.unneeded, found.unknown) == (["序号"], ["血型"]))
    }

    @Test func aTitleThatSaysTheSameAgainIsNotUnderstood() throws {
        let found = try #require(header(["姓名,手机,电话,有效期至"]))
        #expect((found.unknown, found.repeated, found.unused) == ([], ["电话"], ["电话"]))
    }

    /// A row above it that names nothing a reminder needs.
    @Test func aRowOfRemarksIsNoHeader() throws {
        #expect(header(["备注,说明,部门", "姓名,有效期至"])?.row == 2)
        #expect(header(["备注,说明,部门"]) == nil)
    }

    @Test func aSheetWithoutHeaderHasNone() { #expect(header(["张三,322,2027-01-01"]) == nil) }
}

@Suite struct SeparatedTextTests {
    @Test func onlyASeparatorIsTakenForOne() throws {
        #expect(try SeparatedText(Array("sep=|\n姓名|有效期至".utf8)).rows.map(\.cells.count) == [2])
        #expect(try SeparatedText(Array("sep=x\n姓名,有效期至".utf8)).rows.map(\.number) == [1, 2])
    }

    @Test(arguments: [String(repeating: ",", count: 20_000), String(repeating: "a\n", count: 1_050_000)])
    func moreThanASheetHoldsIsRefused(text: String) {
        #expect(throws: SheetRefusal.self) { try SeparatedText(Array(text.utf8)) }
    }
}

@Suite struct FoldedTextTests {
    @Test(
        arguments: [
            ("张三", "张三"), ("Li Wei", "Li Wei"), ("", ""), (" ", ""), (" 张三", "张三"), ("张三 ", "张三"),
            ("Li  Wei", "Li Wei"),
            ("Li\u{A0}Wei", "Li Wei"), ("张\u{200B}三", "张三"), ("ＡＢ－１", "AB-1"), ("【甲】", "(甲)"), ("e\u{301}", "\u{E9}"),
            ("张　三", "张 三"),
        ]
    )
    func aTextHasOneForm(written: String, folded: String) {
        #expect(Array(FoldedText(written).text.unicodeScalars) == Array(folded.unicodeScalars))
    }
}

@Suite struct CellReaderTests {
    private func read(_ cell: SheetCell, _ field: RosterField) -> Result<String?, CellFault> {
        do throws(CellFault) {
            return .success(try CellReader(field: field).read(cell).value)
        } catch {
            return .failure(error)
        }
    }

    private func read(_ text: String, _ field: RosterField) -> Result<String?, CellFault> { read(.text(text), field) }

    @Test func numbersKeepTheirDigits() {
        #expect(read("=\"00123\"", .registrationNumber) == .success("00123"))
        #expect(read("'00123", .registrationNumber) == .success("00123"))
        #expect(read("１３８００００００００", .phone) == .success("13800000000"))
        #expect(read(.number("13800000000"), .phone) == .success("13800000000"))
        #expect(read("13800000000.0", .phone) == .success("13800000000"))
        #expect(read("1.38E+10", .phone) == .failure(.lostDigits))
        #expect(read(.number("1.10101198401010041e+17"), .identityNumber) == .failure(.lostDigits))
        #expect(read(.number("110101198401010000"), .identityNumber) == .failure(.lostDigits))
    }

    @Test func whatSpreadsheetsLeaveBehindIsNamed() {
        #expect(read(.error("#REF!"), .employer) == .failure(.errorValue("#REF!")))
        #expect(read("#n/a", .employer) == .failure(.errorValue("#N/A")))
        #expect(read("########", .validUntil) == .failure(.tooNarrow))
        #expect(read("NULL", .email) == .failure(.nullWord))
        #expect(read("张\u{FFFD}", .name) == .failure(.lostCharacter))
    }

    @Test(arguments: ["", " ", "\u{A0}", "\u{3000}", "-", "—", "/", "无"])
    func nothingIsNothing(text: String) { #expect(read(text, .email) == .success(nil)) }

    @Test(
        arguments: ["2027/3/5", "2027-3-5", "2027.3.5", "2027年3月5日", "20270305", "２０２７－０３－０５", "2027-03-05 00:00:00"]
    )
    func daysAreReadAsTheyAreWritten(text: String) { #expect(read(text, .validUntil) == .success("2027-03-05")) }

    @Test func aDayTypedAsNumberIsTakenWithARemark() throws {
        let reading = try CellReader(field: .validUntil).read(.number("46450"))
        let day = try #require(CalendarDate("2027-03-04"))
        #expect((reading.value, reading.remarks) == ("2027-03-04", [.serialDay(day)]))
    }

    @Test func aPeriodSaysBothDays() throws {
        for text in ["2022-02-21至2027-02-20", "2022.2.21-2027.2.20", "2022年2月21日～2027年2月20日"] {
            let reading = try CellReader(field: .validUntil).read(.text(text))
            #expect(reading.value == "2027-02-20", "\(text)")
            #expect(reading.others == [.validFrom: "2022-02-21"], "\(text)")
        }
        #expect(try CellReader(field: .validUntil).read(.text("5年")).others == [.term: "5"])
    }

    @Test func wordsAreChineseOrEnglish() {
        #expect(read("有效", .state) == .success("active"))
        #expect(read("已注销", .state) == .success("cancelled"))
        #expect(read("五年", .term) == .success("5"))
        #expect(read("中文", .language) == .success("zh-CN"))
        #expect(read("其他安全(不包括消防安全)", .category) == .success(PracticeCategory.other.rawValue))
    }

    @Test func namesAreAsPeopleCallThem() {
        #expect(read("张　三", .name) == .success("张三"))
        #expect(read("买买提·艾力", .name) == .success("买买提·艾力"))
        #expect(read("John  Smith", .name) == .success("John Smith"))
        #expect(read("123", .name) == .failure(.notAName))
    }

    @Test func severalAddressesBecomeSeveralRecipients() throws {
        let reading = try CellReader(field: .email).read(.text(" a@example.test； b@example.test、A@example.test 坏 "))
        #expect(reading.value == "a@example.test;b@example.test")
        #expect(reading.remarks == [.addresses(.partlyUnusable(.isNotASCII))])
    }
}
