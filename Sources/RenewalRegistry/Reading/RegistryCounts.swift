/// How much there is to read.
package struct RegistryCounts: Hashable, Sendable {
    /// All registrations, whatever their state and expiry.
    package let registrations: Int
    package let applications: Int
}
