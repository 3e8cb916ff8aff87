/// Which addresses the host of a channel may resolve to; link-local and metadata addresses never.
package enum NetworkScope: String, Hashable, Sendable, CaseIterable {
    /// Public addresses only.
    case external
    /// Private and loopback addresses too: a relay or consumer in the office's own network.
    case `internal`
}
