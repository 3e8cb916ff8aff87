import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import Synchronization

/// What the services share: the outbox, the engine, and the configuration in force, which a reload replaces.
final class Workplace: Sendable {
    let outbox: Outbox
    let engine: CurlEngine
    let planningAlarm = Alarm()
    let deliveryAlarm = Alarm()
    private let assembly: Mutex<Assembly>

    init(assembly: Assembly, outbox: Outbox, engine: CurlEngine) {
        self.assembly = Mutex(assembly)
        self.outbox = outbox
        self.engine = engine
    }

    /// The configuration in force.
    var current: Assembly { assembly.withLock { $0 } }

    /// Puts a new configuration in force; passes under way end with the old one.
    func replace(with settings: Settings) throws {
        let old = current.settings.statePath
        guard settings.statePath == old else { throw DaemonError.stateMoved(from: old, to: settings.statePath) }
        let replacement = try Assembly(settings: settings, engine: engine)
        assembly.withLock { $0 = replacement }
    }
}
