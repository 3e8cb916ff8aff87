package import RenewalRules

/// Mail through a relay.
package struct SMTPChannel: Hashable, Sendable {
    /// `smtp://` or `smtps://` with a host, without credentials.
    package var url: String
    package var from: EmailAddress
    /// The name shown beside `from`.
    package var fromName: String?
    /// Where answers go instead of `from`.
    package var replyTo: EmailAddress?
    /// Present exactly when `password` is.
    package var username: String?
    /// Present exactly when `username` is.
    package var password: Secret?
    package var tls: TLSPolicy = .required
    package var network: NetworkScope = .external
    /// Path of certificates to trust instead of the system's; `nil` for the system's.
    package var caFile: String?
}

/// Whether mail may travel unencrypted.
package enum TLSPolicy: String, Hashable, Sendable, CaseIterable {
    /// No certificate that holds, no mail.
    case required
    /// Clear text, only to this machine or within the office's own network.
    case none
}
