package import Foundation

/// Runs third-party programs that judge what we produce: Python libraries, Postfix tools, nginx.
package enum ForeignProgram {
    /// The program is missing or failed; a test never skips because of it.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The project's folder, derived from the path of this file.
    package static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs a Python script with the PyPI packages that `Scripts/bootstrap` installs.
    ///
    /// Where they are not installed, with the system's Python, which is enough for what needs its own library only.
    ///
    /// - Parameters:
    ///   - script: the program text
    ///   - arguments: `sys.argv[1...]`
    ///   - input: standard input
    /// - Returns: standard output
    /// - Throws: ``Failure`` with standard error when the script does not end with 0
    package static func python(_ script: String, arguments: [String] = [], input: [UInt8] = []) throws -> String {
        let own = pythonWithPackages
        let command = FileManager.default.isExecutableFile(atPath: own) ? [own] : ["/usr/bin/env", "python3"]
        return try run(command[0], command.dropFirst() + ["-c", script] + arguments, input: input)
    }

    /// The Python that has the PyPI packages of `Scripts/bootstrap`, wherever it is installed.
    package static let pythonWithPackages = repository.appending(path: ".venv/bin/python3").path

    /// Copies a file, and makes a program of it that everybody may run.
    ///
    /// By a process of its own: what this one has written may still be open in a process that another test is just
    /// starting, and cannot be run before that is over (execve(2), `ETXTBSY`).
    ///
    /// - Throws: ``Failure``
    package static func install(_ source: String, as target: String) throws {
        _ = try run("/usr/bin/install", ["-m", "755", source, target])
    }

    /// Runs a program to its end.
    ///
    /// - Returns: standard output
    /// - Throws: ``Failure`` when it cannot be started or does not end with 0
    package static func run(_ path: String, _ arguments: [String], input: [UInt8] = []) throws -> String {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(description: "\(path) is missing: run Scripts/bootstrap --tests")
        }
        let directory = try TemporaryDirectory()
        let inputURL = directory.url.appending(path: "in")
        let outputURL = directory.url.appending(path: "out")
        let errorURL = directory.url.appending(path: "err")
        for url in [outputURL, errorURL] { try Data().write(to: url) }
        try Data(input).write(to: inputURL)
        let process = try ChildProcess(
            path,
            arguments,
            input: inputURL.path,
            output: outputURL.path,
            errors: errorURL.path
        )
        let status = process.waitForEnd()
        let output = try String(decoding: Data(contentsOf: outputURL), as: UTF8.self)
        guard status == 0 else {
            let problem = try String(decoding: Data(contentsOf: errorURL), as: UTF8.self)
            throw Failure(description: "\(path) ended with \(status): \(problem)\(output)")
        }
        return output
    }
}
