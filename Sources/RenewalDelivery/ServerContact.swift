package import RenewalRules

/// What an attempt learned of a server of its channel.
package struct ServerContact: Hashable, Sendable {
    /// The host, as an administrator knows it.
    package let server: String
    /// Where it was at fault: step and codes, or our own words; `nil` for one that did its work.
    package let fault: String?
    /// The last instant of its certificate; `nil` without TLS, and over a connection that was there before.
    package let certificateEnd: UnixTime?

    /// Makes one.
    package init(_ server: String, fault: String? = nil, certificateEnd: UnixTime? = nil) {
        (self.server, self.fault, self.certificateEnd) = (server, fault, certificateEnd)
    }
}
