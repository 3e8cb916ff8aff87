import RenewalFiles
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct CSVTextTests {
    private static let text = "id,name\nP-1,李伟\nP-2,欧阳娜\n"
    /// The same text as Chinese spreadsheet programs save it.
    private static let gb18030: [UInt8] =
        Array("id,name\nP-1,".utf8) + [0xC0, 0xEE, 0xCE, 0xB0] + Array("\nP-2,".utf8)
        + [0xC5, 0xB7, 0xD1, 0xF4, 0xC4, 0xC8, 0x0A]

    @Test func knowsTheEncodingsSpreadsheetsSave() throws {
        let plain = Array(Self.text.utf8)
        for (bytes, encoding) in [
            (plain, "UTF-8"), (CSVText.byteOrderMark + plain, "UTF-8 with BOM"), (Self.gb18030, "GB18030"),
        ] {
            let text = try CSVText(bytes, fileName: "人员.csv")
            #expect(text.bytes == plain)
            #expect(text.encodingName == encoding)
        }
    }

    @Test func decodesTheFourByteCharactersOfGB18030() throws {
        let text = try CSVText(Array("id,".utf8) + [0x95, 0x32, 0x82, 0x36, 0xC0, 0xEE], fileName: "人员.csv")
        #expect(String(decoding: text.bytes, as: UTF8.self) == "id,𠀀李")
    }

    private func refusal(_ bytes: [UInt8]) throws -> (line: Int, reason: String) {
        let error = #expect(throws: RegistryError.self) { _ = try CSVText(bytes, fileName: "人员.csv") }
        guard case .badFile("人员.csv", let line, let reason) = try #require(error) else { return (0, "") }
        return (line, reason.english)
    }

    @Test func damagedUTF8IsNotReadAsGB18030() throws {
        let damaged = Array(Self.text.utf8) + Array("P-3,".utf8) + [0xE6, 0x9D] + Array("\n".utf8)
        let problem = try refusal(damaged)
        #expect(problem.line == 4)
        #expect(problem.reason.contains("damaged"))
        #expect(try refusal(CSVText.byteOrderMark + [0x61, 0x0A, 0xFF]).line == 2)
    }

    @Test func undecodableBytesAreReportedByLine() throws {
        let problem = try refusal(Self.gb18030 + [0x61, 0x0A, 0xFF, 0xFF, 0x0A])
        #expect(problem.line == 5)
        #expect(problem.reason.contains("neither UTF-8 nor GB18030"))
    }

    @Test func utf16IsReadByItsMark() throws {
        let little: [UInt8] = Self.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big: [UInt8] = Self.text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            let text = try CSVText(bytes, fileName: "人员.csv")
            #expect((text.bytes, text.encodingName) == (Array(Self.text.utf8), "UTF-16"))
        }
    }

    @Test func otherFormatsAreRefusedWithAdvice() throws {
        #expect(try refusal([0x69, 0, 0x64, 0, 0x2C, 0]).reason.contains("CSV UTF-8"))
        #expect(try refusal([]).reason.contains("empty"))
    }

    /// In GBK, 谢强 has the bytes of `лǿ`.
    @Test(arguments: [["谢强"], ["谢强", "郑伟", "王一"], ["王芳"], ["买买提·艾力"], ["李伟", "Müller"]])
    func shortListsOfNamesInGBKAreNotTakenForUTF8(names: [String]) throws {
        let text = "id,name\n" + names.enumerated().map { "P-\($0),\($1)\n" }.joined()
        guard case .success(let bytes) = TextEncoding.gb18030.encode(text) else {
            Issue.record("GB18030 has every character")
            return
        }
        #expect(String(decoding: try CSVText(bytes, fileName: "人员.csv").bytes, as: UTF8.self) == text)
    }

    @Test(arguments: ["Müller", "Иван Петров", "José Ángel", "谢强", "Ñandú", "שלום"])
    func namesInUTF8StayUTF8(name: String) throws {
        let text = try CSVText(Array("id,name\nP-1,\(name)\n".utf8), fileName: "人员.csv")
        #expect(text.encodingName == "UTF-8")
    }

    @Test func big5IsToldFromGBK() throws {
        let text = "姓名,有效期至\n陳大文,2027-03-05\n歐陽國強,2027-03-06\n"
        guard case .success(let bytes) = TextEncoding.big5.encode(text) else {
            Issue.record("Big5 has every character")
            return
        }
        let read = try CSVText(bytes, fileName: "名單.csv")
        #expect((String(decoding: read.bytes, as: UTF8.self), read.encodingName) == (text, "Big5"))
    }

    @Test func whatSomebodySaysCountsMore() throws {
        let bytes: [UInt8] = Array("id,name\nP-1,".utf8) + [0xD0, 0xBB, 0xC7, 0xBF, 0x0A]
        #expect(try CSVText(bytes, fileName: "人员.csv").encodingName == "GB18030")
        let text = try CSVText(bytes, fileName: "人员.csv", encoding: .utf8)
        #expect(String(decoding: text.bytes, as: UTF8.self).hasSuffix("лǿ\n"))
    }
}
