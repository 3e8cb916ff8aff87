package import RenewalRules

/// Mail written into a directory, for trying things out and for programs that collect it there.
package struct MaildirSettings: Hashable, Sendable {
    /// Path of the directory that holds `tmp`, `new` and `cur`.
    package var path: String
    package var from: EmailAddress
    /// The name shown beside `from`.
    package var fromName: String?

    package init(path: String, from: EmailAddress, fromName: String?) {
        self.path = path
        self.from = from
        self.fromName = fromName
    }
}
