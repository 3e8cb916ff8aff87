import Foundation
import RenewalTestSupport
import Synchronization

/// Counts arrivals, prints them and appends them to the log before they are answered.
final class Arrivals: Sendable {
    private struct State {
        var seen: [String: Int] = [:]
        var mailCount = 0
        var webhookCount = 0
    }

    private let state = Mutex(State())
    private let log: FileHandle?
    private let isQuiet: Bool

    init(log path: String?, isQuiet: Bool) throws {
        log = try path.map(Self.append)
        self.isQuiet = isQuiet
    }

    /// Returns once the line has been handed to the operating system.
    func note(_ arrival: Arrival) {
        state.withLock { state in
            var arrival = arrival
            let key = "\(arrival.type) \(arrival.id)"
            arrival.repeat = state.seen[key, default: 0]
            state.seen[key, default: 0] += 1
            if arrival.type == .mail { state.mailCount += 1 } else { state.webhookCount += 1 }
            write(arrival)
            if !isQuiet { say(arrival.line) }
        }
    }

    var summary: String {
        state.withLock { state in
            let total = state.mailCount + state.webhookCount
            return "mails \(state.mailCount), webhooks \(state.webhookCount), distinct ids \(state.seen.count), "
                + "repeats \(total - state.seen.count)"
        }
    }

    func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private func write(_ arrival: Arrival) {
        guard let log else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try log.write(contentsOf: encoder.encode(arrival) + Data("\n".utf8))
        } catch {
            say("cannot write the log: \(error)")
        }
    }

    private static func append(to path: String) throws -> FileHandle {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ValidationFailure(description: "cannot open \(path): \(String(cString: strerror(errno)))")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}

/// A folder or file named on the command line cannot be used.
struct ValidationFailure: Error, CustomStringConvertible {
    let description: String
}
