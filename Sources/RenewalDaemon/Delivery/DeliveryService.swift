import RenewalConfig
import Logging
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import ServiceLifecycle

/// Empties the outbox within the sending hours: a loop for each channel, so that none waits for another.
struct DeliveryService: Service {
    let context: DaemonContext
    let clock: any Clock
    let vitals: Vitals
    let logger: Logger

    /// Rest of a channel before whose messages the registry could not be read again.
    static let pauseAfterFault: Duration = .seconds(300)
    /// Rest while another program keeps the state file locked.
    static let pauseWhenBusy: Duration = .seconds(30)
    /// The longest sleep, in case the wall clock is set or an operator changes the queue meanwhile.
    static let longestWait: Duration = .seconds(60)
    /// The channels change with a reload only, which rings; any long time will do.
    static let rosterWait: Duration = .seconds(86_400)
    /// The shortest sleep, so that a queue whose head cannot leave yet does not spin.
    static let shortestWait: Duration = .milliseconds(200)

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await serveAll()
        } onGracefulShutdown: {
            // The handler is not async; the rings need the actors, and nothing depends on when exactly they come.
            Task { await context.ringDelivery() }
        }
    }

    /// Serves the channels of the configuration, and those that a reload adds.
    private func serveAll() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            var served: Set<String> = []
            var isRosterNew = true
            repeat {
                if isRosterNew, !Task.isShuttingDownGracefully {
                    for channel in context.current.settings.channels where served.insert(channel.name).inserted {
                        group.addTask {
                            try await serve(channel.name)
                            return false
                        }
                    }
                    group.addTask {
                        await context.rosterAlarm.wait(atMost: Self.rosterWait, clock: clock)
                        return true
                    }
                }
                isRosterNew = try await group.next() ?? false
            } while !group.isEmpty
        }
    }

    /// Empties a channel's lane whenever something is due on it, until the stop.
    private func serve(_ name: String) async throws {
        // Fetched before the first look at the stop, so that no ring is missed.
        let alarm = context.deliveryAlarm(of: name)
        // Beside the rests that the state file knows of: something the channel needs cannot be used.
        var pausedUntil: UnixTime?
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let configuration = context.current
            vitals.promise(.delivery(name), by: clock.uptime + configuration.settings.delivery.lease)
            let lane = lane(name, of: configuration)
            await context.status.look(at: context.outbox)
            let isClockSet = clock.now >= context.earliest
            if let lane, isClockSet, pausedUntil.map({ $0 <= clock.now }) ?? true {
                pausedUntil = try await passUnlessSilent(through: lane)
            }
            // A channel that a reload has removed may come back with the next one.
            let wait =
                lane == nil || !isClockSet
                ? Self.longestWait : try await patientWait(name, of: configuration, pausedUntil: pausedUntil)
            vitals.promise(.delivery(name), by: clock.uptime + wait)
            // Whoever rings has news: what was locked or unreadable may not be so any more.
            if await alarm.wait(atMost: wait, clock: clock) { pausedUntil = nil }
        }
        vitals.retire(.delivery(name))
    }

    private func patientWait(
        _ name: String,
        of configuration: ActiveConfiguration,
        pausedUntil: UnixTime?
    ) async throws -> Duration {
        do {
            return try await untilNextPass(name, of: configuration, pausedUntil: pausedUntil)
        } catch OutboxError.busy {
            return Self.pauseWhenBusy
        }
    }

    /// Empties a lane once, unless its channel rests or is paused.
    ///
    /// - Returns: until when the lane is to wait
    func passUnlessSilent(through lane: Lane) async throws -> UnixTime? {
        do {
            let state = try await context.outbox.channelState(of: lane.channel.name)
            if let until = state.silentUntil, until > clock.now { return nil }
            var lane = lane
            lane.health.resume(afterRests: state.rests)
            return try await pass(through: lane)
        } catch OutboxError.busy {
            return await waitForStateFile()
        }
    }

    /// Empties a lane once.
    ///
    /// - Returns: until when the lane is to wait, because something it needs is at fault; the rest of its channel stands in
    ///   the state file
    func pass(through lane: Lane) async throws -> UnixTime? {
        do {
            // Before it is read: another one may lie there by the end.
            let file = try? await context.current.registry.identity()
            let end = await lane.drain()
            context.note(end.health, of: lane.channel.name)
            let tally = try end.result()
            report(tally, on: lane.channel.name)
            if tally.registryFault != nil { await context.registryFailed(at: clock.now) }
            await context.note(hidden: tally.hidden, by: file)
            if let fault = tally.channelFault {
                guard let rest = end.rest, lane.isInForce() else { return nil }
                context.status.report(channel: lane.channel.name, fault: fault.place)
                // Kept in the state file alone: there an operator's order ends it, whether anybody rings or not.
                try await note(rest, of: lane)
                return nil
            }
            if tally.outcomes[.delivered] != nil { context.status.clear(channel: lane.channel.name) }
            return tally.registryFault == nil ? nil : clock.now + Self.pauseAfterFault
        } catch OutboxError.busy {
            return await waitForStateFile()
        }
    }

    private func waitForStateFile() async -> UnixTime {
        logger.warning("state file locked by another program, deliveries wait")
        return clock.now + Self.pauseWhenBusy
    }

    /// Lets a channel rest, and notes it where commands and the next start see it.
    private func note(_ rest: ChannelHealth.Rest, of lane: Lane) async throws {
        let now = clock.now
        let name = lane.channel.name
        try await lane.patiently {
            try await context.outbox.channelRests(
                name,
                fault: rest.fault.words,
                rests: rest.number,
                until: now + rest.length,
                at: now
            )
        }
        logger.notice(
            "channel rests before one attempt tries it again",
            metadata: ["delivery.channel": "\(name)", "rest.seconds": "\(rest.length.components.seconds)"]
        )
    }

    /// Empties lanes side by side.
    static func drain(_ lanes: [Lane]) async throws -> [(String, Lane.Tally)] {
        try await withThrowingTaskGroup(of: (String, Lane.Tally).self) { group in
            for lane in lanes {
                group.addTask { (lane.channel.name, try await lane.drain().result()) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    func lanes(of configuration: ActiveConfiguration) -> [Lane] {
        configuration.settings.channels.compactMap { lane($0.name, of: configuration) }
    }

    /// The lane of a channel; `nil` when a reload has removed it.
    func lane(_ name: String, of configuration: ActiveConfiguration) -> Lane? {
        guard let channel = configuration.settings.channels.first(where: { $0.name == name }) else { return nil }
        return configuration.couriers[name].map { courier in
            Lane(
                channel: channel,
                courier: courier,
                configuration: configuration,
                outbox: context.outbox,
                clock: clock,
                logger: logger,
                health: context.health(of: name),
                isInForce: { [context] in context.isInForce(configuration) },
                onProgress: { [vitals, clock] in
                    vitals.promise(.delivery(name), by: clock.uptime + configuration.settings.delivery.lease)
                }
            )
        }
    }

    /// Until something becomes claimable or the gate changes, whichever is first.
    private func untilNextPass(
        _ name: String,
        of configuration: ActiveConfiguration,
        pausedUntil: UnixTime?
    ) async throws -> Duration {
        let now = clock.now
        var next = configuration.hours.nextChange(after: now)
        if case .open(let minimum) = configuration.hours.gate(at: now) {
            let due = try await context.outbox.nextAttempt(channel: name, minimumSeverity: minimum)
            let silence = try await context.outbox.channelState(of: name).silentUntil
            if let due { next = min(next, [due, pausedUntil, silence].compactMap(\.self).max() ?? due) }
        }
        return min(max(now.duration(to: next), Self.shortestWait), Self.longestWait)
    }

    func report(_ tally: Lane.Tally, on channel: String) {
        if let fault = tally.registryFault {
            logger.error(
                "registry unreadable before sending, deliveries wait",
                metadata: ["delivery.channel": "\(channel)", "error": "\(fault)"]
            )
        }
        if let fault = tally.contentFault {
            logger.error(
                "records hidden before sending, their deliveries wait",
                metadata: ["delivery.channel": "\(channel)", "error": "\(fault)"]
            )
        }
        guard !tally.outcomes.isEmpty || tally.withdrawn + tally.postponed > 0 else { return }
        let counts = Verdict.Outcome.allCases.map { outcome -> (String, Logger.MetadataValue) in
            ("delivery.\(outcome.rawValue)", "\(tally.outcomes[outcome] ?? 0)")
        }
        var metadata = Logger.Metadata(uniqueKeysWithValues: counts.filter { $0.1 != "0" })
        metadata["delivery.channel"] = "\(channel)"
        if tally.withdrawn > 0 { metadata["delivery.withdrawn"] = "\(tally.withdrawn)" }
        if tally.postponed > 0 { metadata["delivery.postponed"] = "\(tally.postponed)" }
        logger.notice("deliveries made", metadata: metadata)
        guard let fault = tally.channelFault else { return }
        logger.error(
            "channel at fault, its deliveries wait",
            metadata: [
                "delivery.channel": "\(channel)", "verdict.stage": "\(fault.step.name)",
                "fault": "\(fault.words)",
            ]
        )
    }
}
