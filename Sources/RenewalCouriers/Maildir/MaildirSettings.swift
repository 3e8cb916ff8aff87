package import RenewalRules

/// Mail written to a directory, for experiments and for programs that collect it there.
package struct MaildirSettings: Hashable, Sendable {
    /// Path of the directory that holds `tmp`, `new` and `cur`.
    package var path: String
    package var from: EmailAddress
    /// The display name of `from`.
    package var fromName: String?

    package init(path: String, from: EmailAddress, fromName: String?) {
        self.path = path
        self.from = from
        self.fromName = fromName
    }
}
