import Logging
import RenewalConfig
import RenewalOutbox
import ServiceLifecycle
import UnixSignals

/// Reads the configuration again on SIGHUP; an invalid one changes nothing.
struct ReloadService: Service {
    let context: DaemonContext
    let clock: any Clock
    let environment: [String: String]
    let logger: Logger
    /// SIGHUP, handled from before anybody is told of the start.
    let signals: UnixSignalsSequence

    func run() async throws {
        context.status.begins()
        for await _ in signals.cancelOnGracefulShutdown() {
            context.status.beginsReload(uptime: clock.uptime)
            await reload()
        }
    }

    private func reload() async {
        let old = context.current.settings
        let file = old.file
        do {
            try await context.replace(with: Settings.load(path: file, environment: environment))
        } catch let error as ConfigurationError {
            for problem in error.problems {
                logger.log(.reloadRefused, ["file": "\(file)", "problem": "\(problem)"])
            }
            return context.status.refusesReload(because: "\(error.problems[0])")
        } catch {
            logger.log(.reloadRefused, ["file": "\(file)", "problem": "\(error)"])
            return context.status.refusesReload(because: "\(error)")
        }
        let changes = context.current.settings.changes(since: old).description
        logger.log(.reloaded, ["file": "\(file)", "changes": "\(changes)"])
        await followUp()
        context.status.reloads(changes, at: clock.now)
        await context.planningAlarm.ring()
        await context.ringDelivery()
    }

    /// What to write and check once the new configuration is in force; none of it undoes the reload.
    private func followUp() async {
        do {
            // The fix may be a password or a certificate behind an unchanged configuration.
            try await context.outbox.endRests()
            try context.outbox.remember(context.current.settings.servedRegistry(environment: environment))
            try await context.reportOrphans(to: logger)
        } catch {
            logger.log(.reloadIncomplete, ["error": "\(error)"])
        }
    }
}
