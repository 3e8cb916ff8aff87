import Foundation
import RenewalTestSupport

/// One of the built programs in its own process.
final class Program: Sendable {
    /// Something did not happen in time; says what the program printed.
    struct Impatience: Error, CustomStringConvertible {
        let description: String
    }

    /// Far longer than anything here takes, also on a machine with ten times as much to do: reaching it means it will
    /// never happen.
    static let limitSeconds = 900

    let process: ChildProcess
    private let name: String
    private let directory: TemporaryDirectory

    /// Starts one of the built programs.
    ///
    /// It speaks English, whatever the language of the person who runs the tests.
    init(_ name: String, _ arguments: [String], environment: [String: String] = [:], input: String? = nil) throws {
        directory = try TemporaryDirectory()
        for file in ["out", "err"] { try Data().write(to: directory.url.appending(path: file)) }
        self.name = name
        process = try ChildProcess(
            Self.products.appending(path: name).path,
            arguments,
            environment: ProcessInfo.processInfo.environment.merging(["LC_ALL": "en_US.UTF-8"]) { _, new in new }
                .merging(environment) { _, new in new },
            input: input ?? "/dev/null",
            output: directory.path("out"),
            errors: directory.path("err")
        )
    }

    /// The directory of the programs: of the test's own binary, or what `RENEWALD_PRODUCTS` says, as an absolute path.
    static let products =
        ProcessInfo.processInfo.environment["RENEWALD_PRODUCTS"].map { URL(filePath: $0) }
        ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    var output: String { text("out") }
    var errors: String { text("err") }

    /// Waits for the program to end by itself.
    ///
    /// - Returns: its exit status, or the number of the signal that ended it plus 128
    func status() throws -> Int32 {
        try wait("the end of \(name)") { !process.isRunning }
        return process.waitForEnd()
    }

    func signal(_ number: Int32) { process.signal(number) }

    /// Waits until a condition is true.
    func wait(_ what: String, until holds: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(Self.limitSeconds)
        while try !holds() {
            guard ContinuousClock.now < end else {
                throw Impatience(description: "still waiting for \(what)\n\(output)\n\(errors)")
            }
            usleep(5000)
        }
    }

    /// Runs a program to its end.
    static func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String? = nil
    ) throws -> (status: Int32, output: String, errors: String) {
        let program = try Program(name, arguments, environment: environment, input: input)
        return (try program.status(), program.output, program.errors)
    }

    private func text(_ file: String) -> String {
        (try? String(contentsOf: directory.url.appending(path: file), encoding: .utf8)) ?? ""
    }

    deinit {
        // A failed test must not leave a process behind.
        process.signal(SIGKILL)
        process.waitForEnd()
    }
}
