import RenewalDaemon
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import ServiceLifecycle

/// One process of the daemon in a simulated world, from its start to its stop or crash.
///
/// All of it runs on the event loop's one thread.
final class Life: @unchecked Sendable {
    /// The life the running task belongs to.
    @TaskLocal static var current: Life?

    let number: Int
    let world: World
    private(set) var outbox: Outbox?
    private(set) var isDead = false
    private let bell = Bell()
    /// Transactions begun.
    private var steps = 0

    /// What the rest of a process sees once it is gone: nothing it does has an effect any more.
    static let gone = OutboxError.writeFailed(reason: "the process is gone")

    init(number: Int, world: World) {
        self.number = number
        self.world = world
    }

    private var clock: LifeClock { LifeClock(time: world.time, life: number) }

    /// How a life goes about its days.
    enum Manner {
        /// Planning and lanes in loops of the simulator's own, which do not wake to look for nothing: scans every so
        /// many days.
        case parts(every: Int)
        /// The daemon's own services, stopped in good order; for hours only, because they look every minute.
        case services
    }

    /// Lives until an instant, or until something ends it.
    func run(until end: UnixTime, _ manner: Manner) async {
        world.story.tell("life \(number): starts, \(manner)")
        if world.openLives == 0 { world.restoreFile() }
        world.openLives += 1
        do {
            try await Self.$current.withValue(self) {
                try await OutboxProbe.$current.withValue(probe) {
                    try await RegistryProbe.$current.withValue(registryProbe) { try await live(until: end, manner) }
                }
            }
        } catch {
            world.story.tell("life \(number): ends with \(isDead ? "its death" : "\(error)")")
        }
        outbox = nil
        world.openLives -= 1
        world.story.count { $0.steps += steps }
        world.story.tell("life \(number): is over after \(steps) steps")
    }

    private func live(until end: UnixTime, _ manner: Manner) async throws {
        let outbox = try Outbox(path: world.configuration.statePath, access: .daemon, at: clock.now)
        self.outbox = outbox
        try world.mutant?.plant(in: world.configuration.statePath)
        let rehearsal = Rehearsal(stage: world.stage, outbox: outbox, clock: clock, logger: world.logger)
        world.keepEarly()
        let freed = try await rehearsal.begin()
        if freed > 0 { world.story.tell("life \(number): frees \(freed) deliveries") }
        world.story.count { $0.ambiguous += freed }
        try await letGo(outbox)
        switch manner {
        case .parts(let days): try await loops(of: rehearsal, until: end, every: days)
        case .services: try await services(of: rehearsal, until: end)
        }
    }

    /// The guard holds sending after a long outage or a restored file; the operator has looked, and lets it go on.
    private func letGo(_ outbox: Outbox) async throws {
        for hold in try await outbox.releaseSending(at: clock.now) {
            world.story.tell("operator: lets sending go on, \(hold.reason.rawValue)")
        }
    }

    private func loops(of rehearsal: Rehearsal, until end: UnixTime, every days: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.plan(rehearsal, every: days) }
            for channel in world.configuration.channels {
                group.addTask { try await self.deliver(rehearsal, channel) }
            }
            group.addTask { [clock] in
                try await clock.time.sleep(until: end, of: self.number)
                throw CancellationError()
            }
            // The first that throws ends the others; waitForAll would wait for them first.
            while try await group.next() != nil {}
        }
    }

    private func services(of rehearsal: Rehearsal, until end: UnixTime) async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: rehearsal.services.map { .init(service: $0) },
                logger: world.logger
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask { [clock] in
                try await clock.time.sleep(until: end, of: self.number)
                self.world.story.tell("life \(self.number): is asked to stop")
                await group.triggerGracefulShutdown()
            }
            try await tasks.next()
            tasks.cancelAll()
        }
    }

    /// Scans at the start and then every so many days, and rings the lanes.
    private func plan(_ rehearsal: Rehearsal, every days: Int) async throws {
        while true {
            do {
                world.copyRegistry()
                let summary = try await rehearsal.scan()
                note(summary)
                bell.ring()
                try await clock.time.sleep(until: nextScan(in: days), of: number)
            } catch let error as OutboxError where error.isFatal {
                throw error
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                world.story.tell("life \(number): scan failed, \(error)")
                try await clock.sleep(for: .seconds(600))
            }
        }
    }

    private func note(_ summary: Scan.Summary) {
        if summary.plannedNotices + summary.plannedDeliveries > 0 {
            world.story.tell(
                "life \(number): scan plans \(summary.plannedNotices) notices, \(summary.plannedDeliveries) deliveries"
            )
        }
        world.story.count { tally in
            tally.scans += 1
            tally.notices += summary.plannedNotices
            tally.deliveries += summary.plannedDeliveries
        }
        world.scanned(at: world.time.now)
    }

    /// Half past eight in Shanghai, some days on; now and then a rescan in an hour.
    private func nextScan(in days: Int) -> UnixTime {
        if world.dice.happens(onceIn: 12) { return world.time.now + .seconds(3600) }
        let day = world.stage.day(of: world.time.now).adding(days: days)
        return UnixTime(seconds: Int64(day.dayNumber) * 86_400 + 1800)
    }

    /// Empties a lane whenever something is due on it.
    private func deliver(_ rehearsal: Rehearsal, _ channel: String) async throws {
        while true {
            let heard = bell.count
            let rest = try await rehearsal.drain(channel)
            var next = try await rehearsal.nextPass(channel)
            if let rest, let due = next { next = max(rest, due) }
            await bell.wait(since: heard, until: next, clock: clock)
            guard !isDead, !Task.isCancelled else { throw CancellationError() }
        }
    }

    // MARK: What the world does to it

    private var probe: OutboxProbe {
        let faults = world.faults
        return OutboxProbe(
            before: { try faults.before($0, of: self) },
            after: { try faults.after($0, of: self) }
        )
    }

    private var registryProbe: RegistryProbe {
        let faults = world.faults
        return RegistryProbe { try faults.beforeRead(of: self) }
    }

    func step() throws {
        if isDead { throw Self.gone }
        steps += 1
    }

    /// Ends the process between two steps, as a power failure would.
    func crash(_ place: String) throws {
        die(place)
        throw Self.gone
    }

    /// Ends the process now; what it has under way is lost.
    func die(_ place: String) {
        guard !isDead else { return }
        isDead = true
        world.story.tell("life \(number): crashes \(place)")
        world.story.count { $0.crashes += 1 }
        world.keepFile(of: self)
        world.time.end(number)
    }
}
