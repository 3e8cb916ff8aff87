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
    private let context: DaemonContext
    private let delivery: DeliveryService
    private let planning: ScanLoop
    private let clock: any Clock
    private let logger: Logger

    /// What a configuration stands for, with couriers and chance of the simulation's own.
    package struct Stage: Sendable {
        let configuration: ActiveConfiguration
        let engine: CurlEngine

        package init(
            settings: Settings,
            engine: CurlEngine,
            couriers: [String: any Courier],
            pageSize: Int,
            chance: @escaping @Sendable () -> Double
        ) throws {
            var configuration = try ActiveConfiguration(settings: settings, engine: engine)
            configuration.planner = Planner(registry: configuration.registry, settings: settings, pageSize: pageSize)
            configuration.couriers = couriers
            configuration.chance = chance
            self.configuration = configuration
            self.engine = engine
        }

        /// The business day of an instant.
        package func day(of instant: UnixTime) -> CalendarDate { configuration.calendar.day(of: instant) }

        /// Whether a notice of this severity may leave at an instant.
        package func maySend(_ severity: Severity, at instant: UnixTime) -> Bool {
            guard case .open(let minimum) = configuration.hours.gate(at: instant) else { return false }
            return severity >= minimum
        }
    }

    package init(stage: Stage, outbox: Outbox, clock: some Clock, logger: Logger) {
        context = DaemonContext(
            configuration: stage.configuration,
            outbox: outbox,
            engine: stage.engine,
            status: ServiceStatus(ServiceManager(environment: [:], processID: 0)),
            earliest: UnixTime(seconds: 0)
        )
        self.clock = clock
        self.logger = logger
        let vitals = Vitals()
        delivery = DeliveryService(context: context, clock: clock, vitals: vitals, logger: logger)
        planning = ScanLoop(
            context: context,
            clock: clock,
            vitals: vitals,
            logger: logger
        )
    }

    /// Takes the state file over and frees what an earlier run left claimed.
    ///
    /// - Returns: how many deliveries
    package func begin() async throws -> Int {
        try await context.outbox.takeOver(
            machine: "simulated",
            serving: nil,
            earliest: context.earliest,
            at: clock.now
        )
        return try await context.outbox.releaseOwnLeases(
            onAmbiguous: context.current.settings.delivery.onAmbiguous,
            at: clock.now
        )
    }

    /// Scans today.
    package func scan() async throws -> Scan.Summary {
        let configuration = context.current
        let day = configuration.calendar.day(of: clock.now)
        return try await configuration.scan(outbox: context.outbox, clock: clock).run(on: day) { _ in }
    }

    /// Empties the lane of a channel once.
    ///
    /// - Returns: until when the lane is to wait, because something it needs is at fault
    package func drain(_ channel: String) async throws -> UnixTime? {
        guard let lane = delivery.lane(channel, of: context.current) else { return nil }
        return try await delivery.passUnlessSilent(through: lane)
    }

    /// When a lane has something to do again; `nil` when nothing waits on it.
    package func nextPass(_ channel: String) async throws -> UnixTime? {
        guard let waiting = try await context.outbox.nextAttempt(channel: channel) else { return nil }
        let silence = try await context.outbox.channelState(of: channel).silentUntil ?? waiting
        let (hours, now) = (context.current.hours, clock.now)
        switch hours.gate(at: now) {
        case .closed(let until): return max(waiting, until, silence)
        case .open(.info): return max(waiting, silence)
        case .open(let minimum):
            let due = try await context.outbox.nextAttempt(channel: channel, minimumSeverity: minimum)
            return [due.map { max($0, silence) }, hours.nextChange(after: now)].compactMap(\.self).min()
        }
    }

    /// The planning and delivery services themselves, for a group that runs and stops them.
    package var services: [any Service] { [delivery, planning] }
}
