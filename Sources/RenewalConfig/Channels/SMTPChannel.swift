package import RenewalDelivery
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
    /// How the login is made.
    package var mechanism: LoginMechanism = .auto
    /// The name given in EHLO; `nil` for the host's own, or the domain of `from` where that is no full name.
    package var heloName: String?
    package var tls: TLSPolicy = .required
    package var network: NetworkScope = .external
    /// Path of certificates to trust instead of the system's; `nil` for the system's.
    package var caFile: String?
}

/// How a login is made.
///
/// - Source: RFC 4954; RFC 4616, RFC 2195, RFC 2831
package enum LoginMechanism: String, Hashable, Sendable, CaseIterable {
    /// The best that the server offers and a name with a password can serve.
    case auto
    case plain, login
    case cramMD5 = "cram-md5"
    case digestMD5 = "digest-md5"
}

/// Whether mail may travel unencrypted.
package enum TLSPolicy: String, Hashable, Sendable, CaseIterable {
    /// No certificate that holds, no mail.
    case required
    /// Clear text, only to this machine or within the office's own network, and there without a login.
    case none
}
