import RenewalDaemon
import RenewalOutbox
import RenewalRules
import ServiceLifecycle

/// What a daemon does all day.
extension Life {
    /// After a long outage or a restored file the guard holds sending until an operator has looked.
    func letGo() async throws {
        guard world.isHeld, let outbox else { return }
        let delay = world.dice.happens(onceIn: 2) ? Duration.seconds(1) : .seconds(world.dice.int(60...150_000))
        try await clock.sleep(for: delay)
        world.isHeld = false
        // The operator's command is a separate process.
        let holds = try await Life.$current.withValue(nil) { [clock] in
            try await outbox.releaseSending(at: clock.now)
        }
        world.story.tell("operator: lets sending go on, \(holds.map(\.reason.rawValue))")
        bell.ring()
    }

    /// The guard holds a part of an unusual scan until an operator has looked; during the calm one looks at once.
    private func letPartsGo() async throws {
        guard let outbox else { return }
        let holds = try await Life.$current.withValue(nil) {
            try await outbox.sendingHolds()
                .filter { $0.reason == .manyDue && !($0.scope == .everything && self.world.isHeld) }
        }
        guard !holds.isEmpty, world.isCalm || world.dice.happens(onceIn: 3) else { return }
        try await Life.$current.withValue(nil) { [clock] in
            for hold in holds { _ = try await outbox.releaseSending(hold.scope, at: clock.now) }
        }
        world.story.tell("operator: lets go what the guard holds, \(holds.map { "\($0.scope): \($0.waiting)" })")
        world.story.count { $0.floods += holds.count }
    }

    func loops(of core: DaemonCore, until end: UnixTime, every days: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.plan(core, every: days) }
            group.addTask { try await self.letGo() }
            for channel in world.configuration.channels {
                group.addTask { try await self.deliver(core, channel) }
            }
            group.addTask { [clock] in
                try await clock.time.sleep(until: end, of: self.number)
                throw CancellationError()
            }
            // The first error ends the others; waitForAll would wait for them first.
            while try await group.next() != nil {}
        }
    }

    func services(of core: DaemonCore, until end: UnixTime) async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: core.services.map { .init(service: $0) },
                logger: world.logger
            )
        )
        try await letGo()
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

    /// Scans at the start and then every few days, and rings the lanes.
    private func plan(_ core: DaemonCore, every days: Int) async throws {
        while true {
            do {
                world.copyRegistry()
                let start = clock.now
                _ = try await core.scan(finished: { self.note($0, since: start) }) { _ in }
                try await core.tellOfHolds()
                try await letPartsGo()
                bell.ring()
                try await clock.time.sleep(until: nextScan(in: days), of: number)
            } catch let error as OutboxError where error.isFatal {
                throw error
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                world.story.tell("life \(number): scan failed, \(world.words(of: error))")
                try await clock.sleep(for: .seconds(600))
            }
        }
    }

    private func note(_ summary: Scan.Summary, since start: UnixTime) {
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
        world.scanned(at: world.time.now, since: summary.isShrunk ? nil : start)
    }

    /// Half past eight in Shanghai, some days later; now and then a rescan in an hour.
    private func nextScan(in days: Int) -> UnixTime {
        if world.dice.happens(onceIn: world.feed == nil ? 12 : 3) { return world.time.now + .seconds(3600) }
        let day = world.active.day(of: world.time.now).adding(days: days)
        return UnixTime(seconds: Int64(day.dayNumber) * 86_400 + 1800)
    }

    /// Counts a rest that the lane has just written: it was not drained during the last one.
    private func noteRest(of channel: String) async {
        guard !isDead, let outbox else { return }
        let state = try? await Life.$current.withValue(nil) {
            try await outbox.channelState(of: channel)
        }
        if let end = state?.restUntil, end > clock.now { world.network.noteRest(of: channel) }
    }

    /// Drains a lane whenever something is due on it.
    private func deliver(_ core: DaemonCore, _ channel: String) async throws {
        var rest: UnixTime?
        while true {
            let heard = bell.count
            let next = try await core.nextPass(of: channel, notBefore: rest)
            if let next, next <= clock.now {
                rest = try await core.drain(channel, .due).waitsUntil
                await noteRest(of: channel)
            } else {
                await bell.wait(since: heard, until: next, clock: clock)
            }
            guard !isDead, !Task.isCancelled else { throw CancellationError() }
        }
    }
}
