package import RenewalDelivery
package import RenewalRules

/// How to reach a mail relay; transfers with equal settings share connections.
package struct SMTPSettings: Sendable, Hashable {
    /// `smtp://host:587` (STARTTLS) or `smtps://host:465` (TLS from the start), without path and login.
    package var url: String
    /// The servers that take over while the first is at fault, in their order; all else is the same for them.
    package var standbys: [String] = []
    /// How many mails to a domain may begin within a minute, by its name in small letters.
    package var domainLimits: [String: Int] = [:]
    /// The envelope sender, and who the mail is from.
    package var from: EmailAddress
    /// Whether the envelope sender names the delivery: `office+ID@example.test`.
    package var verp = false
    /// The display name of `from`.
    package var fromName: String?
    /// The address for replies, if not `from`.
    package var replyTo: EmailAddress?
    /// With a name set, nothing is ever sent without having logged in; present exactly when `password` is.
    package var username: String?
    package var password: Secret?
    package var mechanism: LoginMechanism
    package var tls: TLSPolicy
    package var network: NetworkScope
    /// A PEM file of trusted authorities in place of the system's.
    package var caFile: String?
    /// /96 networks that map IPv4 addresses behind NAT64, in addition to the well-known one: `2001:db8:64::/96`.
    package var nat64Prefixes: [String]
    /// The administrator's own rules for replies, which come before the built-in table.
    package var replyRules: [SMTPReplyRule]
    /// The name given in EHLO; `nil` for the host's own, or the domain of `from` if that is not fully qualified.
    package var heloName: String?
    /// For name resolution and TCP.
    package var connectTimeout: Duration
    /// For TLS and for each reply before DATA, including the greeting.
    ///
    /// - Source: RFC 5321 section 4.5.3.2
    package var commandTimeout: Duration
    /// For everything before the message begins.
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
    /// For the whole attempt, if nothing else ends it.
    package var totalTimeout: Duration
    /// How long a connection may lie idle and still be used for the next mail: a server waits at least five minutes.
    ///
    /// - Source: RFC 5321 section 4.5.3.2.7
    package var idleTimeout: Duration

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
        totalTimeout: Duration = .seconds(3600),
        idleTimeout: Duration = .seconds(240)
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
        self.idleTimeout = idleTimeout
    }
}

extension SMTPSettings {
    /// The settings of each server: the first one, then those that take over.
    package var servers: [SMTPSettings] {
        ([url] + standbys).map { url in
            var settings = self
            (settings.url, settings.standbys) = (url, [])
            return settings
        }
    }

    /// The address to which what comes back of a delivery is sent.
    ///
    /// - Parameter deliveryID: of the delivery
    /// - Returns: `from`, where it is not to name the delivery, or would be too long
    package func sender(of deliveryID: String) -> EmailAddress {
        guard verp else { return from }
        return (try? EmailAddress("\(from.localPart)+\(deliveryID)@\(from.domain)")) ?? from
    }
}

/// The login mechanism.
///
/// - Source: RFC 4954; RFC 4616, RFC 2195, RFC 2831
package enum LoginMechanism: String, Hashable, Sendable, CaseIterable {
    /// The strongest offered mechanism that a name and a password can complete.
    case auto
    case plain, login
    case cramMD5 = "cram-md5"
    case digestMD5 = "digest-md5"
}

/// Whether mail may travel unencrypted.
package enum TLSPolicy: String, Hashable, Sendable, CaseIterable {
    /// Without a valid certificate there is no mail.
    case required
    /// Clear text, only to this machine or the office's own network, where it excludes a login.
    case none
}
