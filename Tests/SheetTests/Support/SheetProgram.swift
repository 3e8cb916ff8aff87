import Foundation
import RenewalTestSupport

/// The built `renewald-sheet`, run to its end.
struct SheetProgram {
    let status: Int32
    let output: [UInt8]
    let errors: String

    static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "renewald-sheet").path

    /// Runs a command on a file.
    init(_ command: String, on file: String) throws {
        let folder = try TemporaryDirectory()
        for name in ["out", "err"] { try Data().write(to: folder.url.appending(path: name)) }
        let process = try ChildProcess(
            Self.path,
            [command],
            input: file,
            output: folder.path("out"),
            errors: folder.path("err")
        )
        status = process.waitForEnd()
        output = Array(try Data(contentsOf: folder.url.appending(path: "out")))
        errors = try String(contentsOf: folder.url.appending(path: "err"), encoding: .utf8)
    }

    /// Runs a command on bytes.
    init(_ command: String, on bytes: [UInt8]) throws {
        let folder = try TemporaryDirectory()
        try Data(bytes).write(to: folder.url.appending(path: "in"))
        try self.init(command, on: folder.path("in"))
    }

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// The code of the line that ends a failure.
    var code: String? {
        struct Failure: Decodable {
            struct Error: Decodable {
                let code: String
            }

            let error: Error
        }
        return lines.last.flatMap { try? JSONDecoder().decode(Failure.self, from: Data($0.utf8)).error.code }
    }
}

/// The spreadsheets and scripts beside the tests.
enum Fixtures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    static func path(_ name: String) -> String { folder.appending(path: name).path }
    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    static func script(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// A file of `hostile.py`.
    static func hostile(_ name: String, in folder: TemporaryDirectory) throws -> String {
        let path = folder.path("hostile")
        _ = try ForeignProgram.python(try script("hostile.py"), arguments: [name, path])
        return path
    }
}
