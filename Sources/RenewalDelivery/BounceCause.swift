/// Why an accepted mail came back, as far as the report of a mail server says it.
///
/// The words stand in the outbox and in the evidence; they are stored for ever.
package enum BounceCause: String, CaseIterable, Hashable, Sendable {
    /// There is no such mailbox or domain, or it is closed: what is sent there comes back again.
    case noSuchAddress = "no_such_address"
    case mailboxFull = "mailbox_full"
    /// Refused for what we are or what the mail says; nothing is wrong with the address.
    case refused
    /// Its server could not be reached, or put it off, for as long as the relay tries.
    case unreachable
    /// The report does not say.
    case unsaid

    /// Whether the next mail to the address would come back, too.
    package var isAboutAddress: Bool { self == .noSuchAddress }
}
