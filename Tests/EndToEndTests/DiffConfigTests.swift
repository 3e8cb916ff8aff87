import Foundation
import RenewalTestSupport
import Testing

/// Who would be told more or less by another configuration, from a real registry.
@Suite(.startsPrograms) struct DiffConfigTests {
    private func changes(_ office: Office, _ edit: (String) -> String) throws -> (lines: [String], text: String) {
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(edit(yaml), to: "new.yaml")
        let files = [office.configuration, office.directory.path("new.yaml")]
        let json = try office.renewald(["diff-config"] + files + ["--format", "json"])
        return (json.split(separator: "\n").map(String.init), try office.renewald(["diff-config"] + files))
    }

    private func office() throws -> Office {
        let office = try Office()
        try office.fill(3) { _ in 200 }
        try office.configure(smtpPort: 1, httpPort: 1)
        return office
    }

    @Test func aRouteThatIsTakenOutSilencesItsPeople() throws {
        let (lines, text) = try changes(try office()) { yaml in
            yaml.replacing("  - {match: {audience: holder}, send: [office-mail]}\n", with: "")
        }
        #expect(lines.count == 3 && lines.allSatisfy { $0.contains(#""change":"silenced""#) })
        #expect(text.contains("张伟1 p1@example.test  holder  would hear nothing ("))
        #expect(text.contains("3 would hear nothing, 1 as before"), "\(text)")
    }

    @Test func anotherMarkIsToldOtherwise() throws {
        let (lines, text) = try changes(try office()) { $0.replacing("rules: {}", with: "rules: {mark: 4mo}") }
        #expect(lines.count == 4 && lines.allSatisfy { $0.contains(#""gained":[{"#) }, "\(text)")
        #expect(text.hasSuffix("keys that differ: rules.mark (new)\n"), "\(text)")
    }

    @Test func theSameSaysSo() throws {
        let (lines, text) = try changes(try office()) { $0 + "# a remark\n" }
        #expect(lines.isEmpty && text.contains(": 4 as before"), "\(text)")
    }
}
