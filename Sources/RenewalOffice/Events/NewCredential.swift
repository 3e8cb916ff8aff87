package import RenewalRules

/// A credential as it was issued, before the registry knows it.
package struct NewCredential: Hashable, Sendable {
    package let serial: String
    /// The registry's id; `nil` for one made from the day.
    package var id: String?
    package var person: String?
    package var employer: String?
    /// The day of issue; `nil` for the day of the event.
    package var issuedOn: CalendarDate?
    package var termYears: Int?
    package var validUntil: CalendarDate?
    /// As `2027-03-14T15:59:59Z`.
    package var notAfter: String?

    package init(serial: String) { self.serial = serial }
}
