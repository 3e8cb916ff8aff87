import Logging
import RenewalRules
import ServiceLifecycle

/// Feeds the watchdog as long as every loop keeps its promise.
struct SupervisorService: Service {
    let clock: any Clock
    let vitals: Vitals
    let manager: ServiceManager
    let logger: Logger

    func run() async throws {
        guard let interval = manager.watchdogInterval else { return try await gracefulShutdown() }
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if vitals.areSound(at: clock.uptime) {
                    manager.notify(.watchdog)
                } else {
                    logger.error("a loop is stuck: the watchdog is no longer fed")
                }
                do {
                    try await clock.sleep(for: interval / 2)
                } catch {
                    return
                }
            }
        }
    }
}
