import RenewalCouriers

/// The word after `type:`, one for each kind of channel.
enum ChannelType: String, CaseIterable {
    case smtp, webhook, maildir

    var form: ChannelForm {
        switch self {
        case .smtp: .smtp
        case .webhook: .webhook
        case .maildir: .maildir
        }
    }
}

/// How a kind of channel is written in the file.
struct ChannelForm {
    /// Deliveries under way at once where the file does not say.
    let usualParallel: Int
    /// What may stand beside `type` and `parallel`.
    let keys: [String]
    /// Whether it carries events, whose content has keys of its own.
    var carriesEvents = false
    /// Reads the rest; `nil` when something is missing or refused that it cannot do without.
    let read: (inout ConfigurationReader, Section, SharedChannelSettings) -> ChannelKind?
}

/// What the sections `delivery` and `bounces` say for all channels; each takes what it uses.
struct SharedChannelSettings {
    /// /96 networks that map IPv4 addresses behind NAT64, in addition to the well-known one.
    var nat64Prefixes: [String] = []
    /// The meaning of mail server replies that the built-in table gets wrong; the first match decides.
    var replyRules: [SMTPReplyRule] = []
    /// Whether the envelope sender of a mail names its delivery.
    var verp = false
}
