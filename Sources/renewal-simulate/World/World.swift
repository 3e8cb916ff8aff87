import Foundation
import Logging
import RenewalConfig
import RenewalCouriers
import RenewalDaemon
import RenewalOutbox
import RenewalRules

/// The world of a seed: an office, a network, a state file, and the daemons that come and go over ten years.
///
/// All of it runs on the event loop's one thread.
final class World: @unchecked Sendable {
    let seed: UInt64
    let mutant: Mutant?
    let time: SimulatedTime
    let story: Story
    let configuration: Configuration
    let settings: Settings
    let office: Office
    let faults: Faults
    let network: Network
    let engine: CurlEngine
    /// The one of all lives: real but for couriers and chance.
    let active: ActiveConfiguration
    let logger = Logger(label: "simulate") { _ in SwiftLogNoOpLogHandler() }
    var dice: Dice
    /// After the last fault: from here on everything must come right.
    var isCalm = false
    /// After everything, including the last inspection.
    var isDone = false
    private(set) var lives = 0
    /// Daemons that have the state file open.
    var openLives = 0
    var isFileKept = false
    /// Whether the guard holds everything, as the last started daemon found it.
    var isHeld = false
    /// The deliveries at the last inspection, with their states.
    var known: [String: String] = [:]
    /// The records whose holders an operator has muted, as of now: orders are given only while no daemon runs.
    var muted: Set<RecordID> = []
    /// The mails that came back.
    var returned: [String: Returned] = [:]
    /// Drawn separately, so that the rest of a seed's life stays as it is.
    var letters: Dice
    /// When scans were completed.
    private(set) var scans: [UnixTime] = []

    /// Monday, 5 January 2026, midnight in Shanghai.
    static let start = UnixTime(seconds: 1_767_542_400)
    /// The end of the faults, after which only the calm follows.
    let end: UnixTime
    /// The time without faults before the last inspection.
    static let calm: Duration = .seconds(20 * 86_400)
    /// Everything planned is completed within this time of calm, including weekly digests and slow webhooks.
    static let patience: Duration = .seconds(9 * 86_400)
    /// Everything planned before this must be completed when the years are over.
    var lastPlanned = World.start

    init(
        seed: UInt64,
        years: Int,
        mutant: Mutant?,
        directory: String,
        engine: CurlEngine,
        feed path: String?,
        trace: (@Sendable (String) -> Void)?
    ) throws {
        self.seed = seed
        self.mutant = mutant
        self.engine = engine
        end = Self.start + .seconds(Int64(years) * 31_556_952)
        time = SimulatedTime(start: Self.start, dice: Dice(seed: seed, purpose: 1))
        story = Story(time: time, trace: trace)
        configuration = Configuration(directory: directory, mutant: mutant, isFed: path != nil)
        dice = Dice(seed: seed, purpose: 2)
        letters = Dice(seed: seed, purpose: 12)
        var limits = Dice(seed: seed, purpose: 9)
        let limit = limits.pick([3, 10, 30, 1000, 1000, 1000]) ?? 1000
        var paces = Dice(seed: seed, purpose: 11)
        let pace = Configuration.Pace(&paces)
        settings = try configuration.settings(&dice, pace: pace, dueLimit: limit)
        office = try Office(
            path: configuration.registryPath,
            time: time,
            story: story,
            dice: Dice(seed: seed, purpose: 3),
            policy: settings.policy
        )
        if let path {
            let dice = Dice(seed: seed, purpose: 10)
            office.feed = try Feed(path: path, configuration: configuration, settings: settings, dice: dice)
            office.look()
        }
        let (registry, opened) = (configuration.registryPath, configuration.openedRegistryPath)
        if opened != registry { try FileManager.default.copyItem(atPath: registry, toPath: opened) }
        faults = Faults(dice: Dice(seed: seed, purpose: 4))
        let network = Network(time: time, story: story, office: office, dice: Dice(seed: seed, purpose: 5))
        self.network = network
        let chance = Throw(Dice(seed: seed, purpose: 6))
        active = try ActiveConfiguration(
            settings: settings,
            registry: settings.openRegistry(running: faults.atRegistry),
            engine: engine,
            couriers: Dictionary(
                uniqueKeysWithValues: configuration.channels.map { channel in
                    (channel, SimulatedCourier(channel: channel, network: network))
                }
            ),
            // Small pages of a few people are read in parallel, with crashes and events in between.
            pageSize: dice.pick([1, 2, 3, 500]) ?? 1,
            chance: { chance.fraction() }
        )
    }

    func newLife() -> Life {
        lives += 1
        story.count { $0.lives += 1 }
        return Life(number: lives, world: self)
    }

    /// A scan has ended; `nil` for one that does not count.
    func scanned(at instant: UnixTime, since start: UnixTime?) {
        scans.append(instant)
        guard let start else { return }
        do {
            try feed?.noteScan(since: start, at: instant)
        } catch {
            story.fail("SIM", "the feed cannot be written: \(error)")
        }
    }

    /// What a program behind the webhook gets, where it is written down: then every day is lived.
    var feed: Feed? { office.feed }

    /// Whether nothing more can be found out.
    var isOver: Bool { story.failure != nil }
}

/// Dice shared by several tasks, all on the event loop's one thread.
final class Throw: @unchecked Sendable {
    private var dice: Dice

    init(_ dice: Dice) { self.dice = dice }

    func fraction() -> Double { dice.fraction() }
}
