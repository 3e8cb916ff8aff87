import Foundation
package import Logging
package import RenewalConfig
import RenewalOutbox
package import RenewalRegistry
package import RenewalSQLite

extension Settings {
    /// Opens the registry the settings name, with its mapping, for reading.
    package func openRegistry(
        running runner: any TransactionRunner = QueuedTransactions()
    ) throws(RegistryError) -> Registry {
        let registry = registryOpenedLater(running: runner)
        try registry.open()
        return registry
    }

    /// Opens the registry, and waits while another program has it locked; each look waits some seconds by itself.
    package func openRegistry(patience: Duration, clock: some Clock, logger: Logger) throws(RegistryError) -> Registry {
        let end = clock.uptime + patience
        while true {
            do {
                return try openRegistry()
            } catch {
                guard case .busy(let path) = error, clock.uptime < end else { throw error }
                logger.warning("registry locked by another program, the start waits", metadata: ["file": "\(path)"])
            }
        }
    }

    /// Where it is remembered which state file served the registry: a typo in the state's path must not hide it.
    func servedRegistry(environment: [String: String]) -> ServedRegistry {
        let own = environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
        let beside = URL(fileURLWithPath: statePath).resolvingSymlinksInPath().deletingLastPathComponent().path
        return ServedRegistry(registry: registry.path, directory: own ?? beside)
    }

    /// The registry the settings name, opened by its first read.
    func registryOpenedLater(running runner: any TransactionRunner = QueuedTransactions()) -> Registry {
        Registry(
            openedLater: registry.path,
            mapping: registry.mapping,
            time: ReadingTime(limit: registry.readTimeout) { SystemClock().uptime },
            utcOffset: { [calendar = BusinessCalendar(timeZone: timeZone)] instant in
                .seconds(60 * (calendar?.utcOffsetMinutes(at: instant) ?? 8 * 60))
            },
            running: runner
        )
    }
}
