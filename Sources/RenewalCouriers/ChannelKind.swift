/// What a channel is, with the settings of that kind.
package enum ChannelKind: Hashable, Sendable {
    case smtp(SMTPSettings)
    case webhook(WebhookSettings)
    case maildir(MaildirSettings)
}
