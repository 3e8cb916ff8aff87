package import Logging
package import RenewalConfig
package import RenewalRegistry

extension Settings {
    /// Opens the registry the settings name, with its mapping, for reading.
    package func openRegistry() throws(RegistryError) -> Registry {
        let registry = registryOpenedLater()
        _ = try registry.identity()
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

    /// The registry the settings name, opened by its first read.
    func registryOpenedLater() -> Registry {
        Registry(
            openedLater: registry.path,
            mapping: RegistryMapping(
                registrations: registry.registrationsSQL,
                applications: registry.applicationsSQL,
                qualifications: registry.qualificationsSQL,
                credentials: registry.credentialsSQL,
                credentialApplications: registry.credentialApplicationsSQL,
                subscriptions: registry.subscriptionsSQL,
                annotations: registry.annotationsSQL
            ),
            utcOffset: { [calendar = BusinessCalendar(timeZone: timeZone)] instant in
                .seconds(60 * (calendar?.utcOffsetMinutes(at: instant) ?? 8 * 60))
            }
        )
    }
}
