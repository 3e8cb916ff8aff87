import Foundation
import RenewalTestSupport
import Testing

@testable import RenewalOffice

/// The helper is not trusted to keep to its own limits.
@Suite struct SheetProgramTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// A helper that does what a script says.
    private func program(_ script: String, _ limits: SheetProgram.Limits) throws -> SheetProgram {
        let (text, path) = (directory.path("script"), directory.path("helper-\(UUID().uuidString)"))
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: text))
        try ForeignProgram.install(text, as: path)
        return SheetProgram(path: path, limits: limits)
    }

    private static let row = #"echo '{"sheet":{"name":"在册"}}'"#

    @Test func whatPrintsWithoutEndIsStopped() throws {
        let lines = try program("\(Self.row); exec yes '{\"row\":1,\"cells\":[\"张三\"]}'", .init(outputBytes: 1 << 20))
        #expect(throws: SheetRefusal.workbook(code: "too_large")) { try lines.read([]) }
        let bytes = try program("exec cat /dev/zero", .init(outputBytes: 1 << 20))
        #expect(throws: SheetRefusal.workbook(code: "too_large")) { try bytes.write([]) }
    }

    @Test func aLineWithoutEndIsStopped() throws {
        let program = try program("\(Self.row); exec cat /dev/zero", .init(lineBytes: 1 << 20))
        #expect(throws: SheetRefusal.workbook(code: "text_too_long")) { try program.read([]) }
    }

    @Test func whatNeverAnswersIsStopped() throws {
        let program = try program("exec sleep 1000", .init(seconds: 1))
        #expect(throws: SheetRefusal.workbook(code: "out_of_time")) { try program.read([]) }
    }

    @Test func whatKeepsToThemIsRead() throws {
        let script = """
            \(Self.row); echo '{"row":1,"cells":["张三"]}'; printf '{"row":2,"cells":["李'; sleep 0.1
            echo '四"]}'; echo '{"end":{}}'
            """
        let sheets = try program(script, .init(outputBytes: 1000, lineBytes: 40)).read([])
        #expect(sheets.map(\.name) == ["在册"])
        #expect(sheets.first?.rows.map { $0.cells.map(\.shown) } == [["张三"], ["李四"]])
    }

    @Test func onlyWhatTheComputerLacksIsTriedAgain() {
        let passing: [SheetRefusal] = [.noProgram(places: []), .cannotRun(reason: ""), .ended(status: -9)]
        let lasting: [SheetRefusal] = [.noHeader, .workbook(code: "out_of_time"), .ended(status: -11)]
        #expect(passing.allSatisfy(\.isOfEnvironment) && !lasting.contains(where: \.isOfEnvironment))
    }
}
