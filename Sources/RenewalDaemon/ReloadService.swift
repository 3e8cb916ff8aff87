import Logging
import RenewalConfig
import ServiceLifecycle
import UnixSignals

/// Reads the configuration again on SIGHUP; a bad one changes nothing.
struct ReloadService: Service {
    let workplace: Workplace
    let clock: any Clock
    let manager: ServiceManager
    let environment: [String: String]
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        // Not before the signal is caught: whoever waits for READY may reload at once.
        manager.notify(.ready, status: "started")
        for await _ in signals.cancelOnGracefulShutdown() {
            manager.notify(.reloading(uptime: clock.uptime))
            let status = await reload()
            manager.notify(.ready, status: status)
        }
    }

    private func reload() async -> String {
        let file = workplace.current.settings.file
        do {
            try workplace.replace(with: Settings.load(path: file, environment: environment))
            try await workplace.reportOrphans(to: logger)
            await workplace.planningAlarm.ring()
            await workplace.ringDelivery()
            logger.notice("configuration reloaded", metadata: ["file": "\(file)"])
            return "configuration reloaded"
        } catch let error as ConfigurationError {
            for problem in error.problems {
                logger.error("configuration refused, the old one stays", metadata: ["problem": "\(problem)"])
            }
            return "reload refused, old configuration kept: \(error.problems[0])"
        } catch {
            logger.error("configuration refused, the old one stays", metadata: ["problem": "\(error)"])
            return "reload refused, old configuration kept: \(error)"
        }
    }
}
