/// The kinds of channels there are, each with its settings; everything else is asked of the descriptor.
package enum ChannelKind: Hashable, Sendable {
    case smtp(SMTPSettings)
    case webhook(WebhookSettings)
    case maildir(MaildirSettings)

    /// What answers for a channel of this kind.
    package var descriptor: any ChannelDescriptor {
        switch self {
        case .smtp(let settings): settings
        case .webhook(let settings): settings
        case .maildir(let settings): settings
        }
    }

    /// The word after `type:` in a configuration.
    package var word: String {
        switch self {
        case .smtp: "smtp"
        case .webhook: "webhook"
        case .maildir: "maildir"
        }
    }
}
