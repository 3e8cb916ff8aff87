import RenewalDaemon
import RenewalOutbox
import RenewalRules

/// One process of the daemon in a simulated world, from start to stop or crash.
///
/// All of it runs on the event loop's one thread.
final class Life: @unchecked Sendable {
    /// The life the running task belongs to.
    @TaskLocal static var current: Life?

    let number: Int
    let world: World
    private(set) var outbox: (any OutboxStore)?
    private(set) var isDead = false
    /// Whether another life may have taken over the state file.
    var hasLostLock = false
    let bell = Bell()
    /// Transactions begun.
    private var steps = 0

    /// What the rest of a dead process sees: nothing it does has any effect.
    static let gone = OutboxError.writeFailed(reason: Phrase(verbatim: "the process is gone"))

    init(number: Int, world: World) {
        self.number = number
        self.world = world
    }

    var clock: LifeClock { LifeClock(time: world.time, life: number) }

    /// How a life spends its days.
    enum Manner {
        /// Planning and lanes in the simulator's own loops, which do not wake in vain: a scan every so many days.
        case parts(every: Int)
        /// The daemon's own services, stopped in order; only for hours, because they look every minute.
        case services
    }

    /// Lives until an instant, or until something ends it.
    func run(until end: UnixTime, _ manner: Manner) async {
        world.story.tell("life \(number): starts, \(manner)")
        if world.openLives == 0 { world.restoreFile() } else { world.forgetFile() }
        world.openLives += 1
        do {
            try await Self.$current.withValue(self) { try await live(until: end, manner) }
        } catch {
            world.story.tell("life \(number): ends with \(isDead ? "its death" : world.words(of: error))")
        }
        outbox = nil
        world.openLives -= 1
        world.story.count { $0.steps += steps }
        world.story.tell("life \(number): is over after \(steps) steps")
    }

    private func live(until end: UnixTime, _ manner: Manner) async throws {
        let outbox = try Outbox(
            path: world.configuration.statePath,
            access: .daemon,
            at: clock.now,
            running: world.faults.atState
        )
        self.outbox = outbox
        try world.mutant?.plant(in: world.configuration.statePath)
        let core = DaemonCore(
            configuration: world.active,
            outbox: outbox,
            engine: world.engine,
            manager: ServiceManager(environment: [:], processID: 0),
            earliest: World.start,
            clock: clock,
            logger: world.logger
        )
        world.keepEarly()
        let found = try await core.begin(on: "simulated", serving: nil)
        if found.freed > 0 { world.story.tell("life \(number): frees \(found.freed) deliveries") }
        world.story.count { $0.ambiguous += found.freed }
        world.isHeld = found.holds.contains { $0.scope == .everything }
        switch manner {
        case .parts(let days): try await loops(of: core, until: end, every: days)
        case .services: try await services(of: core, until: end)
        }
    }

    // MARK: What the world does to it

    func step() throws {
        if isDead { throw Self.gone }
        steps += 1
    }

    /// Ends the process between two steps, like a power failure.
    func crash(_ place: String) throws {
        die(place)
        throw Self.gone
    }

    /// Ends the process now; its work in progress is lost.
    func die(_ place: String) {
        guard !isDead else { return }
        isDead = true
        world.story.tell("life \(number): crashes \(place)")
        world.story.count { $0.crashes += 1 }
        world.keepFile(of: self)
        world.time.end(number)
    }
}
