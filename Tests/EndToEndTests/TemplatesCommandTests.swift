import Foundation
import RenewalTestSupport
import Testing

/// `renewald templates`, for whoever changes words.
@Suite(.startsPrograms) struct TemplatesCommandTests {
    private let office: Office
    private var config: [String] { ["--config", office.configuration] }

    init() throws {
        office = try Office()
        try office.fill(1) { _ in 60 }
        try office.configure(smtpPort: 1, httpPort: 1)
    }

    @Test func fieldsOfAKindAreListed() throws {
        let lines = try office.renewald(["templates", "fields", "registration.last_call"]).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("valid_until ") && $0.contains("text") }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("holder ") && $0.contains("flag") })
        let json = try office.renewald(["templates", "fields", "employer.digest", "--format", "json"])
        let objects = try json.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.contains { $0["form"] as? String == "list" && ($0["fields"] as? [String])?.isEmpty == false })
        #expect(try office.renewald(["templates", "fields"]).contains("registration.last_call"))
        let wrong = try Program.run("renewald", ["templates", "fields", "registration.lastcall"])
        #expect(wrong.status == 64 && wrong.errors.contains("did you mean 'registration.last_call'?"), "\(wrong)")
    }

    @Test func ownTemplatesAreComparedWithTheShippedOnes() throws {
        let none = try Program.run("renewald", ["templates", "diff"] + config)
        #expect(none.status == 0 && none.errors.contains("there are no templates of your own"), "\(none)")
        let folder = office.directory.url.appending(path: "templates")
        let shipped = ForeignProgram.repository.appending(path: "Config/templates")
        try FileManager.default.copyItem(at: shipped.resolvingSymlinksInPath(), to: folder)
        let file = folder.appending(path: "en/registration.last_call.mustache")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data((text + "\nCall us.\n").utf8).write(to: file)
        let run = try Program.run("renewald", ["templates", "diff"] + config)
        #expect(run.status == 0 && run.errors.contains(" 1 changed, "), "\(run)")
        #expect(run.output.hasPrefix("--- shipped/en/registration.last_call.mustache\n+++ \(file.path)\n@@ "))
        #expect(run.output.hasSuffix("+Call us.\n"))
        let unchanged = try office.renewald(["templates", "diff", "--unchanged"] + config).split(separator: "\n")
        for path in unchanged { try FileManager.default.removeItem(atPath: String(path)) }
        #expect(try office.renewald(["templates", "diff"] + config) == run.output)
        try office.renewald(["check-config", office.configuration])
    }
}
