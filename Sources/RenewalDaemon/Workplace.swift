import Logging
import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import Synchronization

/// What the services share: the outbox, the engine, and the configuration in force, which a reload replaces.
final class Workplace: Sendable {
    let outbox: Outbox
    let engine: CurlEngine
    let planningAlarm = Alarm()
    /// Rings when the channels may have changed.
    let rosterAlarm = Alarm()
    private let deliveryAlarms = Mutex<[String: Alarm]>([:])
    private let assembly: Mutex<Assembly>

    init(assembly: Assembly, outbox: Outbox, engine: CurlEngine) {
        self.assembly = Mutex(assembly)
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

    /// Wakes the delivery loops: there is news in the outbox, in the configuration, or a stop.
    func ringDelivery() async {
        for alarm in deliveryAlarms.withLock({ Array($0.values) }) + [rosterAlarm] { await alarm.ring() }
    }

    /// Names the channels that have waiting deliveries and no place in the configuration any more.
    func reportOrphans(to logger: Logger) async throws {
        let channels = Set(current.settings.channels.map(\.name))
        for (name, count) in try await outbox.waitingChannels() where !channels.contains(name) {
            logger.warning(
                "deliveries wait for a channel that the configuration does not have",
                metadata: ["delivery.channel": "\(name)", "count": "\(count)"]
            )
        }
    }

    /// The configuration in force.
    var current: Assembly { assembly.withLock { $0 } }

    /// Whether no reload has replaced an assembly.
    func isInForce(_ assembly: Assembly) -> Bool { current.registry === assembly.registry }

    /// Puts a new configuration in force; passes under way end with the old one.
    func replace(with settings: Settings) throws {
        let old = current.settings.statePath
        guard settings.statePath == old else { throw DaemonError.stateMoved(from: old, to: settings.statePath) }
        let templates = ConfigurationCheck.templateProblems(of: settings)
        guard templates.isEmpty else { throw DaemonError.badTemplates(templates) }
        let replacement = try Assembly(settings: settings, engine: engine)
        assembly.withLock { $0 = replacement }
    }
}
