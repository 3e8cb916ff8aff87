package import RenewalRules

/// How an import is to go.
package struct ImportOptions: Sendable {
    /// `false`: only find out what would change.
    package var writes: Bool
    /// Write the good rows even if there are bad ones.
    package var skipsBad: Bool
    /// What `updated_at` of new and changed rows becomes.
    package var updatedAt: UnixTime

    package init(writes: Bool, skipsBad: Bool, updatedAt: UnixTime) {
        self.writes = writes
        self.skipsBad = skipsBad
        self.updatedAt = updatedAt
    }
}
