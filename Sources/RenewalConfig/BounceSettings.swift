package import RenewalRules

/// What comes back from mail servers after they have accepted a mail.
package struct BounceSettings: Hashable, Sendable {
    /// Path of the maildir into which reports are delivered; `nil` where `renewald bounce` gets them.
    package var maildir: String?
    /// Whether the envelope sender of each mail names its delivery.
    package var verp = false
    /// After so many mails in a row that came back because there is no such address, nothing is mailed there; 0 for never.
    package var suppressAfter = 2
    /// For so long.
    package var suppressFor = Period(months: 6)
}
