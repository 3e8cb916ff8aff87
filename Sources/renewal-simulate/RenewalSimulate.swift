import ArgumentParser
import Foundation
import RenewalCouriers

/// Simulates ten years of an office per seed, with crashes, failing networks and everything else, and checks that
/// nothing is lost, needlessly sent twice, or sent to the wrong person.
@main
struct RenewalSimulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renewal-simulate",
        abstract: "Simulate ten years of an office per seed and check what renewald promises.",
        discussion: """
            Runs the daemon's own planning, outbox and delivery against a simulated clock, office and network. A seed \
            decides everything, so a failure is repeated exactly with --seed.

            Example: renewal-simulate --seeds 1000
            """
    )

    @Option(help: "How many seeds to run.") var seeds = 25
    @Option(help: "The first seed.") var from: UInt64 = 1
    @Option(help: "Run this seed alone and print the end of its history.") var seed: UInt64?
    @Flag(help: "Print the whole history to standard error as it happens.") var trace = false
    @Option(help: "Write what a program behind the webhook gets and ought to know as JSON Lines; see Scripts/consumer.")
    var feed: String?
    @Option(help: "Plant a bug that has to be found: \(Mutant.allCases.map(\.rawValue).joined(separator: ", ")).")
    var mutant: Mutant?
    @Option(help: "Simulated years per seed.") var years = 10
    @Option(help: "Processes at a time; all cores, if left out.") var jobs: Int?
    @Flag(help: "Print the names of the bugs that can be planted.") var listMutants = false
    @Option(help: "Instead, let a relay be away for hours with so many mails waiting, and see how they leave.")
    var backlog: Int?
    @Option(help: .hidden) var workerStride: Int?

    func validate() throws {
        guard (1...1_000_000).contains(seeds) else { throw ValidationError("--seeds is not in 1…1000000") }
        guard (1...100).contains(years) else { throw ValidationError("--years is not in 1…100") }
        guard backlog.map({ (100...1_000_000).contains($0) }) ?? true else {
            throw ValidationError("--backlog is not in 100…1000000")
        }
        guard feed == nil || seed != nil else { throw ValidationError("--feed is of one --seed") }
        guard mutant.map({ feed != nil || !$0.isOfFeed }) ?? true else {
            throw ValidationError("only what a program gets shows that bug: --feed is missing")
        }
        guard jobs.map({ (1...64).contains($0) }) ?? true else { throw ValidationError("--jobs is not in 1…64") }
    }

    func run() throws {
        if listMutants { return Mutant.allCases.filter { !$0.isOfFeed }.forEach { print($0.rawValue) } }
        if let workerStride { return try work(workerStride) }
        if let backlog { return try wait(behind: backlog) }
        let crew = Crew(
            first: seed ?? from,
            count: seed == nil ? seeds : 1,
            years: years,
            mutant: mutant,
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
            tellsEnd: seed != nil,
            traces: trace,
            feed: feed
        )
        let report = try crew.run()
        print(report.text)
        guard report.isAsItShouldBe else { throw ExitCode.failure }
    }

    /// Makes a queue wait for a relay in each way, and prints a line for each.
    private func wait(behind count: Int) throws {
        try takeOver()
        let engine = CurlEngine(mailThreads: 1)
        var hasFailed = false
        for absence in Absence.allCases {
            let directory = "\(Outcome.memory)/renewal-simulate-\(getpid())-\(absence.rawValue)"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: directory) }
            // Where everything is retried, fewer people cause as many attempts.
            let people = absence == .full ? min(count, max(count / 10, 1000)) : count
            let backlog = try Backlog(absence, people: people, directory: directory, engine: engine)
            Task { await backlog.run() }
            var dice = Dice(seed: seed ?? from, purpose: 7)
            let isOver = backlog.run(with: &dice)
            let problems = backlog.problems + (isOver ? [] : ["everybody waits for something that never comes"])
            print(([backlog.text] + problems).joined(separator: "; "))
            hasFailed = hasFailed || !problems.isEmpty
        }
        if hasFailed { throw ExitCode.failure }
    }

    private func takeOver() throws {
        guard EventLoop.shared.takeOver() else {
            throw ValidationError("this Swift runtime has no hook for its queue")
        }
    }

    /// Runs every so many-th seed in this process and prints a line of JSON for each.
    private func work(_ stride: Int) throws {
        endWithParent()
        try takeOver()
        let engine = CurlEngine(mailThreads: 1)
        let encoder = JSONEncoder()
        for offset in Swift.stride(from: 0, to: seeds, by: stride) {
            let outcome = try Outcome.of(
                seed: from + UInt64(offset),
                years: years,
                mutant: mutant,
                engine: engine,
                tellsEnd: seed != nil,
                traces: trace,
                feed: feed
            )
            FileHandle.standardOutput.write(try encoder.encode(outcome) + Data("\n".utf8))
            if outcome.failure != nil { return }
        }
    }

    /// Ends this process when its parent is gone, however that ended: the parent's end of our standard input is closed
    /// then.
    private func endWithParent() {
        Thread.detachNewThread {
            while !FileHandle.standardInput.availableData.isEmpty {}
            _exit(EX_UNAVAILABLE)
        }
    }
}
