/// A named way to reach people or systems.
package struct ChannelSettings: Hashable, Sendable {
    /// 1 to 64 of `a–z`, `0–9` and `-`; unique in the file.
    package var name: String
    package var kind: ChannelKind
    /// How many deliveries may be under way at once, 1…64.
    package var parallel: Int
}

/// What a channel is, with the settings of that kind.
package enum ChannelKind: Hashable, Sendable {
    case smtp(SMTPChannel)
    case webhook(WebhookChannel)
    case maildir(MaildirChannel)
}

/// Which addresses the host of a channel may resolve to.
package enum NetworkScope: String, Hashable, Sendable, CaseIterable {
    /// Public addresses only.
    case external
    /// Private and loopback addresses too: a relay or consumer in the office's own network.
    case `internal`
}
