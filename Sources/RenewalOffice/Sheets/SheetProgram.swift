import Dispatch
import Foundation
import Glibc
package import RenewalFiles
import RenewalRules
import Synchronization

/// The helper program that reads and writes spreadsheets, `renewald-sheet`: what comes from anywhere is opened by a
/// process without files, network and rights.
package struct SheetProgram: Sendable {
    private let path: String
    private let limits: Limits

    /// What is taken of it, should it not keep to its own limits.
    struct Limits: Sendable {
        /// 600 MiB: somewhat more than it prints by itself.
        var outputBytes = 600 << 20
        /// 16 MiB: hundreds of the longest cells.
        var lineBytes = 16 << 20
        /// It ends by itself after a minute of work; a busy machine takes longer.
        var seconds = 300
    }

    /// Where a package installs it.
    private static let installed = "/usr/libexec/renewald/renewald-sheet"

    /// Finds the program beside the executable, as in a build, or where a package installs it.
    ///
    /// - Throws: `SheetRefusal.noProgram`
    package init() throws(SheetRefusal) {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = own.lastIndex(of: "/").map { String(own[...$0]) } ?? ""
        let places = [folder + "renewald-sheet", Self.installed]
        guard let path = places.first(where: { access($0, X_OK) == 0 }) else {
            throw .noProgram(places: places)
        }
        self.init(path: path)
    }

    /// Takes the program at a path.
    init(path: String, limits: Limits = Limits()) {
        (self.path, self.limits) = (path, limits)
    }

    /// The sheets of a workbook.
    ///
    /// - Parameters:
    ///   - workbook: the bytes of the file
    ///   - progress: called now and then with the rows read
    /// - Returns: all of them, with their rows
    /// - Throws: ``SheetRefusal`` when it is none, or not one that is safe to read
    package func read(
        _ workbook: [UInt8],
        progress: (Int) -> Void = { _ in }
    ) throws(SheetRefusal) -> [WorkbookSheet] {
        var reading = WorkbookReading()
        var lines = 0
        let status = try run(
            "read",
            input: workbook,
            lines: { line in
                reading.take(line: line)
                lines += 1
                if lines.isMultiple(of: Self.progressStep) { progress(lines) }
                return true
            }
        )
        if let refusal = reading.refusal { throw refusal }
        guard status == 0, reading.isComplete else { throw .ended(status: status) }
        return reading.sheets
    }

    /// The first row with something in it, without reading the rest.
    ///
    /// - Throws: ``SheetRefusal``
    func firstRow(of workbook: [UInt8]) throws(SheetRefusal) -> SheetRow? {
        var reading = WorkbookReading()
        var row: SheetRow?
        _ = try run(
            "read",
            input: workbook,
            lines: { line in
                reading.take(line: line)
                row = reading.sheets.last?.rows.first
                return row == nil
            }
        )
        return row
    }

    /// Lines between two calls of `progress`.
    private static let progressStep = 2000

    /// What a statistical detector takes for the encoding of a text; `nil` when it does not know.
    package func encoding(of text: [UInt8]) -> TextEncoding? {
        struct Answer: Decodable { let encoding: String? }
        var found: String?
        // A guess: without the program the other signs decide.
        _ = try? run(
            "encoding",
            input: Array(text[..<min(text.count, Self.enoughToGuess)]),
            lines: { line in
                found = (try? JSONDecoder().decode(Answer.self, from: Data(line)))?.encoding
                return true
            }
        )
        return found.flatMap(TextEncoding.init(named:))
    }

    private static let enoughToGuess = 1 << 20

    /// Writes a workbook.
    ///
    /// - Parameter request: JSON Lines, as `renewald-sheet write` takes them
    /// - Returns: the bytes of an .xlsx file
    /// - Throws: ``SheetRefusal``
    package func write(_ request: [UInt8]) throws(SheetRefusal) -> [UInt8] {
        var workbook: [UInt8] = []
        let status = try run(
            "write",
            input: request,
            output: { piece in
                workbook += piece
                return true
            }
        )
        guard status == 0 else { throw .ended(status: status) }
        return workbook
    }

    private func run(
        _ command: String,
        input: [UInt8],
        lines: (ArraySlice<UInt8>) -> Bool
    ) throws(SheetRefusal) -> Int32 {
        var rest: [UInt8] = []
        var isTooLong = false
        let status = try run(
            command,
            input: input,
            output: { piece in
                var scanned = rest.count
                rest += piece
                var start = rest.startIndex
                while let end = rest[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
                    guard lines(rest[start..<end]) else { return false }
                    (start, scanned) = (end + 1, end + 1)
                }
                rest.removeSubrange(..<start)
                isTooLong = rest.count > limits.lineBytes
                return !isTooLong
            }
        )
        guard !isTooLong else { throw .workbook(code: "text_too_long") }
        if !rest.isEmpty { _ = lines(rest[...]) }
        return status
    }

    /// The exit status of a command, that of a signal negative; `output` takes each piece and says whether it wants more.
    private func run(
        _ command: String,
        input: [UInt8],
        output: ([UInt8]) -> Bool
    ) throws(SheetRefusal) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = [command]
        process.environment = [:]
        let pipe = Pipe()
        let watchdog = Watchdog()
        var taken = 0
        do {
            // A file, not a pipe: nobody has to write and read at the same time.
            process.standardInput = try Self.unnamedFile(with: input)
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            watchdog.watch(process.processIdentifier, seconds: limits.seconds)
            while let piece = try pipe.fileHandleForReading.read(upToCount: 1 << 16), !piece.isEmpty {
                taken += piece.count
                guard taken <= limits.outputBytes, output(Array(piece)) else {
                    end(process)
                    break
                }
            }
        } catch {
            if process.isRunning { end(process) }
            _ = watchdog.stop()
            throw .cannotRun(reason: "\(error)")
        }
        process.waitUntilExit()
        if watchdog.stop() { throw .workbook(code: "out_of_time") }
        guard taken <= limits.outputBytes else { throw .workbook(code: "too_large") }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Ends a process that has nothing to tidy up; it may have inherited a mask that keeps other signals from it, and may
    /// wait for a reader who does not come.
    private func end(_ process: Process) { kill(process.processIdentifier, SIGKILL) }

    /// A file that nobody else can open and that is gone with its handle.
    private static func unnamedFile(with bytes: [UInt8]) throws -> FileHandle {
        let path = FileManager.default.temporaryDirectory.appending(path: "renewald-\(UUID().uuidString)").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        unlink(path)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(bytes))
        try handle.seek(toOffset: 0)
        return handle
    }
}

/// Ends a process that takes too long.
private final class Watchdog: Sendable {
    private struct State {
        var process: pid_t?
        var hasEndedIt = false
    }

    private let state = Mutex(State())

    func watch(_ process: pid_t, seconds: Int) {
        state.withLock { $0.process = process }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { [self] in
            state.withLock { state in
                guard let process = state.process else { return }
                kill(process, SIGKILL)
                state.hasEndedIt = true
            }
        }
    }

    /// - Returns: whether it has ended the process
    func stop() -> Bool {
        state.withLock { state in
            state.process = nil
            return state.hasEndedIt
        }
    }
}

/// A sheet of a workbook.
package struct WorkbookSheet: Hashable, Sendable {
    package let name: String
    package let isHidden: Bool
    package var rows: [SheetRow] = []
}
