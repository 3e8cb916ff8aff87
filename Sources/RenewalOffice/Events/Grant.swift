package import RenewalRules

/// What an approval states; `nil` where the certificate states none, or what is recorded already stands.
package struct Grant: Hashable, Sendable {
    /// The days printed on the new certificate.
    package var validFrom: CalendarDate?
    package var validUntil: CalendarDate?
    package var registrationNumber: String?
    /// The id of the registration that begins; `nil` for one made from the day.
    package var newID: String?
    /// Where the registration that begins belongs, for a first or new registration.
    package var employer: String?
    package var category: String?
    package var reviewBody: String?

    package init() {}

    /// Whether anything is given that only a registration that begins can have.
    var isEmpty: Bool { self == Grant() }
}

/// What the office decided.
package enum Decision: Hashable, Sendable {
    case approved(Grant)
    case rejected
}
