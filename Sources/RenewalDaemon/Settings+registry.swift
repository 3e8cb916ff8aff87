package import RenewalConfig
package import RenewalRegistry

extension Settings {
    /// Opens the registry the settings name, with its mapping, for reading.
    package func openRegistry() throws(RegistryError) -> Registry {
        try Registry(
            path: registry.path,
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
