import RenewalRules

/// One mail to one recipient through one relay.
struct MailOrder: Sendable {
    let settings: SMTPSettings
    let recipient: EmailAddress
    let message: [UInt8]
}
