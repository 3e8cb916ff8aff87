import Foundation
import RenewalTestSupport
import Testing

/// What the program takes away from itself, seen from outside.
@Suite struct ConfinementTests {
    /// A library that is preloaded tries, in the place of a parser that was taken over, what harms others.
    @Test(arguments: ["read", "encoding", "write"]) func aParserThatWasTakenOverCanOnlyCompute(command: String) throws {
        let folder = try TemporaryDirectory()
        let library = folder.path("probe.so")
        _ = try ForeignProgram.run(
            "/usr/bin/env",
            ["clang", "-shared", "-fPIC", "-o", library, Fixtures.path("probe.c")]
        )
        for name in ["out", "err"] { try Data().write(to: folder.url.appending(path: name)) }
        let process = try ChildProcess(
            SheetProgram.path,
            [command],
            environment: ["LD_PRELOAD": library],
            output: folder.path("out"),
            errors: folder.path("err")
        )
        process.waitForEnd()
        let answers = try String(contentsOfFile: folder.path("err"), encoding: .utf8).split(separator: "\n")
        #expect(answers.count == 21)
        #expect(answers.filter { $0.hasSuffix(": done") } == ["memory: done"])
    }

    /// A program that waits for its input, and has not read a byte.
    private final class Waiting {
        let process: ChildProcess
        private let folder: TemporaryDirectory
        private let pipes: [CInt]

        init(_ command: String, user: [String] = []) throws {
            folder = try TemporaryDirectory()
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
            try Data().write(to: folder.url.appending(path: "err"))
            for name in ["in", "out"] { #expect(mkfifo(folder.path(name), 0o666) == 0) }
            // Open for both, so that opening one waits for nobody.
            pipes = ["in", "out"].map { [folder] in open(folder.path($0), O_RDWR) }
            // Another user may not reach the folder that the program was built in.
            try ForeignProgram.install(SheetProgram.path, as: folder.path("program"))
            let words = user + [folder.path("program"), command]
            process = try ChildProcess(
                words[0],
                Array(words.dropFirst()),
                input: folder.path("in"),
                output: folder.path("out"),
                errors: folder.path("err")
            )
            let end = ContinuousClock.now + .seconds(600)
            while try status("Seccomp") != "2" {
                try #require(ContinuousClock.now < end && process.isRunning, "no filter was ever in force")
                usleep(2000)
            }
        }

        func text(_ file: String) throws -> String {
            try String(contentsOfFile: "/proc/\(process.identifier)/\(file)", encoding: .utf8)
        }

        func status(_ field: String) throws -> String? {
            try text("status").split(separator: "\n").first { $0.hasPrefix("\(field):") }
                .map { $0.dropFirst(field.count + 1).trimmingCharacters(in: .whitespaces) }
        }

        /// The soft and the hard limit.
        func limit(_ name: String) throws -> [String] {
            let line = try text("limits").split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
            return line.dropFirst(name.count).split(separator: " ").prefix(2).map(String.init)
        }

        deinit {
            process.signal(SIGKILL)
            process.waitForEnd()
            for pipe in pipes { close(pipe) }
        }
    }

    @Test func limitsAreInForceBeforeAByteIsRead() throws {
        let program = try Waiting("read")
        #expect(try program.status("NoNewPrivs") == "1")
        #expect(try program.limit("Max address space") == ["536870912", "536870912"])
        #expect(try program.limit("Max cpu time") == ["60", "65"])
        #expect(try program.limit("Max open files") == ["3", "3"])
        #expect(try program.limit("Max core file size") == ["0", "0"])
        #expect(try program.limit("Max file size") == ["0", "0"])
    }

    /// The parts of a workbook are files in memory.
    @Test func aWriterMayKeepFilesInMemory() throws {
        let program = try Waiting("write")
        #expect(try program.limit("Max open files") == ["256", "256"])
        #expect(try program.limit("Max file size") == ["1073741824", "1073741824"])
        #expect(try program.status("NoNewPrivs") == "1")
    }

    /// The owner of a process that shows itself to nobody is root, whoever runs it.
    @Test func othersCannotLookIntoIt() throws {
        let user = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        let program = try Waiting("read", user: user)
        #expect(try program.status("Uid")?.hasPrefix(geteuid() == 0 ? "65534" : "\(geteuid())") == true)
        let file = "/proc/\(program.process.identifier)/status"
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.ownerAccountID] as? Int == 0)
    }

    /// Six seconds for all, of which five are for the last word.
    @Test func theEndOfProcessorTimeIsSaid() throws {
        let folder = try TemporaryDirectory()
        let file = try Fixtures.hostile("slow", in: folder)
        for name in ["out", "err"] { try Data().write(to: folder.url.appending(path: name)) }
        let process = try ChildProcess(
            "/usr/bin/prlimit",
            ["--cpu=6", SheetProgram.path, "read"],
            input: file,
            output: folder.path("out"),
            errors: folder.path("err")
        )
        #expect(process.waitForEnd() == 65)
        let text = try String(contentsOfFile: folder.path("out"), encoding: .utf8)
        #expect(text.split(separator: "\n").last?.hasPrefix("{\"error\":{\"code\":\"out_of_time\"") == true)
    }

    /// The parent learns it from the line or from the signal, and never takes it for an end.
    @Test func wantOfMemoryIsNoSuccess() throws {
        let folder = try TemporaryDirectory()
        for name in ["out", "err"] { try Data().write(to: folder.url.appending(path: name)) }
        let process = try ChildProcess(
            "/usr/bin/prlimit",
            ["--as=\(80 << 20)", SheetProgram.path, "read"],
            input: Fixtures.path("wps.xlsx"),
            output: folder.path("out"),
            errors: folder.path("err")
        )
        let status = process.waitForEnd()
        #expect(status != 0)
        #expect(try !String(contentsOfFile: folder.path("out"), encoding: .utf8).contains("{\"end\""))
    }

    @Test func onlyThisProgramLinksTheLibrariesOfSpreadsheets() throws {
        let libraries = ["libzip", "libexpat", "libxlsxwriter", "libminizip", "libuchardet"]
        let sheet = try ForeignProgram.run("/usr/bin/ldd", [SheetProgram.path])
        for library in ["libzip", "libexpat", "libxlsxwriter", "libuchardet"] { #expect(sheet.contains(library)) }
        for library in ["libcurl", "libsqlite3"] { #expect(!sheet.contains(library)) }
        let folder = URL(filePath: SheetProgram.path).deletingLastPathComponent()
        let daemon = try ForeignProgram.run("/usr/bin/ldd", [folder.appending(path: "renewald").path])
        for library in libraries { #expect(!daemon.contains(library)) }
        #expect(daemon.contains("libcurl") && daemon.contains("libsqlite3"))
    }
}
