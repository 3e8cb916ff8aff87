import Foundation

/// The processes that share the seeds: one world per process, because a world needs the whole process.
struct Crew {
    let first: UInt64
    let count: Int
    let years: Int
    let mutant: Mutant?
    let jobs: Int
    let tellsEnd: Bool
    let traces: Bool
    let feed: String?

    /// Runs all seeds, or stops at the first failure.
    func run() throws -> Report {
        var report = Report(first: first, mutant: mutant.flatMap { $0.isOfFeed ? nil : $0 }, tellsEnd: tellsEnd)
        let start = DispatchTime.now()
        let stride = min(jobs, count)
        let workers = try (0..<stride).map { try worker($0, of: stride) }
        let pipes = workers.map(\.pipe)
        var progress = Progress(total: count)
        var open = pipes.map { LineReader($0.fileHandleForReading) }
        while !open.isEmpty {
            // All produce lines at about the same pace, so reading waits for the slowest.
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

    /// A process and its two pipes: it reports through one, and exits when the other is closed.
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
        if let feed { process.arguments? += ["--feed", feed] }
        if traces { process.arguments?.append("--trace") }
        if tellsEnd { process.arguments? += ["--seed", "\(first)"] }
        // Otherwise sets and dictionaries would iterate in a different order in every process.
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

/// The progress of a run, shown only on a terminal.
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
