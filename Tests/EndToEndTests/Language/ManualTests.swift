import Foundation
import RenewalTestSupport
import Testing

/// The manual pages, in both languages.
@Suite struct ManualTests {
    /// man-db reads every page without a warning, and shows each command.
    @Test(arguments: ["en", "zh-CN"]) func everyCommandHasAPageThatManReads(language: String) throws {
        let directory = try TemporaryDirectory()
        _ = try Program.run("renewald", ["manual", "--language", language, directory.url.path])
        let commands = try CommandTree.all()
        let pages = try FileManager.default.contentsOfDirectory(atPath: directory.url.path).sorted()
        #expect(pages == commands.map { (["renewald"] + $0.words).joined(separator: "-") + ".1" }.sorted())
        let script = """
            import subprocess, sys
            for page in sys.argv[1:]:
                run = subprocess.run(["man", "--warnings", "--encoding=UTF-8", "--local-file", page], capture_output=True,
                                     env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANROFFOPT": ""})
                if run.returncode or run.stderr:
                    sys.exit(f"{page}: {run.stderr.decode()}")
                sys.stdout.write(run.stdout.decode())
            """
        let text = try ForeignProgram.python(script, arguments: pages.map(directory.path))
        let plain = text.replacing(/.\u{8}/, with: "")
        #expect(plain.contains("renewald outbox list") && plain.contains("--config"))
        let words = language == "en" ? ["NAME", "SEE ALSO"] : ["名称", "参见", "配置文件。"]
        for word in words { #expect(plain.contains(word)) }
        // Examples name Chinese files.
        let spoken = plain.split(separator: "\n").filter { !$0.contains("renewald registry") }.joined(separator: "\n")
        if language == "en" { #expect(Foreign.chinese(in: spoken) == []) }
    }
}
