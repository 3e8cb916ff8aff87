package import RenewalRules

/// A server of a channel, as its latest attempts found it.
package struct ChannelServer: Hashable, Sendable {
    package let channel: String
    /// The host with its port, as an administrator has written it.
    package let server: String
    /// Where it was at fault: step and codes, or our own words; `nil` for one that works.
    package let fault: String?
    /// Since when the fault lasts.
    package let since: UnixTime?
    /// The last instant of its certificate; `nil` without TLS, and before it was seen.
    package let certificateEnd: UnixTime?

    /// Makes one.
    package init(
        channel: String,
        server: String,
        fault: String? = nil,
        since: UnixTime? = nil,
        certificateEnd: UnixTime? = nil
    ) {
        self.channel = channel
        self.server = server
        self.fault = fault
        self.since = since
        self.certificateEnd = certificateEnd
    }
}
