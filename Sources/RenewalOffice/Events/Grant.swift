package import RenewalRules

/// The contents of an approval; `nil` where the certificate states nothing, or the recorded value is kept.
package struct Grant: Hashable, Sendable {
    /// The days printed on the new certificate.
    package var validFrom: CalendarDate?
    package var validUntil: CalendarDate?
    package var registrationNumber: String?
    /// The id of the new registration; `nil` generates one from the day.
    package var newID: String?
    /// The employer of the new registration, for a first or new one.
    package var employer: String?
    package var category: String?
    package var reviewBody: String?

    package init() {}

    /// Whether nothing is given that only a new registration can have.
    var isEmpty: Bool { self == Grant() }
}

/// What the office decided.
package enum Decision: Hashable, Sendable {
    case approved(Grant)
    case rejected
}
