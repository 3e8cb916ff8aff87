package import RenewalDelivery

/// A watcher elsewhere that is called after each good pass, and misses the call when the host has stopped.
package struct HeartbeatSettings: Sendable, Hashable {
    /// `https://…`, or `http://` in the internal network; such a URL usually carries the only token there is.
    package var url: Secret
    package var network: NetworkScope
    /// A PEM file of trusted authorities in place of the system's.
    package var caFile: String?
    /// /96 networks that map IPv4 addresses behind NAT64, in addition to the well-known one.
    package var nat64Prefixes: [String]
    /// For one call, 1 s…60 s.
    package var timeout: Duration

    package init(
        url: Secret,
        network: NetworkScope = .external,
        caFile: String? = nil,
        nat64Prefixes: [String] = [],
        timeout: Duration = .seconds(10)
    ) {
        self.url = url
        self.network = network
        self.caFile = caFile
        self.nat64Prefixes = nat64Prefixes
        self.timeout = timeout
    }
}
