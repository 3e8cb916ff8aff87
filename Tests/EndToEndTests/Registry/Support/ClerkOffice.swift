import Foundation
import RenewalTestSupport

/// A clerk's folder: a new registry, the sheets beside it, and the commands that she is told to give.
struct ClerkOffice {
    let directory: TemporaryDirectory

    struct Said {
        let status: Int32
        let output: String
        let errors: String

        /// Lines without what makes each file differ: its name, its form, its other sheets.
        var findings: [String] {
            let lines = output.split(separator: "\n").map(String.init)
            return Array(lines.drop { !$0.contains("行读作") })
        }
    }

    init() throws {
        directory = try TemporaryDirectory()
        _ = try said(["registry", "init", "--registry", path("registry.db")])
    }

    func path(_ name: String) -> String { directory.path(name) }

    /// What the program says in Chinese.
    func said(_ arguments: [String]) throws -> Said {
        let run = try Program.run("renewald", arguments, environment: ["LC_ALL": "zh_CN.UTF-8"])
        return Said(status: run.status, output: run.output, errors: run.errors)
    }

    @discardableResult
    func importing(_ file: String, _ options: String...) throws -> Said {
        try said(["registry", "import", "--registry", path("registry.db"), path(file)] + options)
    }

    /// What `plan` would send, without the ids, which are new in each registry.
    func planned() throws -> [String] {
        let configuration = """
            version: 1
            timezone: Asia/Shanghai
            registry: {sqlite: registry.db}
            state: {sqlite: state.db}
            channels:
              office-mail: {type: maildir, path: mail, from: office@example.test}
            routes:
              - {match: {audience: [holder, employer, administrator]}, send: [office-mail]}
            administrators: [{name: 王五, email: wang.wu@example.test}]

            """
        try write(configuration, to: "renewald.yaml")
        let plan = try said(
            [
                "plan", "--config", path("renewald.yaml"), "--on", "2026-12-07", "--since", "never", "--format",
                "json",
            ]
        )
        guard plan.status == 0 else { throw Program.Impatience(description: plan.errors) }
        let script = """
            import json, sys
            for line in map(json.loads, sys.stdin.buffer):
                to = sorted(delivery["to"] for delivery in line["deliveries"])
                print(line["kind"], line["milestone"], line["due_on"], line["audience"], line["valid_until"], *to)
            """
        let lines = try ForeignProgram.python(script, input: Array(plan.output.utf8))
        return lines.split(separator: "\n").map(String.init).sorted()
    }

    /// How many addresses of people hear something.
    func reminded() throws -> Int {
        let words = try planned().filter { $0.contains(" holder ") }.flatMap { $0.split(separator: " ") }
        return Set(words.filter { $0.contains("@") }).count
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: directory.url.appending(path: file))
    }

    /// A file beside the tests.
    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// Runs `roster.py`.
    func roster(_ arguments: String...) throws {
        let script = try String(contentsOf: Self.fixtures.appending(path: "roster.py"), encoding: .utf8)
        _ = try ForeignProgram.python(script, arguments: arguments)
    }

    /// Opens a file in LibreOffice and saves it.
    ///
    /// - Parameters:
    ///   - file: its name in the office
    ///   - ending: of the format to save it in
    ///   - new: the new name
    /// - Throws: what LibreOffice said
    func save(_ file: String, as ending: String, to new: String) throws {
        _ = try ForeignProgram.run(
            "/usr/bin/soffice",
            [
                "-env:UserInstallation=file://\(path("libreoffice"))", "--headless", "--convert-to", ending,
                "--outdir", path("saved"), path(file),
            ]
        )
        let name = URL(filePath: file).deletingPathExtension().lastPathComponent + "." + ending
        try FileManager.default.moveItem(atPath: path("saved/\(name)"), toPath: path(new))
    }
}
