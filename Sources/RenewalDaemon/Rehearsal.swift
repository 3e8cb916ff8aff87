package import Logging
package import RenewalConfig
package import RenewalCouriers
package import RenewalOutbox
package import RenewalRules
package import ServiceLifecycle

/// The daemon without the process around it: the simulator calls its parts one by one, or runs its services.
///
/// Nothing here decides anything; planning, sending and freeing are those of the daemon.
package struct Rehearsal: Sendable {
    private let workplace: Workplace
    private let delivery: DeliveryService
    private let planning: ScanLoop
    private let clock: any Clock
    private let logger: Logger

    /// What a configuration stands for, with couriers and chance of the simulation's own.
    package struct Stage: Sendable {
        let assembly: Assembly
        let engine: CurlEngine

        package init(
            settings: Settings,
            engine: CurlEngine,
            couriers: [String: any Courier],
            pageSize: Int,
            chance: @escaping @Sendable () -> Double
        ) throws {
            var assembly = try Assembly(settings: settings, engine: engine)
            assembly.planner = Planner(registry: assembly.registry, settings: settings, pageSize: pageSize)
            assembly.couriers = couriers
            assembly.chance = chance
            self.assembly = assembly
            self.engine = engine
        }

        /// The business day of an instant.
        package func day(of instant: UnixTime) -> CalendarDate { assembly.calendar.day(of: instant) }

        /// Whether a notice of this severity may leave at an instant.
        package func maySend(_ severity: Severity, at instant: UnixTime) -> Bool {
            guard case .open(let minimum) = assembly.hours.gate(at: instant) else { return false }
            return severity >= minimum
        }
    }

    package init(stage: Stage, outbox: Outbox, clock: some Clock, logger: Logger) {
        workplace = Workplace(
            assembly: stage.assembly,
            outbox: outbox,
            engine: stage.engine,
            status: ServiceStatus(ServiceManager(environment: [:], processID: 0)),
            earliest: UnixTime(seconds: 0)
        )
        self.clock = clock
        self.logger = logger
        let vitals = Vitals()
        delivery = DeliveryService(workplace: workplace, clock: clock, vitals: vitals, logger: logger)
        planning = ScanLoop(
            workplace: workplace,
            clock: clock,
            vitals: vitals,
            logger: logger
        )
    }

    /// Takes the state file over and frees what an earlier run left claimed.
    ///
    /// - Returns: how many deliveries
    package func begin() async throws -> Int {
        try await workplace.outbox.takeOver(
            machine: "simulated",
            serving: nil,
            earliest: workplace.earliest,
            at: clock.now
        )
        return try await workplace.outbox.releaseOwnLeases(
            onAmbiguous: workplace.current.settings.delivery.onAmbiguous,
            at: clock.now
        )
    }

    /// Scans today.
    package func scan() async throws -> Scan.Summary {
        let assembly = workplace.current
        let day = assembly.calendar.day(of: clock.now)
        return try await assembly.scan(outbox: workplace.outbox, clock: clock).run(on: day) { _ in }
    }

    /// Empties the lane of a channel once.
    ///
    /// - Returns: until when the lane is to wait, because something it needs is at fault
    package func drain(_ channel: String) async throws -> UnixTime? {
        guard let lane = delivery.lane(channel, of: workplace.current) else { return nil }
        return try await delivery.passUnlessSilent(through: lane)
    }

    /// When a lane has something to do again; `nil` when nothing waits on it.
    package func nextPass(_ channel: String) async throws -> UnixTime? {
        guard let waiting = try await workplace.outbox.nextAttempt(channel: channel) else { return nil }
        let silence = try await workplace.outbox.channelState(of: channel).silentUntil ?? waiting
        let (hours, now) = (workplace.current.hours, clock.now)
        switch hours.gate(at: now) {
        case .closed(let until): return max(waiting, until, silence)
        case .open(.info): return max(waiting, silence)
        case .open(let minimum):
            let due = try await workplace.outbox.nextAttempt(channel: channel, minimumSeverity: minimum)
            return [due.map { max($0, silence) }, hours.nextChange(after: now)].compactMap(\.self).min()
        }
    }

    /// The planning and delivery services themselves, for a group that runs and stops them.
    package var services: [any Service] { [delivery, planning] }
}
