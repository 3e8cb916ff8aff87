package import RenewalConfig
package import RenewalRegistry

extension Settings {
    /// Opens the registry the settings name, with its mapping, for reading.
    package func openRegistry() throws(RegistryError) -> Registry {
        try Registry(
            path: registry.path,
            mapping: RegistryMapping(
                registrations: registry.registrationsSQL,
                applications: registry.applicationsSQL
            )
        )
    }
}
