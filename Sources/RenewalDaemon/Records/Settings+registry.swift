import Foundation
package import Logging
package import RenewalConfig
import RenewalOutbox
package import RenewalRegistry
package import RenewalSQLite

extension Settings {
    /// Opens the configured registry with its mapping, for reading.
    ///
    /// - Throws: ``RegistryError``, or ``DaemonError`` when the system no longer knows the time zone
    package func openRegistry(
        running runner: any TransactionRunner = QueuedTransactions()
    ) throws -> Registry {
        let registry = try registryOpenedLater(running: runner)
        try registry.open()
        return registry
    }

    /// Opens the registry, waiting while another program has it locked; each attempt already waits some seconds.
    package func openRegistry(patience: Duration, clock: some Clock, logger: Logger) throws -> Registry {
        let end = clock.uptime + patience
        while true {
            do {
                return try openRegistry()
            } catch let error as RegistryError {
                guard case .busy(let path) = error, clock.uptime < end else { throw error }
                logger.log(.registryLocked, ["file": "\(path)"])
            }
        }
    }

    /// Where the state file that served the registry is remembered: a typo in the state's path must not hide it.
    func servedRegistry(environment: [String: String]) -> ServedRegistry {
        let own = environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
        let beside = URL(fileURLWithPath: statePath).resolvingSymlinksInPath().deletingLastPathComponent().path
        return ServedRegistry(registry: registry.path, directory: own ?? beside)
    }

    /// The configured registry, opened by its first read.
    ///
    /// - Throws: `DaemonError.unknownTimeZone`
    package func registryOpenedLater(
        running runner: any TransactionRunner = QueuedTransactions()
    ) throws(DaemonError) -> Registry {
        let calendar = try calendar()
        return Registry(
            openedLater: registry.path,
            mapping: registry.mapping,
            time: ReadingTime(limit: registry.readTimeout) { SystemClock().uptime },
            utcOffset: { calendar.utcOffset(at: $0) },
            running: runner
        )
    }
}
