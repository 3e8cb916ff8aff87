package import Logging
import RenewalConfig
package import RenewalCouriers
import RenewalDelivery
package import RenewalOutbox
import RenewalRegistry
package import RenewalRules
package import ServiceLifecycle

/// Starting, scanning and draining: what the daemon, a single pass and the simulator do alike.
///
/// When to scan and to drain, how long to wait, and what becomes of an error is up to whoever calls.
package struct DaemonCore: Sendable {
    let context: DaemonContext
    let clock: any Clock
    let manager: ServiceManager
    let vitals = Vitals()
    let logger: Logger

    /// Pause of a channel whose records could not be rechecked in the registry.
    static let pauseAfterFault: Duration = .seconds(300)
    /// Pause while another program keeps the state file locked.
    static let pauseWhenBusy: Duration = .seconds(30)

    /// Puts a daemon together; nothing happens before ``begin(on:serving:)``.
    ///
    /// - Parameters:
    ///   - configuration: in force until a reload
    ///   - outbox: its state file, opened as the daemon's
    ///   - engine: what its couriers run on
    ///   - manager: who is told how it is doing
    ///   - earliest: the earliest time that can be right
    ///   - clock: its only clock
    ///   - logger: for everything it says
    package init(
        configuration: ActiveConfiguration,
        outbox: any OutboxStore,
        engine: CurlEngine,
        manager: ServiceManager,
        earliest: UnixTime,
        clock: any Clock,
        logger: Logger
    ) {
        context = DaemonContext(
            configuration: configuration,
            outbox: outbox,
            engine: engine,
            status: ServiceStatus(manager),
            earliest: earliest
        )
        self.clock = clock
        self.manager = manager
        self.logger = logger
    }

    /// Whether the clock can be right: a machine without a battery starts in 1970.
    var isClockSet: Bool { clock.now >= context.earliest }

    /// The services that scan and deliver until they are stopped.
    package var services: [any Service] { [DeliveryService(core: self), ScanLoop(core: self)] }

    // MARK: Starting

    /// What a start found.
    package struct Beginning: Sendable {
        /// Deliveries that an earlier run had claimed.
        package let freed: Int
        /// Why nothing is sent, or a part is not; empty in normal times.
        package let holds: [SendingHold]
    }

    /// Takes the state file over, frees what an earlier run left claimed, and says what waits in vain or is held.
    ///
    /// - Parameters:
    ///   - machine: what tells this machine from others
    ///   - served: which state file served the registry last; `nil` when nobody remembers
    /// - Returns: what it found
    /// - Throws: `OutboxError`
    package func begin(on machine: String, serving served: ServedRegistry?) async throws -> Beginning {
        let outbox = context.outbox
        try await outbox.takeOver(machine: machine, serving: served, earliest: context.earliest, at: clock.now)
        let freed = try await outbox.releaseOwnLeases(
            onAmbiguous: context.current.settings.delivery.onAmbiguous,
            at: clock.now
        )
        if freed > 0 {
            logger.log(.deliveriesUnderWay, ["count": "\(freed)"])
        }
        try await context.reportOrphans(to: logger)
        return Beginning(freed: freed, holds: try await context.reportHolds(to: logger))
    }

    // MARK: Scanning

    /// What a pass over the registry came to.
    package struct Pass: Sendable {
        package let day: CalendarDate
        package let summary: Scan.Summary
        /// Why nothing is sent, or a part is not; empty in normal times.
        package let holds: [SendingHold]
    }

    /// Scans today, says what came of it and what is held, and wakes the lanes.
    ///
    /// - Parameters:
    ///   - finished: called when the pass is stored, whatever becomes of the rest
    ///   - progress: called after each step with the records looked at so far
    /// - Returns: what the pass came to
    /// - Throws: `DaemonError.clockNotSet`, or what ends a scan: `RegistryError`, `OutboxError`, `CancellationError`
    package func scan(
        finished: (Scan.Summary) -> Void = { _ in },
        progress: @Sendable (Int) async -> Void
    ) async throws -> Pass {
        guard isClockSet else { throw DaemonError.clockNotSet(clock.now) }
        let configuration = context.current
        let day = configuration.calendar.day(of: clock.now)
        let scan = configuration.scan(outbox: context.outbox, clock: clock)
        let step = Vitals.longestStep(of: configuration.settings.registry)
        vitals.promise(.planning, by: clock.uptime + step)
        let summary = try await scan.run(on: day) { examined in
            vitals.promise(.planning, by: clock.uptime + step)
            await progress(examined)
        }
        finished(summary)
        summary.log(to: logger, day: day)
        let holds = try await context.reportHolds(to: logger)
        if context.status.note(scanFailure: nil) { logger.log(.scansSucceed) }
        let kind = summary.isFull ? "" : "changed "
        let records = "\(summary.examined) \(kind)record\(summary.examined == 1 ? "" : "s")"
        let notices = "\(summary.plannedNotices) new notice\(summary.plannedNotices == 1 ? "" : "s")"
        context.status.summarize("scanned \(day): \(records), \(notices)")
        try await context.lookAgainAtHidden()
        await context.ringDelivery()
        return Pass(day: day, summary: summary, holds: holds)
    }

    /// Plans the notice to the administrators about what holds sending, and wakes the lanes when it is a new one.
    ///
    /// Follows a scan whether or not that could read the registry. A state file that is locked just now is only logged.
    ///
    /// - Throws: `OutboxError` where it is fatal
    package func tellOfHolds() async throws {
        guard isClockSet else { return }
        do {
            let told = try await HoldPlanning(context: context, clock: clock).plan()
            if told > 0 { await context.ringDelivery() }
        } catch {
            guard !error.isFatal else { throw error }
            logger.log(.holdNotTold, ["error": "\(error)"])
        }
    }

    // MARK: Draining

    /// Why a lane is emptied.
    package enum Occasion: Sendable {
        /// Something is due; a channel that rests is left alone.
        case due
        /// Somebody asked for it: one attempt tries a channel that rests, and nothing waits for a minute of its own.
        case asked
    }

    /// What emptying a lane came to.
    package struct Drained: Sendable {
        var tally = Lane.Tally()
        /// Until when the lane is to wait, because something it needs is at fault; the rest of its channel stands in the
        /// state file.
        package var waitsUntil: UnixTime?
        /// The error of a state file that was locked for too long.
        var lock: OutboxError?
    }

    /// Sends what is due on a channel until nothing is left, and notes the rest that the channel needs.
    ///
    /// - Parameters:
    ///   - channel: its name; one that the configuration does not have has nothing to send
    ///   - occasion: why
    /// - Returns: what was sent, and whether the lane is to wait
    /// - Throws: `OutboxError` other than `busy`
    package func drain(_ channel: String, _ occasion: Occasion) async throws -> Drained {
        guard isClockSet, var lane = lane(of: channel, occasion) else { return Drained() }
        do {
            let state = try await context.outbox.channelState(of: channel)
            let now = clock.now
            let mayBegin =
                switch occasion {
                case .due: state.opening(at: now) == now
                case .asked: !(state.pause?.holds(at: now) ?? false)
                }
            guard mayBegin else { return Drained() }
            lane.health.resume(afterRests: state.rests)
            return try await drain(lane)
        } catch OutboxError.busy(let path) {
            logger.log(.stateLocked, ["delivery.channel": "\(channel)"])
            return Drained(waitsUntil: clock.now + Self.pauseWhenBusy, lock: .busy(path: path))
        }
    }

    private func drain(_ lane: Lane) async throws -> Drained {
        let channel = lane.channel.name
        // Before it is read, because it may be replaced by the end.
        let file = try? await context.current.registry.identity()
        let end = await lane.drain()
        let isInForce = lane.isInForce()
        // The rest of a configuration that a reload has replaced is none of the next one's.
        if end.rest == nil || isInForce { context.note(end.health, of: channel) }
        let tally = try end.result()
        tally.log(to: logger, channel: channel)
        if tally.registryFault != nil { await context.registryFailed(at: clock.now) }
        await context.note(hidden: tally.hidden, by: file)
        guard tally.channelFault == nil else {
            if let rest = end.rest, isInForce { try await note(rest, of: lane) }
            // Stored only in the state file, where an operator's order can end it, with or without a ring.
            return Drained(tally: tally)
        }
        if tally.outcomes[.delivered] != nil { context.status.clear(channel: channel) }
        return Drained(
            tally: tally,
            waitsUntil: tally.registryFault == nil ? nil : clock.now + Self.pauseAfterFault
        )
    }

    /// Looks whether the other end of a channel that rests takes connections again, and ends the rest if it does.
    ///
    /// For a channel that could not be reached: a rest spares a server that is in trouble, and nobody when none is there.
    ///
    /// - Parameter channel: its name
    /// - Returns: whether there is nothing to look for any more
    /// - Throws: `OutboxError` other than `busy`
    func lookOut(for channel: String) async throws(OutboxError) -> Bool {
        do {
            let state = try await context.outbox.channelState(of: channel)
            guard let end = state.restUntil, end > clock.now else { return true }
            guard let courier = context.current.couriers[channel], await courier.isReachable() else { return false }
            try await context.outbox.channelAnswers(channel)
        } catch {
            guard case .busy = error else { throw error }
            return false
        }
        logger.log(.channelAnswers, ["delivery.channel": "\(channel)"])
        return true
    }

    /// Starts a rest of a channel, and records it where commands and the next start see it.
    private func note(_ rest: ChannelHealth.Rest, of lane: Lane) async throws {
        // An endpoint that is gone is not tried again by itself, which is said already.
        guard rest.fault.outcome != .disabled else { return }
        let (channel, now) = (lane.channel.name, clock.now)
        context.status.report(channel: channel, fault: rest.fault.place)
        try await lane.patiently {
            try await context.outbox.channelRests(
                channel,
                fault: rest.fault.words,
                rests: rest.number,
                until: now + rest.length,
                at: now
            )
        }
        logger.log(
            .channelRests,
            ["delivery.channel": "\(channel)", "rest.seconds": "\(rest.length.components.seconds)"]
        )
    }

    /// The lane of a channel; `nil` when a reload has removed it.
    private func lane(of channel: String, _ occasion: Occasion) -> Lane? {
        let configuration = context.current
        guard let settings = configuration.settings.channels.first(where: { $0.name == channel }) else { return nil }
        return configuration.couriers[channel].map { courier in
            Lane(
                channel: settings,
                courier: courier,
                configuration: configuration,
                outbox: context.outbox,
                isSpread: occasion == .due,
                domainTally: context.domainTally(of: channel),
                clock: clock,
                logger: logger,
                health: context.health(of: channel),
                isInForce: { [context] in context.isInForce(configuration) },
                onProgress: { [vitals, clock] in
                    vitals.promise(.delivery(channel), by: clock.uptime + configuration.settings.delivery.lease)
                }
            )
        }
    }

    /// When a lane has something to do again.
    ///
    /// - Parameters:
    ///   - channel: its name
    ///   - pause: what is due waits until then in any case; `nil` for no longer than it has to
    /// - Returns: the next instant at which something may leave; `nil` when nothing waits on it
    /// - Throws: `OutboxError`
    package func nextPass(of channel: String, notBefore pause: UnixTime?) async throws(OutboxError) -> UnixTime? {
        let (configuration, outbox) = (context.current, context.outbox)
        guard isClockSet, configuration.couriers[channel] != nil,
            let waiting = try await outbox.nextAttempt(channel: channel, minimumSeverity: .info)
        else { return nil }
        let (hours, now) = (configuration.hours, clock.now)
        guard let opening = try await outbox.channelState(of: channel).opening(at: now) else { return nil }
        func start(_ due: UnixTime) -> UnixTime { max(due, pause ?? due, opening) }
        switch hours.gate(at: now) {
        case .closed(let until): return max(start(waiting), until)
        case .open(.info): return start(waiting)
        case .open(let minimum):
            let due = try await outbox.nextAttempt(channel: channel, minimumSeverity: minimum)
            return [due.map(start), hours.nextChange(after: now)].compactMap(\.self).min()
        }
    }
}
