package import RenewalDelivery
package import RenewalRules

/// How one mail relay is reached; connections are shared by transfers with equal settings.
package struct SMTPSettings: Sendable, Hashable {
    /// `smtp://host:587` (STARTTLS) or `smtps://host:465` (TLS from the start), without path and login.
    package var url: String
    /// The envelope sender, and who the mail is from.
    package var from: EmailAddress
    /// The name shown beside `from`.
    package var fromName: String?
    /// Where answers go instead of `from`.
    package var replyTo: EmailAddress?
    /// With a name set, nothing is ever sent without having logged in; present exactly when `password` is.
    package var username: String?
    package var password: Secret?
    package var mechanism: LoginMechanism
    package var tls: TLSPolicy
    package var network: NetworkScope
    /// A PEM file of trusted authorities in place of the system's.
    package var caFile: String?
    /// Networks of /96 that stand for IPv4 behind NAT64, beside the well-known one: `2001:db8:64::/96`.
    package var nat64Prefixes: [String]
    /// The administrator's own readings of replies, before the built-in table.
    package var replyRules: [SMTPReplyRule]
    /// The name given in EHLO; `nil` for the host's own, or the domain of `from` where that is no full name.
    package var heloName: String?
    /// For name and TCP.
    package var connectTimeout: Duration
    /// For TLS and for each reply before DATA, the greeting among them.
    ///
    /// - Source: RFC 5321 section 4.5.3.2
    package var commandTimeout: Duration
    /// For everything before the message is begun.
    package var preambleTimeout: Duration
    /// For the answer to DATA.
    ///
    /// - Source: RFC 5321 section 4.5.3.2.4
    package var dataTimeout: Duration
    /// For each stretch of the body without progress.
    ///
    /// - Source: RFC 5321 section 4.5.3.2.5
    package var blockTimeout: Duration
    /// For the reply that decides whether the mail was accepted; giving up early makes duplicates.
    ///
    /// - Source: RFC 5321 section 4.5.3.2.6
    package var endOfDataTimeout: Duration
    /// For the whole attempt, should nothing else end it.
    package var totalTimeout: Duration

    package init(
        url: String,
        from: EmailAddress,
        fromName: String? = nil,
        replyTo: EmailAddress? = nil,
        username: String? = nil,
        password: Secret? = nil,
        mechanism: LoginMechanism = .auto,
        tls: TLSPolicy = .required,
        network: NetworkScope = .external,
        caFile: String? = nil,
        nat64Prefixes: [String] = [],
        replyRules: [SMTPReplyRule] = [],
        heloName: String? = nil,
        connectTimeout: Duration = .seconds(30),
        commandTimeout: Duration = .seconds(300),
        preambleTimeout: Duration = .seconds(600),
        dataTimeout: Duration = .seconds(120),
        blockTimeout: Duration = .seconds(180),
        endOfDataTimeout: Duration = .seconds(600),
        totalTimeout: Duration = .seconds(3600)
    ) {
        self.url = url
        self.from = from
        self.fromName = fromName
        self.replyTo = replyTo
        self.username = username
        self.password = password
        self.mechanism = mechanism
        self.tls = tls
        self.network = network
        self.caFile = caFile
        self.nat64Prefixes = nat64Prefixes
        self.replyRules = replyRules
        self.heloName = heloName
        self.connectTimeout = connectTimeout
        self.commandTimeout = commandTimeout
        self.preambleTimeout = preambleTimeout
        self.dataTimeout = dataTimeout
        self.blockTimeout = blockTimeout
        self.endOfDataTimeout = endOfDataTimeout
        self.totalTimeout = totalTimeout
    }
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
