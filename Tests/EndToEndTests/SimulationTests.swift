import Foundation
import RenewalTestSupport
import Testing

/// The simulator finds no fault in the daemon and finds every planted bug; `Scripts/simulate` runs many seeds.
@Suite(.startsPrograms) struct SimulationTests {
    private func simulate(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
        try Program.run("renewal-simulate", ["--jobs", "1"] + arguments)
    }

    @Test func nothingIsLostOrNeedlesslyRepeated() throws {
        let run = try simulate("--seeds", "4", "--years", "3")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("no invariant broken"))
        #expect(run.output.contains(/mails that came back +[1-9]/), "\(run.output)")
    }

    /// The simulated couriers report the same steps as the real ones, so that an endpoint answering 5xx opens the
    /// breaker.
    @Test func failingEndpointOpensTheBreaker() throws {
        let run = try simulate("--seeds", "14", "--years", "6")
        let line = run.output.split(separator: "\n").first { $0.hasPrefix("breakers of webhooks at 5xx") }
        let count = line?.split(separator: " ").last.flatMap { Int($0) }
        #expect(try #require(count) > 0, "\(run.output)\(run.errors)")
    }

    @Test func aSeedRepeatsItsHistoryExactly() throws {
        let histories = try (1...2).map { _ in
            let output = try simulate("--seed", "10", "--years", "2").output
            return output.split(separator: "\n").filter { !$0.hasPrefix("seconds") }
        }
        #expect(histories[0].count > 20)
        #expect(histories[0] == histories[1])
    }

    @Test(
        arguments: [
            "unique-key", "receipt-before-commit", "no-fencing", "thawed-bytes", "lost-delivery", "stale-recheck",
            "lost-line", "leaky-hold", "deaf-mute", "forgotten-address",
        ]
    )
    func aPlantedBugIsFound(mutant: String) throws {
        let run = try simulate("--seeds", "40", "--years", "3", "--mutant", mutant)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("mutant \(mutant) found"))
    }

    @Test func allPlantedBugsAreTried() throws {
        #expect(try simulate("--list-mutants").output.split(separator: "\n").count == 10)
    }

    /// A relay that returns after hours is not overrun, and new notices do not wait for the whole backlog.
    @Test func backlogLeavesInOrderWhenItsRelayReturns() throws {
        let run = try simulate("--backlog", "1000")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("unreachable for 6 h, 1000 waiting"))
        #expect(run.output.contains("full for 1 h, 1000 waiting"))
    }

    /// Even when the parent is killed, so that no worker burns a processor for hours.
    @Test func workersExitWithTheirParent() throws {
        let parent = try Program("renewal-simulate", ["--seeds", "1000", "--jobs", "2"])
        let id = parent.process.identifier
        var workers: [Int32] = []
        try parent.wait("two workers") {
            let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")
            workers = try tasks.flatMap { task in
                try String(contentsOfFile: "/proc/\(id)/task/\(task)/children", encoding: .utf8)
                    .split(separator: " ").compactMap { Int32($0) }
            }
            return workers.count == 2
        }
        parent.signal(SIGKILL)
        _ = try parent.status()
        try parent.wait("the end of the workers") { !workers.contains(where: isRunning) }
    }

    /// An ended process may linger until its parent collects its status.
    private func isRunning(_ process: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return !status.contains(") Z ")
    }
}
