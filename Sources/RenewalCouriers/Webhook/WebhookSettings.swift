package import RenewalDelivery

/// How one webhook endpoint is reached, with signed events as Standard Webhooks.
package struct WebhookSettings: Sendable, Hashable {
    /// The shape of the request.
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case standard
    }

    /// `https://…`; `http://` is for the internal network.
    package var url: String
    /// `whsec_` and base64 of 24 to 64 bytes, newest first, at least one; every one signs, so that a receiver can change
    /// over in its own time.
    package var secrets: [Secret]
    package var network: NetworkScope
    /// A PEM file of trusted authorities in place of the system's.
    package var caFile: String?
    /// /96 networks that map IPv4 addresses behind NAT64, in addition to the well-known one: `2001:db8:64::/96`.
    package var nat64Prefixes: [String]
    /// For the whole attempt, 1 s…60 s.
    package var timeout: Duration
    /// For name resolution, TCP and TLS.
    package var connectTimeout: Duration
    /// How long a connection may lie idle and still be used for the next event.
    package var idleTimeout: Duration
    package var userAgent: String
    package var format: Format

    package init(
        url: String,
        secrets: [Secret],
        network: NetworkScope = .external,
        caFile: String? = nil,
        nat64Prefixes: [String] = [],
        timeout: Duration = .seconds(15),
        connectTimeout: Duration = .seconds(5),
        idleTimeout: Duration = .seconds(118),
        userAgent: String = "renewald",
        format: Format = .standard
    ) {
        self.url = url
        self.secrets = secrets
        self.network = network
        self.caFile = caFile
        self.nat64Prefixes = nat64Prefixes
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.idleTimeout = idleTimeout
        self.userAgent = userAgent
        self.format = format
    }
}
