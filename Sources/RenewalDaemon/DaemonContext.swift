import Logging
import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import Synchronization

/// Shared by the services: the outbox, the engine, and the configuration in force, which a reload replaces.
final class DaemonContext: Sendable {
    let outbox: any OutboxStore
    let engine: CurlEngine
    let status: ServiceStatus
    let planningAlarm = Alarm()
    /// Rings after a good pass.
    let heartbeatAlarm = Alarm()
    /// Rings when the channels may have changed.
    let rosterAlarm = Alarm()
    /// An earlier clock time cannot be right.
    let earliest: UnixTime
    private let deliveryAlarms = Mutex<[String: Alarm]>([:])
    private let health = Mutex<[String: ChannelHealth]>([:])
    private let tallies = Mutex<[String: DomainTally]>([:])
    private let configuration: Mutex<ActiveConfiguration>
    /// When a pass was last requested because a recheck failed.
    private let passWantedAt = Mutex<UnixTime?>(nil)
    /// Deliveries waiting because of the registry's content, by the file it was found in.
    private let hidden = Mutex<[String: Set<String>]>([:])

    init(
        configuration: ActiveConfiguration,
        outbox: any OutboxStore,
        engine: CurlEngine,
        status: ServiceStatus,
        earliest: UnixTime
    ) {
        self.earliest = earliest
        self.status = status
        self.configuration = Mutex(configuration)
        self.outbox = outbox
        self.engine = engine
    }

    /// The alarm that wakes the loop of a channel.
    func deliveryAlarm(of channel: String) -> Alarm {
        deliveryAlarms.withLock { alarms in
            let alarm = alarms[channel] ?? Alarm()
            alarms[channel] = alarm
            return alarm
        }
    }

    /// The health of a channel, kept for the life of the daemon.
    func health(of channel: String) -> ChannelHealth { health.withLock { $0[channel] ?? ChannelHealth() } }

    /// Notes how a channel is doing now that its lane has been emptied.
    func note(_ latest: ChannelHealth, of channel: String) { health.withLock { $0[channel] = latest } }

    /// When a channel's mails to limited domains begin.
    func domainTally(of channel: String) -> DomainTally {
        tallies.withLock { tallies in
            let tally = tallies[channel] ?? DomainTally()
            tallies[channel] = tally
            return tally
        }
    }

    /// Wakes the delivery loops after news in the outbox, a new configuration, or a stop.
    func ringDelivery() async {
        for alarm in deliveryAlarms.withLock({ Array($0.values) }) + [rosterAlarm] { await alarm.ring() }
    }

    /// Requests a pass, which reports what is wrong with the registry and wakes the deliveries once it is readable.
    ///
    /// A pass that nevertheless succeeds wakes them too early, so it is not requested again before they would retry
    /// anyway.
    func registryFailed(at now: UnixTime) async {
        let isNews = passWantedAt.withLock { wanted in
            if let last = wanted, last <= now, now < last + DaemonCore.pauseAfterFault { return false }
            wanted = now
            return true
        }
        if isNews { await planningAlarm.ring() }
    }

    /// Remembers deliveries whose records are hidden by a faulty registry file, and requests a pass if the file has
    /// been replaced since.
    func note(hidden deliveries: [String], by file: String?) async {
        guard !deliveries.isEmpty else { return }
        let file = file ?? ""
        hidden.withLock { $0[file, default: []].formUnion(deliveries) }
        if let now = try? await current.registry.identity(), now != file { await planningAlarm.ring() }
    }

    /// Rechecks deliveries that were hidden by another file than the one just read.
    func lookAgainAtHidden() async throws {
        guard hidden.withLock({ !$0.isEmpty }) else { return }
        let file = try await current.registry.identity()
        let others = hidden.withLock { hidden in
            let others = hidden.filter { $0.key != file }
            hidden = hidden.filter { $0.key == file }
            return others.values.flatMap(\.self)
        }
        guard !others.isEmpty else { return }
        try await outbox.endPostponements(of: others)
    }

    /// Reports channels that have waiting deliveries but are not in the configuration any more.
    func reportOrphans(to logger: Logger) async throws {
        let channels = Set(current.settings.channels.map(\.name))
        for (name, count) in try await outbox.waitingChannels() where !channels.contains(name) {
            logger.log(.deliveriesStranded, ["delivery.channel": "\(name)", "count": "\(count)"])
        }
    }

    /// Reports unusable templates, whose notices are sent with the plain texts.
    func reportTemplates(to logger: Logger) {
        for problem in ConfigurationCheck.problems(of: current.composer.templates) {
            logger.log(.templateUnusable, ["problem": "\(problem.english)"])
        }
    }

    /// Logs at each start and scan what holds all or part of the sending.
    ///
    /// - Returns: the holds; normally empty
    @discardableResult
    func reportHolds(to logger: Logger) async throws -> [SendingHold] {
        let holds = try await outbox.sendingHolds()
        report(status.note(holds: holds), to: logger)
        for hold in holds {
            guard hold.scope != .everything else {
                logger.log(.sendingHeld, hold.values)
                continue
            }
            logger.log(.partHeld, hold.values.merging(["hold.waiting": "\(hold.waiting)"]) { own, _ in own })
        }
        return holds
    }

    /// Looks at what an operator may have changed meanwhile, and logs which holds are over.
    func lookAround(to logger: Logger) async { report(await status.look(at: outbox), to: logger) }

    private func report(_ over: [SendingHold], to logger: Logger) {
        for hold in over { logger.log(.sendingReleased, hold.values) }
    }

    /// A newly configured registry must be readable; an unchanged one may be unavailable now without stopping the
    /// reload.
    private func registry(for settings: Settings) async throws -> any RegistrySource {
        let registry = try settings.registryOpenedLater()
        if settings.registry != current.settings.registry { _ = try await registry.identity() }
        return registry
    }

    /// The configuration in force.
    var current: ActiveConfiguration { configuration.withLock { $0 } }

    /// Whether no reload has replaced a configuration.
    func isInForce(_ configuration: ActiveConfiguration) -> Bool { current.registry === configuration.registry }

    /// Puts a new configuration in force; passes in progress end with the old one.
    func replace(with settings: Settings) async throws {
        let old = current.settings.statePath
        guard settings.statePath == old else { throw DaemonError.stateMoved(from: old, to: settings.statePath) }
        try DescriptorLimit.require(for: settings)
        let registry = try await registry(for: settings)
        let replacement = try ActiveConfiguration(settings: settings, registry: registry, engine: engine)
        let problems = ConfigurationCheck.problems(of: replacement.composer.templates)
        guard problems.isEmpty else { throw DaemonError.badTemplates(problems) }
        configuration.withLock { $0 = replacement }
        status.keep(channels: settings.channels.map(\.name))
    }
}

extension SendingHold {
    /// What it is, for the log.
    fileprivate var values: Logger.Metadata {
        var values: Logger.Metadata = [
            "hold.reason": "\(reason.rawValue)", "hold.detail": "\(detail)", "hold.since": "\(since.rfc3339)",
            "hold.release": "\(releaseCommand)",
        ]
        if scope != .everything { values["hold.scope"] = "\(scope)" }
        return values
    }
}
