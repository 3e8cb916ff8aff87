package import Foundation
import Synchronization

/// A program started by a test.
///
/// It replaces Foundation's `Process`, whose `run` corrupts memory when many are started in a multithreaded process.
package final class ChildProcess: Sendable {
    package let identifier: pid_t
    /// The exit status, once it has been collected.
    private let ending = Mutex<Int32?>(nil)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: the program
    ///   - arguments: without its name
    ///   - environment: complete, nothing is inherited
    ///   - input: the file it reads
    ///   - output: an existing file for its standard output
    ///   - errors: an existing file for its standard error; may be the same
    /// - Throws: `ForeignProgram.Failure` when it cannot be started
    package init(
        _ path: String,
        _ arguments: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment,
        input: String = "/dev/null",
        output: String,
        errors: String
    ) throws {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_APPEND, 0)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_APPEND, 0)
        // A test's socket kept open by a child would never look closed to its peer.
        for open in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap({ Int32($0) }) {
            if open > 2 { posix_spawn_file_actions_addclose(&actions, open) }
        }
        Self.resetSignals(&attributes)
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + settings { free(word) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, path, &actions, &attributes, words, settings)
        guard code == 0 else {
            throw ForeignProgram.Failure(description: "\(path) cannot be started: \(String(cString: strerror(code)))")
        }
        identifier = child
    }

    /// Runtime threads block most signals, and a child would inherit that.
    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    package var isRunning: Bool { status(WNOHANG) == nil }

    /// Waits for the program to end.
    ///
    /// - Returns: the exit status, or the number of the signal that ended it plus 128
    @discardableResult
    package func waitForEnd() -> Int32 { status(0) ?? -1 }

    /// Sends a signal, unless the program has ended.
    package func signal(_ number: Int32) { if isRunning { kill(identifier, number) } }

    /// The exit status, or 128 plus the signal; `nil` while it runs.
    private func status(_ options: Int32) -> Int32? {
        ending.withLock { ending in
            if let ending { return ending }
            var words: Int32 = 0
            var found = waitpid(identifier, &words, options)
            while found < 0, errno == EINTR { found = waitpid(identifier, &words, options) }
            guard found == identifier else { return nil }
            ending = words & 0x7F == 0 ? (words >> 8) & 0xFF : 128 + (words & 0x7F)
            return ending
        }
    }
}
