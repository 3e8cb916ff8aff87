import RenewalRules

/// One mail to one recipient through one relay.
struct MailRequest: Sendable {
    let settings: SMTPSettings
    /// The envelope sender.
    let sender: EmailAddress
    let recipient: EmailAddress
    let message: [UInt8]
}
