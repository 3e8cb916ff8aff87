import Foundation
import RenewalTestSupport
import Testing

/// What an operator sees of the guard and the evidence, through the real program.
@Suite(.startsPrograms) struct GuardAndEvidenceTests {
    private func once(_ office: Office) throws -> (status: Int32, output: String, errors: String) {
        try Program.run("renewald", ["run", "--once", "--config", office.configuration])
    }

    private func outbox(_ office: Office, _ arguments: String...) throws -> String {
        try office.renewald(["outbox"] + arguments + ["--config", office.configuration])
    }

    private func configure(_ office: Office, _ more: String) throws {
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml + more, to: "renewald.yaml")
    }

    @Test func floodIsHeldUntilReleased() throws {
        let office = try Office()
        try office.fill(5) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        try configure(office, "delivery: {max_due_per_scan: 9}\n")
        let first = try once(office)
        #expect(first.status == 75)
        #expect(first.errors.contains("sending is held (many_due)"), "\(first.errors)")
        #expect(first.errors.contains("hold.reason=many_due"))
        #expect(try office.arrived().isEmpty)
        let listed = try outbox(office, "list")
        #expect(listed.hasPrefix("sending is held (many_due)") && listed.contains("10 pending"))
        #expect(try outbox(office, "release").contains("sending goes on"))
        #expect(try once(office).status == 0)
        #expect(try office.arrived().count == 10)
        let again = try Program.run("renewald", ["outbox", "release", "--config", office.configuration])
        #expect(again.status == 64 && again.errors.contains("sending is not held"))
        sink.signal(SIGTERM)
        _ = try sink.status()
    }

    /// Attacker: an employer's clerk renames it; the operator sees whose flood it is and how much waits.
    @Test func floodOfARenameIsHeldAloneUntilReleased() throws {
        let office = try Office()
        try office.fill(12) { $0 == 12 ? 3 : 1000 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        try configure(office, "delivery: {max_due_per_scan: 9}\n")
        let change = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()"
        let elsewhere = """
            INSERT INTO employer (id, name) VALUES ('E-2', '示例机械');
            UPDATE registration SET employer_id = 'E-2' WHERE id = 'R-12'
            """
        _ = try ForeignProgram.python(change, arguments: [office.registry, elsewhere])
        #expect(try once(office).status == 0)
        let before = try office.arrived().count
        let rename = "UPDATE employer SET former_name = '旧名', renamed_on = '\(Office.today())' WHERE id = 'E-1'"
        _ = try ForeignProgram.python(change, arguments: [office.registry, rename])
        let held = try once(office)
        #expect(held.status == 75 && held.output.contains("held: 22 "), "\(held.output)")
        #expect(held.errors.contains("sending is held for employer E-1 (many_due)"), "\(held.errors)")
        #expect(held.errors.contains("hold.scope=employer:E-1") && held.errors.contains("22 deliveries wait"))
        #expect(try office.arrived().count == before)
        #expect(try outbox(office, "list", "--state", "held").contains("held (many_due employer:E-1)  R-1 "))
        let explain = { try Program.run("renewald", ["explain", "--config", office.configuration, $0]) }
        #expect(try explain("R-1").errors.contains("sending is held for employer E-1"))
        #expect(try !explain("R-12").errors.contains("sending is held"))
        let release = { try Program.run("renewald", ["outbox", "release", "--config", office.configuration] + $0) }
        let wrong = try release(["--scope", "employer:E-2"])
        #expect(wrong.status == 64 && wrong.errors.contains("nothing is held for employer:E-2; held: employer:E-1"))
        #expect(try release(["--scope", "E-1"]).status == 64)
        #expect(try release(["--scope", "employer:E-1", "--all"]).status == 64)
        let released = try release(["--scope", "employer:E-1"]).output
        #expect(released.contains("sending goes on for employer E-1, 22 deliveries;"), "\(released)")
        #expect(try once(office).status == 0)
        #expect(try office.arrived().count == before + 22)
        let evidence = try office.renewald(["evidence", "verify", "--config", office.configuration])
        #expect(evidence.contains("nothing changed"))
        sink.signal(SIGTERM)
        _ = try sink.status()
    }

    /// The administrators of an office that empties its registry before loading it again.
    @Test func holdOfAnEmptiedRegistryIsReportedAndEndsByItself() throws {
        let office = try Office()
        try office.fill(12) { _ in 1000 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let route = "routes:\n  - {match: {audience: administrator}, send: [office-mail]}"
        let duty = "administrators: [{name: 值班, email: duty@example.test}]\n"
        try office.write(yaml.replacing("routes:", with: route) + duty, to: "renewald.yaml")
        #expect(try once(office).status == 0)
        let script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()"
        let empty = "CREATE TABLE away AS SELECT * FROM registration; DELETE FROM registration"
        _ = try ForeignProgram.python(script, arguments: [office.registry, empty])
        let held = try once(office)
        #expect(held.status == 75 && held.errors.contains("registration 12 before, 0 now"), "\(held.errors)")
        #expect(try office.arrived().map(\.recipient) == ["duty@example.test"])
        #expect(try once(office).status == 75)
        _ = try ForeignProgram.python(
            script,
            arguments: [office.registry, "INSERT INTO registration SELECT * FROM away; DROP TABLE away"]
        )
        #expect(try once(office).status == 0)
        #expect(try office.arrived().count == 1, "told once")
        sink.signal(SIGTERM)
        _ = try sink.status()
    }

    /// The file may be gone, or the configuration may name another one by mistake.
    @Test(arguments: [("state.db", "state.db"), ("state.db", "stat.db")])
    func aLostStateFileSendsNothingAgain(before: String, after: String) throws {
        let office = try Office()
        try office.fill(3) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        #expect(try once(office).status == 0)
        #expect(try office.arrived().count == 6)
        if before == after {
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: office.state + end) }
        }
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml.replacing(before, with: after), to: "renewald.yaml")
        for _ in 1...2 {
            let held = try once(office)
            #expect(held.status == 75 && held.errors.contains("sending is held (lost_state)"), "\(held.errors)")
        }
        #expect(try office.arrived().count == 6)
        guard before != after else { return }
        try office.write(yaml, to: "renewald.yaml")
        #expect(try once(office).status == 0, "the right file needs no release")
        #expect(try office.arrived().count == 6)
        sink.signal(SIGTERM)
        _ = try sink.status()
    }

    @Test func aRestoredBackupSendsNothingTwice() throws {
        let office = try Office()
        try office.fill(3) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: 1)
        #expect(try once(office).errors.contains("3 attempts did not end well"))
        #expect(try office.arrived().count == 3, "the events wait: their endpoint is away")
        let backup = office.directory.path("备份.db")
        #expect(try outbox(office, "backup", backup).contains("checked"))
        try office.configure(smtpPort: smtp, httpPort: http)
        _ = try outbox(office, "retry", "--all")
        #expect(try once(office).status == 0)
        #expect(try office.arrived().count == 6)
        try FileManager.default.removeItem(atPath: office.state)
        try FileManager.default.moveItem(atPath: backup, toPath: office.state)
        let restored = try once(office)
        #expect(restored.status == 75 && restored.errors.contains("restored_state"), "\(restored.errors)")
        #expect(try office.arrived().count == 6)
        _ = try outbox(office, "cancel", "--all", "--reason", "sent before the restore")
        _ = try outbox(office, "release")
        #expect(try once(office).status == 0)
        #expect(try office.arrived().count == 6)
        sink.signal(SIGTERM)
        _ = try sink.status()
    }

    /// What was begun in its absence is not the file to put back any more.
    @Test func aRestoredBackupOfALostFileIsHeldOnce() throws {
        let office = try Office()
        try office.fill(3) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        #expect(try once(office).status == 0)
        let backup = office.directory.path("备份.db")
        #expect(try outbox(office, "backup", backup).contains("checked"))
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: office.state + end) }
        #expect(try once(office).errors.contains("sending is held (lost_state)"))
        _ = try outbox(office, "restore", backup)
        let restored = try once(office)
        #expect(restored.status == 75, "\(restored)")
        let errors = restored.errors
        #expect(errors.contains("sending is held (restored_state)") && !errors.contains("lost_state"), "\(errors)")
        _ = try outbox(office, "release")
        #expect(try once(office).status == 0)
        #expect(try office.arrived().count == 6)
        sink.signal(SIGTERM)
        _ = try sink.status()
    }

    @Test func evidenceShowsWhoWasToldWhat() throws {
        let office = try Office()
        try office.fill(2) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        #expect(try once(office).status == 0)
        let evidence = { try office.renewald(["evidence"] + $0 + ["--config", office.configuration]) }
        let verified = try evidence(["verify"])
        #expect(verified.hasPrefix("16 entries, nothing changed or missing; head 16:"), "\(verified)")
        let csv = try evidence(["export", "--format", "csv", "--record", "R-1"]).split(separator: "\n")
        #expect(csv.count == 9)
        #expect(
            csv.contains {
                $0.contains(#","answered","registration","R-1","#)
                    && $0.contains(#","p1@example.test","1","sent","delivered"#)
            }
        )
        let script = """
            import hashlib, json, sys
            entries = [json.loads(line) for line in sys.stdin.buffer]
            last = sys.argv[1]
            for entry in entries:
                names = ("sequence", "at_ms", "event", "notice_id", "delivery_id", "attempt", "state", "detail")
                fields = [last] + ["" if entry[name] is None else str(entry[name]) for name in names]
                last = hashlib.sha256("\\n".join(fields).encode()).hexdigest()
                assert last == entry["hash"], entry
            assert {entry["to"] for entry in entries if entry["record_id"] == "R-2"} >= {"p2@example.test"}
            print(f"{len(entries)}:{last}")
            """
        let export = try evidence(["export"])
        let id = try ForeignProgram.python(
            "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT id FROM instance').fetchone()[0])",
            arguments: [office.state]
        ).trimmingCharacters(in: .newlines)
        let head = try ForeignProgram.python(script, arguments: [id], input: Array(export.utf8)).trimmingCharacters(
            in: .newlines
        )
        #expect(verified.contains("head \(head)"))
        #expect(try evidence(["verify", "--head", head]).contains("nothing changed"))
        try tamper(office)
        let broken = try Program.run("renewald", ["evidence", "verify", "--config", office.configuration])
        #expect(broken.status == 65 && broken.errors.contains("entry 2 does not match its hash"), "\(broken.errors)")
        sink.signal(SIGTERM)
        _ = try sink.status()
    }

    private func tamper(_ office: Office) throws {
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            db.executescript("DROP TRIGGER evidence_is_never_changed; UPDATE evidence SET at_ms = 0 WHERE sequence = 2")
            """
        _ = try ForeignProgram.python(script, arguments: [office.state])
    }
}
