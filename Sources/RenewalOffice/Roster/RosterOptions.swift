package import RenewalRules

/// The options of an import of a roster.
package struct RosterOptions: Sendable {
    /// By which the registry remembers where its rows came from: the name of the file, or what the office calls it.
    package var source: String
    /// `false` only finds out what would change.
    package var writes = false
    /// Write the good rows although there are bad ones.
    package var skipsBad = false
    /// Take a number for that of another person where name and contact say so.
    package var acceptsIdentity = false
    /// End what the source held the last time and holds no longer.
    package var syncs = false
    /// End them even if they are many.
    package var confirmsMany = false
    /// The new `updated_at` of inserted and changed rows.
    package var updatedAt: UnixTime
    /// The business day of the import.
    package var day: CalendarDate

    package init(source: String, updatedAt: UnixTime, day: CalendarDate) {
        self.source = source
        self.updatedAt = updatedAt
        self.day = day
    }
}
