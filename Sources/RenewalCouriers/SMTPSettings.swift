package import RenewalRules

/// How one mail relay is reached; connections are shared by transfers with equal settings.
package struct SMTPSettings: Sendable, Hashable {
    /// `smtp://host:587` (STARTTLS) or `smtps://host:465` (TLS from the start), without path and login.
    package var url: String
    /// The envelope sender.
    package var from: EmailAddress
    /// With a name set, nothing is ever sent without having logged in.
    package var username: String?
    package var password: String?
    /// `false` speaks clear text over `smtp://`, password included: for relays on this machine or network only.
    package var requiresTLS: Bool
    /// Loopback and office networks may be connected; link-local and metadata addresses never.
    package var allowsPrivateNetwork: Bool
    /// A PEM file of trusted authorities in place of the system's.
    package var caFile: String?
    /// The name given in `EHLO`; the host's own when absent.
    package var heloName: String?
    /// For name, TCP and TLS.
    package var connectTimeout: Duration
    /// For each reply before the end of data, and for each stretch of the body without progress.
    ///
    /// - Source: RFC 5321 section 4.5.3.2
    package var commandTimeout: Duration
    /// For the reply that decides whether the mail was accepted; giving up early makes duplicates.
    ///
    /// - Source: RFC 5321 section 4.5.3.2.6
    package var endOfDataTimeout: Duration
    /// For the whole attempt.
    package var totalTimeout: Duration

    package init(
        url: String,
        from: EmailAddress,
        username: String? = nil,
        password: String? = nil,
        requiresTLS: Bool = true,
        allowsPrivateNetwork: Bool = false,
        caFile: String? = nil,
        heloName: String? = nil,
        connectTimeout: Duration = .seconds(30),
        commandTimeout: Duration = .seconds(300),
        endOfDataTimeout: Duration = .seconds(600),
        totalTimeout: Duration = .seconds(900)
    ) {
        self.url = url
        self.from = from
        self.username = username
        self.password = password
        self.requiresTLS = requiresTLS
        self.allowsPrivateNetwork = allowsPrivateNetwork
        self.caFile = caFile
        self.heloName = heloName
        self.connectTimeout = connectTimeout
        self.commandTimeout = commandTimeout
        self.endOfDataTimeout = endOfDataTimeout
        self.totalTimeout = totalTimeout
    }
}
