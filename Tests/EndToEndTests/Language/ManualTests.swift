import Foundation
import RenewalTestSupport
import Testing

/// The manual pages, in both languages.
@Suite(.startsPrograms) struct ManualTests {
    /// man-db reads every page without a warning, and shows each command.
    @Test(arguments: ["en", "zh-CN"]) func everyCommandHasAPageThatManReads(language: String) throws {
        let directory = try TemporaryDirectory()
        _ = try Program.run("renewald", ["manual", "--language", language, directory.url.path])
        let commands = try CommandTree.all()
        let pages = try FileManager.default.contentsOfDirectory(atPath: directory.url.path).sorted()
        #expect(pages == commands.map { (["renewald"] + $0.words).joined(separator: "-") + ".1" }.sorted())
        let plain = try read(pages.map(directory.path))
        #expect(plain.contains("renewald outbox list") && plain.contains("--config"))
        let words = language == "en" ? ["NAME", "SEE ALSO"] : ["名称", "参见", "配置文件。"]
        for word in words { #expect(plain.contains(word)) }
        // Examples name Chinese files.
        let spoken = plain.split(separator: "\n").filter { !$0.contains("renewald registry") }.joined(separator: "\n")
        if language == "en" { #expect(Foreign.chinese(in: spoken) == []) }
    }

    /// It is made from the commented reference (`Scripts/configuration-page`), and leaves out no key of it.
    @Test func theConfigurationHasAPageThatManReads() throws {
        let folder = ForeignProgram.repository
        let page = try ForeignProgram.run(
            "/usr/bin/python3",
            [folder.appending(path: "Scripts/configuration-page").path]
        )
        let directory = try TemporaryDirectory()
        let file = directory.path("renewald.yaml.5")
        try Data(page.utf8).write(to: URL(filePath: file))
        let plain = try read([file])
        let reference = try String(contentsOf: folder.appending(path: "Config/renewald.yaml"), encoding: .utf8)
        let keys = reference.matches(of: /(?m)^ *(?:#[:>])? *(?:- )?([a-z_0-9-]+):(?: |$)/).map { String($0.1) }
        #expect(keys.count > 100)
        // A section has its own heading.
        for key in keys { #expect(plain.contains("\(key):") || plain.contains("\n   \(key)\n"), "\(key)") }
        // And what is said of them: a word of the first and of the last comment.
        #expect(plain.contains("To begin, change five things") && plain.contains("How long after its end a delivery"))
    }

    /// It takes its options and exit statuses from the commands' pages (`Scripts/service-page`).
    @Test(arguments: [
        ("en", "service.md", ["SIGNALS", "EXIT STATUS", "FILES", "78"]),
        ("zh-CN", "zh-CN/service.md", ["信号", "文件", "78"]),
    ])
    func theServiceHasAPageThatManReads(language: String, source: String, words: [String]) throws {
        let (folder, directory) = (ForeignProgram.repository, try TemporaryDirectory())
        _ = try Program.run("renewald", ["manual", "--language", language, directory.url.path])
        let page = try ForeignProgram.run(
            "/usr/bin/python3",
            [
                folder.appending(path: "Scripts/service-page").path,
                folder.appending(path: "Documentation/\(source)").path,
                directory.url.path,
            ]
        )
        let file = directory.path("renewald.8")
        try Data(page.utf8).write(to: URL(filePath: file))
        let plain = try read([file])
        for word in words { #expect(plain.contains(word), "\(word)") }
    }

    /// The pages as man shows them, without a warning.
    private func read(_ pages: [String]) throws -> String {
        let script = """
            import subprocess, sys
            for page in sys.argv[1:]:
                run = subprocess.run(["man", "--warnings", "--encoding=UTF-8", "--local-file", page], capture_output=True,
                                     env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANROFFOPT": ""})
                if run.returncode or run.stderr:
                    sys.exit(f"{page}: {run.stderr.decode()}")
                sys.stdout.write(run.stdout.decode())
            """
        return try ForeignProgram.python(script, arguments: pages).replacing(/.\u{8}/, with: "")
    }
}
