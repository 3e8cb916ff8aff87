import RenewalRegistry
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
            #expect(text.encoding == encoding)
        }
    }

    @Test func decodesTheFourByteCharactersOfGB18030() throws {
        let text = try CSVText(Array("id,".utf8) + [0x95, 0x32, 0x82, 0x36, 0xC0, 0xEE], fileName: "人员.csv")
        #expect(String(decoding: text.bytes, as: UTF8.self) == "id,𠀀李")
    }

    private func refusal(_ bytes: [UInt8]) throws -> (line: Int, reason: String) {
        let error = #expect(throws: RegistryError.self) { _ = try CSVText(bytes, fileName: "人员.csv") }
        guard case .badFile("人员.csv", let line, let reason) = try #require(error) else { return (0, "") }
        return (line, reason)
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

    @Test func otherFormatsAreRefusedWithAdvice() throws {
        let wide: [UInt8] = [0x69, 0, 0x64, 0, 0x2C, 0]
        for bytes in [[0xFF, 0xFE] + wide, [0xFE, 0xFF, 0] + wide, wide] {
            let problem = try refusal(bytes)
            #expect(problem.reason.contains("UTF-16"))
            #expect(problem.reason.contains("CSV UTF-8"))
        }
        #expect(try refusal([0x50, 0x4B, 3, 4, 0, 0]).reason.contains("workbook"))
        #expect(try refusal([]).reason.contains("empty"))
    }
}
