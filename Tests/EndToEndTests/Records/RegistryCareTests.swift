import Foundation
import RenewalTestSupport
import Testing

/// What a clerk does about a wrong import, a person who stands there twice, and one who asks what is known of them.
@Suite struct RegistryCareTests {
    /// Three people of one employer, whose notices have left.
    private func office() throws -> Office {
        let office = try Office()
        try office.fill(3) { _ in 80 }
        try forgetCopies(office)
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        try office.renewald(["run", "--once", "--config", office.configuration])
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
        return office
    }

    /// Filling the registry keeps copies of it.
    private func forgetCopies(_ office: Office) throws {
        let folder = URL(filePath: office.registry).deletingLastPathComponent()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".bak") {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    private func registry(_ office: Office, _ arguments: String...) throws -> String {
        try office.renewald(["registry"] + arguments + ["--config", office.configuration])
    }

    private func fails(_ office: Office, _ arguments: String..., with status: Int32) throws -> String {
        let run = try Program.run("renewald", ["registry"] + arguments + ["--config", office.configuration])
        #expect(run.status == status, "\(run.errors)\(run.output)")
        return run.errors
    }

    private func people(_ office: Office) throws -> Int {
        try registry(office, "export", "person").split(whereSeparator: \.isNewline).count - 1
    }

    @Test func aWrongImportIsUndoneAndThatToo() throws {
        let office = try office()
        let refused = try fails(office, "undo", "--yes", with: 66)
        #expect(refused.contains("--from"))
        let made = try registry(office, "backup", "--language", "en")
        #expect(made.hasPrefix("copied to \(office.registry).") && made.hasSuffix(".bak\n"))
        try office.write("id,name\nP-9,李四\n", to: "person.csv")
        _ = try registry(office, "import", "--write", office.directory.path("person.csv"))
        #expect(try people(office) == 4)
        #expect(try fails(office, "undo", with: 64).contains("--yes"), "without a terminal nobody has confirmed it")
        #expect(try people(office) == 4)
        let undone = try registry(office, "undo", "--yes", "--language", "zh-CN")
        #expect(undone.contains("person：4 行 → 3 行") && undone.contains("已恢复。"))
        #expect(try people(office) == 3)
        _ = try registry(office, "undo", "--yes")
        #expect(try people(office) == 4)
        let target = office.directory.path("外带.db")
        _ = try registry(office, "backup", "--to", target)
        _ = try fails(office, "backup", "--to", target, with: 73)
        #expect(try registry(office, "undo", "--from", target, "--yes").contains("外带.db"))
    }

    @Test func twoPeopleBecomeOne() throws {
        let office = try office()
        try office.write("id,name,email\nP-9,张伟1,other@example.test\n", to: "person.csv")
        _ = try registry(office, "import", "--write", office.directory.path("person.csv"))
        let choice = try fails(office, "merge", "张伟1", "P-9", with: 64)
        #expect(choice.contains("P-1") && choice.contains("P-9"))
        _ = try fails(office, "merge", "P-1", "P-404", with: 66)
        let shown = try registry(office, "merge", "P-9", "P-1", "--language", "zh-CN")
        #expect(shown.contains("P-1 并入 P-9") && shown.contains("转移：注册1项") && shown.contains("--write"))
        #expect(try people(office) == 4)
        #expect(try registry(office, "merge", "P-9", "P-1", "--write", "--language", "en").contains("written"))
        #expect(try registry(office, "export", "registration").contains("\"R-1\",\"44011000001\",\"P-9\""))
        _ = try registry(office, "undo", "--yes")
        #expect(try people(office) == 4)
    }

    @Test func aPersonLearnsWhatIsKnownAndIsForgotten() throws {
        let office = try office()
        _ = try registry(office, "backup")
        let document = try registry(office, "person", "export", "张伟2")
        let file = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
        #expect((file?["person"] as? [String: String])?["email"] == "p2@example.test")
        #expect(document.contains("\"to\":\"p2@example.test\"") && document.contains("\"subject\":\""))
        #expect(!document.contains("p1@example.test"))
        let text = try registry(office, "person", "export", "P-2", "--format", "text", "--language", "zh-CN")
        #expect(text.contains("邮箱：p2@example.test") && text.contains("通知：") && text.contains("注册 R-2"))
        let shown = try registry(office, "person", "erase", "P-2", "--language", "zh-CN")
        #expect(shown.contains("注册1项") && shown.contains("--write"))
        #expect(try people(office) == 3)
        let erased = try registry(office, "person", "erase", "P-2", "--write", "--language", "zh-CN")
        #expect(erased.contains("登记库中已删除：") && erased.contains("存证仍可校验") && erased.contains("份备份"))
        #expect(try people(office) == 2)
        _ = try fails(office, "person", "export", "P-2", with: 66)
        try office.renewald(["evidence", "verify", "--config", office.configuration])
        let chain = try office.renewald(["evidence", "export", "--config", office.configuration])
        #expect(!chain.contains("p2@example.test") && chain.contains("p1@example.test"))
        for file in [office.registry, office.state] {
            let bytes = try Data(contentsOf: URL(filePath: file))
            for trace in ["张伟2", "p2@example.test"] {
                #expect(bytes.range(of: Data(trace.utf8)) == nil, "\(trace) in \(file)")
            }
        }
        let status = try Program.run("renewald", ["registry", "undo", "--yes", "--config", office.configuration]).status
        #expect(status == 66, "no copy brings them back")
    }
}
