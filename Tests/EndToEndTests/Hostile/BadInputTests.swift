import Foundation
import RenewalTestSupport
import Testing

/// Bad input gets one clear line and the right exit status, and nothing is half-written.
@Suite(.startsPrograms) struct BadInputTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.fill(2) { _ in 60 }
        try office.configure(smtpPort: 1, httpPort: 1)
    }

    private func expect(
        _ arguments: [String],
        endsWith status: Int32,
        saying words: String...,
        line: Int = #line
    ) throws {
        let ending = try Program.run("renewald", arguments)
        let place = Testing.SourceLocation(
            fileID: #fileID,
            filePath: #filePath,
            line: line,
            column: 1
        )
        #expect(ending.status == status, "\(ending.errors)", sourceLocation: place)
        let text = ending.errors + ending.output
        for word in words { #expect(text.contains(word), "\(text)", sourceLocation: place) }
        #expect(!ending.errors.contains("Fatal"), sourceLocation: place)
    }

    private func configuration(_ change: (String) -> String) throws -> [String] {
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(change(yaml), to: "renewald.yaml")
        return ["run", "--once", "--config", office.configuration]
    }

    @Test func usageErrorsEndWith64() throws {
        try expect(
            ["plan", "--on", "2026-02-30", "--config", office.configuration],
            endsWith: 64,
            saying: "2026-02-30"
        )
        try expect(["paln"], endsWith: 64, saying: "paln")
        try expect(["outbox", "retry", "--config", office.configuration], endsWith: 64, saying: "--all")
    }

    @Test func anUnknownKeyNamesItsPlace() throws {
        let run = try configuration { $0.replacing("schedule:", with: "schedul:") }
        try expect(run, endsWith: 78, saying: "renewald.yaml:5:1", "schedule")
    }

    @Test func aWrongUnitIsRefused() throws {
        let run = try configuration { $0.replacing("rules: {}", with: "rules: {mark: 3m}") }
        try expect(run, endsWith: 78, saying: "renewald.yaml:6:", "3m")
    }

    @Test func aMissingSecretIsRefused() throws {
        let run = try configuration { $0.replacing("webhook.secret", with: "missing.secret") }
        try expect(run, endsWith: 78, saying: "renewald.yaml:", "no such file")
    }

    @Test func aMissingConfigurationIsRefused() throws {
        try expect(["run", "--config", office.directory.path("none.yaml")], endsWith: 66, saying: "none.yaml")
    }

    @Test func nonDatabaseRegistryIsRefusedAndKept() throws {
        try office.write(String(repeating: "这不是数据库", count: 300), to: "registry.db")
        try expect(try configuration { $0 }, endsWith: 65, saying: "registry.db", "not an SQLite database")
        let kept = try String(contentsOfFile: office.registry, encoding: .utf8)
        #expect(kept.hasPrefix("这不是数据库"))
    }

    /// Cron and scripts rely on it: a registry without a single readable row is a failure.
    @Test func registryWithoutReadableRowsFails() throws {
        let mapping = "SELECT id, '2026/12/05' AS valid_until, 'a@example.test' AS holder_email FROM registration"
        try office.configure(smtpPort: 1, httpPort: 1, mapping: mapping)
        try expect(try configuration { $0 }, endsWith: 65, saying: "registry check")
        try expect(
            ["registry", "check", "--config", office.configuration],
            endsWith: 65,
            saying: "registration.valid_until R-1, R-2: is not a day",
            "2 problems"
        )
    }

    @Test func harmlessProblemsAreRemarks() throws {
        let mapping = """
            SELECT id, valid_until, 'a@example.test' AS holder_email, NULL AS review_body_name FROM registration
            """
        try office.configure(smtpPort: 1, httpPort: 1, mapping: mapping)
        try expect(
            ["registry", "check", "--config", office.configuration],
            endsWith: 0,
            saying: "remarks:\nregistration.review_body_name R-1, R-2: names no review body\n2 remarks"
        )
    }

    @Test func aMissingRegistryIsRefused() throws {
        try FileManager.default.removeItem(atPath: office.registry)
        try expect(try configuration { $0 }, endsWith: 66, saying: "registry.db", "registry init")
        #expect(!FileManager.default.fileExists(atPath: office.registry))
    }

    @Test func aNewerSchemaIsRefused() throws {
        let script =
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('PRAGMA user_version=99'); c.commit()"
        _ = try ForeignProgram.python(script, arguments: [office.registry])
        try expect(try configuration { $0 }, endsWith: 65, saying: "99", "update renewald")
    }

    @Test func nonDatabaseStateFileIsRefusedAndKept() throws {
        try office.write(String(repeating: "x", count: 5000), to: "state.db")
        try expect(try configuration { $0 }, endsWith: 65, saying: "state.db")
        #expect(try String(contentsOfFile: office.state, encoding: .utf8).count == 5000)
    }

    @Test(arguments: [
        ("id,name\nP-9,王芳\nP-9,李娜\n", ":3: id", "line 2"),
        ("id,name,email\nP-9,王芳,\"a@b.test\nBcc: x@y.test\"\n", ":2: email", "line break"),
        ("id,name,declined_renewal_on\nP-9,王芳,2026-02-30\n", ":2: declined_renewal_on", "a day that does not exist"),
        ("id,nmae\nP-9,王芳\n", "nmae", "name"),
    ])
    func badRowRejectsTheWholeFile(csv: String, place: String, reason: String) throws {
        try office.write(csv, to: "person.csv")
        let file = office.directory.path("person.csv")
        try expect(
            ["registry", "import", "--registry", office.registry, "--write", file],
            endsWith: 65,
            saying: place,
            reason
        )
        let exported = try office.renewald(["registry", "export", "--registry", office.registry, "person"])
        #expect(!exported.contains("P-9"))
    }

    @Test func aFileInTheWrongEncodingIsRefused() throws {
        let bytes: [UInt8] = Array("id,name\nP-9,".utf8) + [0xFF, 0xFF, 0x80] + Array("\n".utf8)
        try Data(bytes).write(to: URL(filePath: office.directory.path("person.csv")))
        let file = office.directory.path("person.csv")
        try expect(
            ["registry", "import", "--registry", office.registry, "--write", file],
            endsWith: 65,
            saying: "GB18030"
        )
    }

    @Test func anExistingRegistryIsNeverOverwritten() throws {
        let before = try Data(contentsOf: URL(filePath: office.registry))
        try expect(["registry", "init", "--registry", office.registry], endsWith: 73, saying: office.registry)
        #expect(try Data(contentsOf: URL(filePath: office.registry)) == before)
    }

    @Test func anUnknownRecordIsRefused() throws {
        try expect(["explain", "R-没有", "--config", office.configuration], endsWith: 66, saying: "R-没有")
    }
}
