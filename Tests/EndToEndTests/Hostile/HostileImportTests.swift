import Foundation
import RenewalTestSupport
import Testing

/// The same bad values as files for `registry import`: refused with line and reason, or imported as harmless text.
@Suite(.startsPrograms) struct HostileImportTests {
    /// A bad value that a file can hold, and the expected problem; `nil` when the row is imported.
    private struct Row {
        let input: HostileInput
        let line: Int
        let reason: String?
    }

    private static let breaks = "contains a line break or control character"

    /// The file's text and its rows; a name may span several lines.
    private func file() -> (text: String, rows: [Row]) {
        var text = "id,name,email\n"
        var rows: [Row] = []
        for input in HostileInput.all {
            guard let name = cell(.name, of: input, or: "李伟"), let email = cell(.email, of: input, or: input.address),
                let id = cell(.id, of: input, or: input.recordID), id != "G-1"
            else { continue }
            let line = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
            rows.append(Row(input: input, line: line, reason: reason(id: id, name: name, email: email, input)))
            text += [id, name, email].map(Self.quoted).joined(separator: ",") + "\n"
        }
        return (text, rows)
    }

    /// Quotes are doubled scalar by scalar: to Swift, a quote followed by a combining mark is another character.
    private static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    private func cell(_ column: HostileInput.Column, of input: HostileInput, or standard: String) -> String? {
        switch input.values[column] {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
        case .null: ""
        case .blob: nil
        case nil: standard
        }
    }

    private func reason(id: String, name: String, email: String, _ input: HostileInput) -> String? {
        if id.isEmpty { return "id: is empty" }
        if id.unicodeScalars.contains(where: breaksLine) { return "id: \(Self.breaks)" }
        if name.utf8.count > 2000 { return "name: is longer than 2000 bytes" }
        if name.unicodeScalars.contains(where: breaksLine) { return "name: \(Self.breaks)" }
        if case .unreachable(let reason) = input.fate, !email.isEmpty { return "email: \(reason)" }
        return nil
    }

    private func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }

    @Test func badRowsAreReportedByLineAndCanBeSkipped() throws {
        let office = try Office()
        try office.renewald(["registry", "init", "--registry", office.registry])
        let (text, rows) = file()
        try office.write(text, to: "person.csv")
        let path = office.directory.path("person.csv")
        let command = ["registry", "import", "--registry", office.registry, path]
        let ending = try Program.run("renewald", command)
        #expect(ending.status == 65)
        let refusals = ending.errors.split(separator: "\n").map(String.init)
        let expected = rows.compactMap { row in row.reason.map { "renewald: \(path):\(row.line): \($0)" } }
        #expect(refusals == expected)
        let written = try Program.run("renewald", command + ["--write", "--skip-bad"])
        #expect(written.output.contains(" \(rows.count - expected.count) new,"))
        try expectRoundTrip(office, rows: rows)
    }

    /// Imported values are exported unchanged and without spreadsheet formulas.
    private func expectRoundTrip(_ office: Office, rows: [Row]) throws {
        let exported = try office.renewald(["registry", "export", "--registry", office.registry, "person"])
        try office.write(exported, to: "exported.csv")
        let script = """
            import csv, sys
            rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
            assert len(rows) == int(sys.argv[2]) + 1, len(rows)
            assert not any(cell[:1] in tuple("=+-@\\t\\r＝＋－＠") for row in rows[1:] for cell in row if cell), rows
            """
        let taken = rows.count { $0.reason == nil }
        let file = office.directory.path("exported.csv")
        _ = try ForeignProgram.python(script, arguments: [file, String(taken)])
        let again = try office.renewald([
            "registry", "import", "--registry", office.registry, "--table", "person", file,
        ])
        #expect(again.contains("0 new, 0 changed, \(taken) unchanged, 0 rejected"))
    }
}
