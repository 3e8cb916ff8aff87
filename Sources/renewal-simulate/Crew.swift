import Foundation

/// The processes that share the seeds among them: a process each, because each has one world on one thread.
struct Crew {
    let first: UInt64
    let count: Int
    let years: Int
    let mutant: Mutant?
    let jobs: Int
    let tellsEnd: Bool
    let traces: Bool

    /// Runs all seeds, or until one fails.
    func run() throws -> Report {
        var report = Report(first: first, mutant: mutant, tellsEnd: tellsEnd)
        let start = DispatchTime.now()
        let stride = min(jobs, count)
        let workers = try (0..<stride).map { try worker($0, of: stride) }
        let pipes = workers.map(\.pipe)
        var progress = Progress(total: count)
        var open = pipes.map { LineReader($0.fileHandleForReading) }
        while !open.isEmpty {
            // Each has lines to tell at about the same pace; who is slower is waited for.
            open = try open.filter { reader in
                guard let line = reader.next() else { return false }
                report.add(try JSONDecoder().decode(Outcome.self, from: line))
                progress.show(report)
                return true
            }
            if report.failure != nil { break }
        }
        progress.clear()
        for worker in workers {
            if worker.process.isRunning { worker.process.terminate() }
            worker.process.waitUntilExit()
            let isEnded = report.failure != nil || worker.process.terminationStatus == 0
            if !isEnded { report.accident = "a worker ended with status \(worker.process.terminationStatus)" }
        }
        report.seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
        return report
    }

    /// A process with the two pipes that it shares with this one: it tells through one, and ends when the other ends.
    private struct Worker {
        let process: Process
        let pipe: Pipe
        let lifeline: Pipe
    }

    private func worker(_ number: Int, of stride: Int) throws -> Worker {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments = [
            "--worker-stride", "\(stride)", "--from", "\(first + UInt64(number))", "--seeds", "\(count - number)",
            "--years", "\(years)",
        ]
        if let mutant { process.arguments? += ["--mutant", mutant.rawValue] }
        if traces { process.arguments?.append("--trace") }
        if tellsEnd { process.arguments? += ["--seed", "\(first)"] }
        // Sets and dictionaries would go through their elements in another order in every process.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_DETERMINISTIC_HASHING": "1"]) { $1 }
        let (pipe, lifeline) = (Pipe(), Pipe())
        (process.standardOutput, process.standardInput) = (pipe, lifeline)
        try process.run()
        return Worker(process: process, pipe: pipe, lifeline: lifeline)
    }
}

/// Reads a stream line by line.
private final class LineReader {
    private let handle: FileHandle
    private var buffer = Data()

    init(_ handle: FileHandle) { self.handle = handle }

    /// The next line; `nil` at the end.
    func next() -> Data? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer = Data(buffer[(end + 1)...]) }
                return Data(buffer[..<end])
            }
            let more = handle.availableData
            guard !more.isEmpty else { return nil }
            buffer += more
        }
    }
}

/// How far a run is, on a terminal only.
private struct Progress {
    let total: Int
    private let isShown = isatty(STDERR_FILENO) == 1

    init(total: Int) { self.total = total }

    mutating func show(_ report: Report) {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\(report.tally.seeds) of \(total) seeds".utf8))
    }

    func clear() { if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) } }
}
