package import RenewalFiles
package import RenewalRules

/// The options of an import.
package struct ImportOptions: Sendable {
    /// `false` only finds out what would change.
    package var writes: Bool
    /// Write the good rows even if there are bad ones.
    package var skipsBad: Bool
    /// The new `updated_at` of inserted and changed rows.
    package var updatedAt: UnixTime
    /// The business day of the import, since which an application has a state that a file changes without a day.
    package var day: CalendarDate
    /// The encoding of the files, as somebody says it.
    package var encoding: TextEncoding?
    /// Take a known id for that of another person.
    package var acceptsIdentity = false

    package init(writes: Bool, skipsBad: Bool, updatedAt: UnixTime, day: CalendarDate) {
        self.writes = writes
        self.skipsBad = skipsBad
        self.updatedAt = updatedAt
        self.day = day
    }
}
