import Foundation
import RenewalCouriers
import RenewalOutbox
import RenewalRules

/// The result of one seed.
struct Outcome: Codable, Sendable {
    let seed: UInt64
    let tally: Story.Tally
    /// A hash of the whole history; two runs of a seed have the same.
    let mark: String
    let failure: String?
    /// The last lines of the history, kept for a failure or on request.
    let end: [String]

    /// Runs a seed from beginning to end.
    static func of(
        seed: UInt64,
        years: Int,
        mutant: Mutant?,
        engine: CurlEngine,
        tellsEnd: Bool,
        traces: Bool,
        feed: String?
    ) throws -> Outcome {
        let directory = "\(Self.memory)/renewal-simulate-\(getpid())-\(seed)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        // What is left in memory after a failure is useless: the seed makes it again.
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let world = try World(
            seed: seed,
            years: years,
            mutant: mutant,
            directory: directory,
            engine: engine,
            feed: feed,
            trace: traces ? Self.print : nil
        )
        _ = try Outbox(path: world.configuration.statePath, access: .daemon, at: World.start)
        try world.fixIdentity()
        try mutant?.prepare(world.configuration.statePath)
        Task { await world.run() }
        var dice = Dice(seed: seed, purpose: 7)
        if !EventLoop.shared.run(world.time, dice: &dice, until: { world.isDone }) {
            world.story.fail("SIM", "everybody waits for something that never comes")
        }
        if EventLoop.shared.isDisturbed {
            world.story.fail("SIM", "a thread of its own took part: the seed does not repeat this history")
        }
        world.story.count { tally in
            tally.seeds = 1
            tally.years = Double(World.start.duration(to: world.time.now).components.seconds) / 86_400 / 365.2425
        }
        return Outcome(
            seed: seed,
            tally: world.story.tally,
            mark: String(world.story.mark, radix: 16),
            failure: world.story.failure,
            end: world.story.failure == nil && !tellsEnd ? [] : world.story.end
        )
    }

    private static let print: @Sendable (String) -> Void = { line in
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }

    /// An in-memory file system if available: no disk is as fast, and power failures are simulated anyway.
    static var memory: String {
        FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    }
}
