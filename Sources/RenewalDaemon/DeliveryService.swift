import RenewalConfig
import Logging
import RenewalOutbox
import RenewalRules
import ServiceLifecycle

/// Empties the outbox within the sending hours, all channels side by side.
struct DeliveryService: Service {
    let workplace: Workplace
    let clock: any Clock
    let vitals: Vitals
    let logger: Logger

    /// Rest of a channel whose relay or endpoint is at fault, so that its queue is not run against a wall.
    static let pauseAfterFault: Duration = .seconds(300)
    /// The longest sleep, in case the wall clock is set or an operator changes the queue meanwhile.
    static let longestWait: Duration = .seconds(60)

    func run() async throws {
        var pauses: [String: UnixTime] = [:]
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let assembly = workplace.current
            vitals.promise(.delivery, by: clock.uptime + assembly.settings.delivery.lease)
            try await pass(through: assembly, pauses: &pauses)
            let wait = try await untilNextPass(assembly, pauses: pauses)
            vitals.promise(.delivery, by: clock.uptime + wait)
            await withGracefulShutdownHandler {
                await workplace.deliveryAlarm.wait(atMost: wait, clock: clock)
            } onGracefulShutdown: {
                // The handler is not async; the ring needs the actor, and nothing depends on when exactly it comes.
                Task { await workplace.deliveryAlarm.ring() }
            }
        }
        vitals.retire(.delivery)
    }

    /// One pass over all channels that may send now.
    private func pass(through assembly: Assembly, pauses: inout [String: UnixTime]) async throws {
        guard case .open(let minimum) = assembly.hours.gate(at: clock.now) else { return }
        let disabled = try await workplace.outbox.disabledChannels()
        let now = clock.now
        let lanes = lanes(of: assembly).filter { lane in
            disabled[lane.channel.name] == nil && pauses[lane.channel.name].map { $0 <= now } ?? true
        }
        for (name, tally) in try await Self.drain(lanes, minimumSeverity: minimum) {
            pauses[name] = tally.isStopped ? clock.now + Self.pauseAfterFault : nil
            report(tally, on: name)
        }
    }

    /// Empties lanes side by side.
    static func drain(_ lanes: [Lane], minimumSeverity: Severity) async throws -> [(String, Lane.Tally)] {
        try await withThrowingTaskGroup(of: (String, Lane.Tally).self) { group in
            for lane in lanes {
                group.addTask { (lane.channel.name, try await lane.drain(minimumSeverity: minimumSeverity)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    func lanes(of assembly: Assembly) -> [Lane] {
        assembly.settings.channels.compactMap { channel in
            assembly.couriers[channel.name].map { courier in
                Lane(
                    channel: channel,
                    courier: courier,
                    assembly: assembly,
                    outbox: workplace.outbox,
                    clock: clock,
                    logger: logger
                )
            }
        }
    }

    /// Until something becomes claimable or the gate changes, whichever is first.
    private func untilNextPass(_ assembly: Assembly, pauses: [String: UnixTime]) async throws -> Duration {
        let now = clock.now
        let minimum: Severity
        switch assembly.hours.gate(at: now) {
        case .open(let severity): minimum = severity
        case .closed(let until):
            return min(now.duration(to: until), Self.longestWait)
        }
        var next = assembly.hours.nextChange(after: now)
        for channel in assembly.settings.channels {
            let outbox = workplace.outbox
            let due = try await outbox.nextAttempt(channel: channel.name, minimumSeverity: minimum)
            guard let due else { continue }
            next = min(next, max(due, pauses[channel.name] ?? due))
        }
        return min(max(now.duration(to: next), .milliseconds(200)), Self.longestWait)
    }

    func report(_ tally: Lane.Tally, on channel: String) {
        if let fault = tally.registryFault {
            logger.error(
                "registry unreadable before sending, deliveries wait",
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
                "delivery.channel": "\(channel)", "verdict.stage": "\(fault.stage)", "verdict.reply": "\(fault.reply)",
            ]
        )
    }
}
