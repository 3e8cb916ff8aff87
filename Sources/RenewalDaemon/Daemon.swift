import Foundation
package import Logging
package import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import ServiceLifecycle
import UnixSignals

/// The daemon: opens its two databases, starts its services in order and stops them in reverse.
package struct Daemon: Sendable {
    /// The most threads of the engine; idle ones cost nothing, and a reload may need more than the start.
    private static let mailThreads = 64

    private let core: DaemonCore
    private let environment: [String: String]

    /// Opens the daemon's files, and releases what an earlier run left claimed.
    ///
    /// A registry that cannot be read now is no obstacle: planning keeps trying, and says so.
    ///
    /// - Throws: `RegistryError` for an invalid mapping, `OutboxError` (`locked` when another instance runs),
    ///   `DaemonError`
    package init(
        settings: Settings,
        clock: some Clock,
        environment: [String: String],
        logger: Logger
    ) async throws {
        self.environment = environment
        try DescriptorLimit.require(for: settings)
        let engine = CurlEngine(mailThreads: Self.mailThreads)
        let configuration = try Self.assemble(settings, engine: engine, logger: logger)
        let outbox = try Outbox(path: settings.statePath, access: .daemon, at: clock.now)
        for file in outbox.narrowedFiles {
            logger.log(.fileNarrowed, ["file": "\(file)"])
        }
        core = DaemonCore(
            configuration: configuration,
            outbox: outbox,
            engine: engine,
            manager: ServiceManager(environment: environment, processID: getpid()),
            earliest: Release.madeAt,
            clock: clock,
            logger: logger
        )
        _ = try await core.begin(on: Machine.identity, serving: settings.servedRegistry(environment: environment))
    }

    /// An invalid mapping is a configuration error; any other problem of the office's file may be temporary.
    private static func assemble(_ settings: Settings, engine: CurlEngine, logger: Logger) throws -> ActiveConfiguration
    {
        let registry = try settings.registryOpenedLater()
        do {
            try registry.open()
        } catch {
            if case .mapping = error { throw error }
            logger.log(.registryMissing, ["error": "\(error)"])
        }
        return try ActiveConfiguration(settings: settings, registry: registry, engine: engine)
    }

    /// Runs until SIGTERM or SIGINT.
    package func run() async throws {
        let (context, clock, logger) = (core.context, core.clock, core.logger)
        let supervisor = SupervisorService(clock: clock, vitals: core.vitals, manager: core.manager, logger: logger)
        let bell = BellService(context: context, logger: logger)
        // Whoever waits for "started" or READY may reload at once.
        let reload = ReloadService(
            context: context,
            clock: clock,
            environment: environment,
            logger: logger,
            signals: await UnixSignalsSequence(trapping: .sighup)
        )
        let housekeeping = HousekeepingService(context: context, clock: clock, logger: logger)
        let bounces = BounceService(context: context, clock: clock, logger: logger)
        let heartbeat = HeartbeatService(core: core)
        logger.log(.started, ["file": "\(context.current.settings.file)"])
        try await group([supervisor, bell, reload, housekeeping, bounces, heartbeat] + core.services).run()
        await finish()
    }

    /// Scans, sends what may leave now, and returns: for use with cron.
    package func runOnce(progress: @escaping @Sendable (Int) async -> Void) async throws -> OnceSummary {
        let once = OnceService(core: core, progress: progress)
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
        await core.context.engine.shutdown()
        core.logger.log(.stopped)
    }

    /// The lifecycle library logs each service at info; our services have their own entries.
    private var quiet: Logger {
        var logger = core.logger
        logger.logLevel = .error
        return logger
    }
}
