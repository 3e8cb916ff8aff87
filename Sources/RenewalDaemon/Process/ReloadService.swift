import Logging
import RenewalConfig
import RenewalOutbox
import ServiceLifecycle
import UnixSignals

/// Reads the configuration again on SIGHUP; a bad one changes nothing.
struct ReloadService: Service {
    let workplace: Workplace
    let clock: any Clock
    let environment: [String: String]
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        // Not before the signal is caught: whoever waits for READY may reload at once.
        workplace.status.begins()
        for await _ in signals.cancelOnGracefulShutdown() {
            workplace.status.beginsReload(uptime: clock.uptime)
            await reload()
        }
    }

    private func reload() async {
        let file = workplace.current.settings.file
        do {
            try await workplace.replace(with: Settings.load(path: file, environment: environment))
        } catch let error as ConfigurationError {
            for problem in error.problems {
                logger.error("configuration refused, the old one stays", metadata: ["problem": "\(problem)"])
            }
            return workplace.status.refusesReload(because: "\(error.problems[0])")
        } catch {
            logger.error("configuration refused, the old one stays", metadata: ["problem": "\(error)"])
            return workplace.status.refusesReload(because: "\(error)")
        }
        await followUp()
        // Before the scan that the ring brings on, whose summary is what stays.
        workplace.status.reloads()
        await workplace.planningAlarm.ring()
        await workplace.ringDelivery()
        logger.notice("configuration reloaded", metadata: ["file": "\(file)"])
    }

    /// What is to be written and looked at once the new configuration is in force; none of it takes it back.
    private func followUp() async {
        do {
            // What was put right may be a password or a certificate behind the same words.
            try await workplace.outbox.endRests()
            try workplace.outbox.remember(workplace.current.settings.servedRegistry(environment: environment))
            try await workplace.reportOrphans(to: logger)
        } catch {
            logger.warning("configuration reloaded, but not all of its consequences", metadata: ["error": "\(error)"])
        }
    }
}
