package import RenewalDelivery

/// How one webhook endpoint is reached.
package struct WebhookSettings: Sendable, Hashable {
    /// `https://…`; `http://` is for the internal network.
    package var url: String
    /// `whsec_…`, newest first; every one signs, so that a receiver can change over in its own time.
    package var secrets: [Secret]
    /// Loopback and office networks may be connected; link-local and metadata addresses never.
    package var allowsPrivateNetwork: Bool
    /// A PEM file of trusted authorities in place of the system's.
    package var caFile: String?
    /// Networks of /96 that stand for IPv4 behind NAT64, beside the well-known one: `2001:db8:64::/96`.
    package var nat64Prefixes: [String]
    /// For the whole attempt.
    package var timeout: Duration
    /// For name, TCP and TLS.
    package var connectTimeout: Duration
    package var userAgent: String

    package init(
        url: String,
        secrets: [Secret],
        allowsPrivateNetwork: Bool = false,
        caFile: String? = nil,
        nat64Prefixes: [String] = [],
        timeout: Duration = .seconds(15),
        connectTimeout: Duration = .seconds(5),
        userAgent: String = "renewald"
    ) {
        self.url = url
        self.secrets = secrets
        self.allowsPrivateNetwork = allowsPrivateNetwork
        self.caFile = caFile
        self.nat64Prefixes = nat64Prefixes
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.userAgent = userAgent
    }
}
