package import RenewalRules

/// What a mail server reports of mails of ours.
package struct BounceReport: Hashable, Sendable {
    /// The deliveries whose mails it returns or names, in their order, each once; at most ``limit``.
    package let deliveryIDs: [String]
    /// In their order; at most ``limit``.
    package let recipients: [ReportedRecipient]
    /// Whom the returned mails are addressed to, in small letters.
    package let addressees: Set<String>
    /// The instant that its `Date` states; `nil` where that cannot be read.
    package let writtenAt: UnixTime?

    /// A mail of ours has one recipient; reports about several are other programs'.
    package static let limit = 16
}

/// What became of a mail for one recipient.
package struct ReportedRecipient: Hashable, Sendable {
    /// What the server has done.
    package enum Action: String, Hashable, Sendable {
        /// Given up.
        case failed
        /// Still being tried.
        case delayed
        /// `delivered`, `relayed` or `expanded`: no trouble.
        case done
    }

    /// The address that failed and the one that the mail was sent to, in small letters.
    package let addresses: Set<String>
    package let action: Action
    /// `5.1.1` or the like; `nil` where the report has none.
    package let status: String?
    /// What the refusing server said, as quoted: one line, at most ``textLimit`` characters; it may name anybody.
    package let reply: String

    package static let textLimit = 400
}
