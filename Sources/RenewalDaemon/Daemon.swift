import UnixSignals
import Foundation
package import Logging
package import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import ServiceLifecycle

/// The daemon: opens its two databases, starts its services in order and stops them in reverse.
package struct Daemon: Sendable {
    /// The most the engine offers; idle ones cost nothing, and a reload may ask for more than the start did.
    private static let mailThreads = 64

    private let workplace: Workplace
    private let clock: any Clock
    private let environment: [String: String]
    private let logger: Logger
    private let manager: ServiceManager

    /// Opens everything and frees what an earlier run left claimed.
    ///
    /// - Throws: `RegistryError`, `OutboxError` (`locked` when another instance runs), `DaemonError`
    package init(
        settings: Settings,
        clock: some Clock,
        environment: [String: String],
        logger: Logger
    ) async throws {
        self.clock = clock
        self.environment = environment
        self.logger = logger
        manager = ServiceManager(environment: environment, processID: getpid())
        try DescriptorLimit.require(for: settings)
        let engine = CurlEngine(mailThreads: Self.mailThreads)
        let assembly = try Self.assemble(settings, engine: engine, clock: clock, manager: manager, logger: logger)
        let outbox = try Outbox(path: settings.statePath, access: .daemon, at: clock.now)
        try await outbox.takeOver(machine: Machine.identity, earliest: Release.madeAt, at: clock.now)
        workplace = Workplace(assembly: assembly, outbox: outbox, engine: engine, earliest: Release.madeAt)
        let freed = try await outbox.releaseOwnLeases(
            onAmbiguous: settings.delivery.onAmbiguous,
            at: clock.now
        )
        try await workplace.reportOrphans(to: logger)
        if freed > 0 {
            logger.warning("deliveries were under way when the last run ended", metadata: ["count": "\(freed)"])
        }
        try await workplace.reportHolds(to: logger)
    }

    /// How long a start waits for a registry that somebody else has locked; each look waits some seconds by itself.
    ///
    /// Below `TimeoutStartSec`: ending sooner would use up the few starts that the service manager grants.
    private static let patienceWithRegistry: Duration = .seconds(90)

    private static func assemble(
        _ settings: Settings,
        engine: CurlEngine,
        clock: some Clock,
        manager: ServiceManager,
        logger: Logger
    ) throws -> Assembly {
        let end = clock.uptime + patienceWithRegistry
        while true {
            do {
                return try Assembly(settings: settings, engine: engine)
            } catch RegistryError.busy(let path) where clock.uptime < end {
                logger.warning("registry locked by another program, the start waits", metadata: ["file": "\(path)"])
                manager.notify(nil, status: "waiting for the registry, which another program has locked")
            }
        }
    }

    /// Runs until SIGTERM or SIGINT.
    package func run() async throws {
        let vitals = Vitals()
        let planning = PlanningService(
            workplace: workplace,
            clock: clock,
            vitals: vitals,
            manager: manager,
            logger: logger
        )
        let delivery = DeliveryService(workplace: workplace, clock: clock, vitals: vitals, logger: logger)
        let reload = ReloadService(
            workplace: workplace,
            clock: clock,
            manager: manager,
            environment: environment,
            logger: logger
        )
        let supervisor = SupervisorService(clock: clock, vitals: vitals, manager: manager, logger: logger)
        logger.notice("started", metadata: ["file": "\(workplace.current.settings.file)"])
        let housekeeping = HousekeepingService(workplace: workplace, clock: clock, logger: logger)
        try await group([supervisor, reload, housekeeping, delivery, planning]).run()
        await finish()
    }

    /// Scans, sends what may leave now, and returns: for cron.
    package func runOnce(progress: @escaping @Sendable (Int) async -> Void) async throws -> OnceSummary {
        let once = OnceService(workplace: workplace, clock: clock, progress: progress, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: once, successTerminationBehavior: .gracefullyShutdownGroup)],
            logger: quiet
        )
        configuration.gracefulShutdownSignals = [.sigterm, .sigint]
        try await ServiceGroup(configuration: configuration).run()
        await finish()
        return try once.summary()
    }

    private func group(_ services: [any Service]) -> ServiceGroup {
        ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet
            )
        )
    }

    private func finish() async {
        await workplace.engine.shutdown()
        logger.notice("stopped")
    }

    /// The lifecycle library tells of each service at info; ours are told apart by their own entries.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = .error
        return logger
    }
}
