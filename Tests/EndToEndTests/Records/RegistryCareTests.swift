import Foundation
import RenewalTestSupport
import Testing

/// What a clerk does about a wrong import, a person who stands there twice, and one who asks what is known of them.
@Suite(.startsPrograms) struct RegistryCareTests {
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
        #expect(undone.contains("人员：4 行 → 3 行") && undone.contains("已恢复。"))
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

    @Test func whatWasRecordedSinceIsNamedBeforeAnUndo() throws {
        let office = try office()
        _ = try registry(office, "backup")
        _ = try registry(office, "record", "cancel", "R-1", "--reason", "on_request")
        let errors = try Program.run("renewald", ["registry", "undo", "--config", office.configuration])
        #expect(errors.status == 64 && errors.output.contains("1 in the history, last registration.cancelled of "))
    }

    @Test func aMergeThatFailsLeavesNoCopy() throws {
        let office = try office()
        _ = try fails(office, "merge", "P-1", "P-1", "--write", with: 65)
        _ = try fails(office, "undo", "--yes", with: 66)
    }

    /// Whoever asked to be left alone is left alone.
    @Test func aMuteIsCarriedOver() throws {
        let office = try office()
        func mutes() throws -> String { try office.renewald(["mute", "--config", office.configuration]) }
        try office.renewald(["mute", "P-2", "--reason", "on leave", "--config", office.configuration])
        let merged = try registry(office, "merge", "P-1", "P-2", "--write", "--language", "zh-CN")
        #expect(merged.contains("P-2 已停止的提醒，P-1 同样停止"))
        let list = try mutes()
        #expect(list.contains("P-1") && list.contains("on leave") && !list.contains("P-2"), "\(list)")
        try FileManager.default.removeItem(atPath: office.state)
        _ = try registry(office, "merge", "P-1", "P-3", "--write")
    }

    @Test func whatWouldBeErasedIsCounted() throws {
        let office = try office()
        _ = try registry(office, "backup")
        let shown = try registry(office, "person", "erase", "P-2", "--language", "zh-CN")
        #expect(shown.contains("发送记录：将取消0条待发通知，清除2条的收件人、主题和正文\n"))
        #expect(shown.contains("将删除登记库旁的1份备份\n"))
        let bare = try office.renewald(["registry", "person", "erase", "P-2", "--registry", office.registry])
        #expect(bare.contains("without a configuration nobody looked at what was sent"))
    }

    @Test func nobodyIsErasedWhileSomethingAboutThemIsSent() throws {
        let office = try office()
        _ = try ForeignProgram.python(
            """
            import sqlite3, sys
            state = sqlite3.connect(sys.argv[1])
            for (trigger,) in state.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                state.execute(f"DROP TRIGGER {trigger}")
            state.execute("UPDATE delivery SET state = 'sending', lease_until_ms = 1 WHERE address = 'p2@example.test'")
            state.commit()
            """,
            arguments: [office.state]
        )
        let errors = try fails(office, "person", "erase", "P-2", "--write", with: 75)
        #expect(errors.contains("1 delivery about the person under way; try again in a minute"))
        #expect(try people(office) == 3)
    }

    @Test func aCopyThatCannotBeRemovedIsAnError() throws {
        let office = try office()
        let copy = office.registry + ".2026-11-30T010000Z.bak"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
        let errors = try fails(office, "person", "erase", "P-2", "--write", with: 74)
        #expect(errors.contains("\(copy) could not be removed") && errors.contains("remove it yourself"))
        #expect(try people(office) == 2, "the rest is done")
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
        #expect(erased.contains("登记库中已删除：") && erased.contains("存证仍可核验") && erased.contains("份备份"))
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
