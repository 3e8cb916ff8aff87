import Logging
import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import Synchronization

/// What the services share: the outbox, the engine, and the configuration in force, which a reload replaces.
final class DaemonContext: Sendable {
    let outbox: any OutboxStore
    let engine: CurlEngine
    let status: ServiceStatus
    let planningAlarm = Alarm()
    /// Rings when the channels may have changed.
    let rosterAlarm = Alarm()
    /// The earliest time that can be right.
    let earliest: UnixTime
    private let deliveryAlarms = Mutex<[String: Alarm]>([:])
    private let health = Mutex<[String: ChannelHealth]>([:])
    private let configuration: Mutex<ActiveConfiguration>
    /// When a pass was last asked for because a last look failed.
    private let passWantedAt = Mutex<UnixTime?>(nil)
    /// Deliveries that wait because of what is in the registry, by the file it was found in.
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

    /// What wakes the loop of a channel.
    func deliveryAlarm(of channel: String) -> Alarm {
        deliveryAlarms.withLock { alarms in
            let alarm = alarms[channel] ?? Alarm()
            alarms[channel] = alarm
            return alarm
        }
    }

    /// How a channel is doing, for as long as the daemon runs.
    func health(of channel: String) -> ChannelHealth { health.withLock { $0[channel] ?? ChannelHealth() } }

    /// Notes how a channel is doing now that its lane has been emptied.
    func note(_ latest: ChannelHealth, of channel: String) { health.withLock { $0[channel] = latest } }

    /// Wakes the delivery loops: there is news in the outbox, in the configuration, or a stop.
    func ringDelivery() async {
        for alarm in deliveryAlarms.withLock({ Array($0.values) }) + [rosterAlarm] { await alarm.ring() }
    }

    /// Asks for a pass, which tells what is wrong with the registry and wakes the deliveries when it can be read again.
    ///
    /// A pass that succeeds all the same wakes them too soon: it is not asked for again before they would try anyway.
    func registryFailed(at now: UnixTime) async {
        let isNews = passWantedAt.withLock { wanted in
            if let last = wanted, last <= now, now < last + DaemonCore.pauseAfterFault { return false }
            wanted = now
            return true
        }
        if isNews { await planningAlarm.ring() }
    }

    /// Remembers deliveries whose records something in a file of the registry hid, and asks for a pass where another file
    /// lies there by now.
    func note(hidden deliveries: [String], by file: String?) async {
        guard !deliveries.isEmpty else { return }
        let file = file ?? ""
        hidden.withLock { $0[file, default: []].formUnion(deliveries) }
        if let now = try? await current.registry.identity(), now != file { await planningAlarm.ring() }
    }

    /// Has those looked at again that another file hid than the one that has just been read.
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

    /// Names the channels that have waiting deliveries and no place in the configuration any more.
    func reportOrphans(to logger: Logger) async throws {
        let channels = Set(current.settings.channels.map(\.name))
        for (name, count) in try await outbox.waitingChannels() where !channels.contains(name) {
            logger.warning(
                "deliveries wait for a channel that the configuration does not have: `renewald outbox move` or `cancel --channel`",
                metadata: ["delivery.channel": "\(name)", "count": "\(count)"]
            )
        }
    }

    /// Names the templates that cannot be used; their notices leave in plain words.
    func reportTemplates(to logger: Logger) {
        for problem in ConfigurationCheck.problems(of: current.composer.templates) {
            logger.warning("template not used, plain words instead", metadata: ["problem": "\(problem)"])
        }
    }

    /// Says at each start and scan why nothing leaves, or a part does not.
    ///
    /// - Returns: what holds sending; empty in normal times
    @discardableResult
    func reportHolds(to logger: Logger) async throws -> [SendingHold] {
        let holds = try await outbox.sendingHolds()
        status.note(holds: holds)
        for hold in holds {
            var metadata: Logger.Metadata = [
                "hold.reason": "\(hold.reason.rawValue)", "hold.detail": "\(hold.detail)",
                "hold.since": "\(hold.since.rfc3339)",
            ]
            guard hold.scope != .everything else {
                logger.error(
                    "sending is held: look at what waits with `renewald outbox list`, then `renewald outbox release`",
                    metadata: metadata
                )
                continue
            }
            metadata["hold.scope"] = "\(hold.scope)"
            metadata["hold.waiting"] = "\(hold.waiting)"
            logger.error(
                "a part of sending is held: `renewald outbox list --state held`, then `renewald outbox release --scope`",
                metadata: metadata
            )
        }
        return holds
    }

    /// A registry named anew must be readable; one that stays may be away just now, and the rest changes all the same.
    private func registry(for settings: Settings) async throws -> any RegistrySource {
        let registry = try settings.registryOpenedLater()
        if settings.registry != current.settings.registry { _ = try await registry.identity() }
        return registry
    }

    /// The configuration in force.
    var current: ActiveConfiguration { configuration.withLock { $0 } }

    /// Whether no reload has replaced an configuration.
    func isInForce(_ configuration: ActiveConfiguration) -> Bool { current.registry === configuration.registry }

    /// Puts a new configuration in force; passes under way end with the old one.
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
