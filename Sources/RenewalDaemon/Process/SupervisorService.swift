import Logging
import RenewalRules
import ServiceLifecycle

/// Feeds the watchdog while every loop keeps its promise, and tells the service manager of a stop.
struct SupervisorService: Service {
    let clock: any Clock
    let vitals: Vitals
    let manager: ServiceManager
    let logger: Logger

    /// How often a daemon without a watchdog checks itself.
    static let checkInterval: Duration = .seconds(600)

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await feedWatchdog() }
        } onGracefulShutdown: {
            manager.notify(.stopping)
        }
    }

    /// Pings at half the interval until cancelled; without a watchdog it only waits.
    private func feedWatchdog() async {
        while !Task.isCancelled {
            let isSound = vitals.areSound(at: clock.uptime)
            if manager.watchdogInterval != nil, isSound { manager.notify(.watchdog) }
            if !isSound { logger.log(.loopStuck) }
            do {
                try await clock.sleep(for: manager.watchdogInterval.map { $0 / 2 } ?? Self.checkInterval)
            } catch {
                return
            }
        }
    }
}
