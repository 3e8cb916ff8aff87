package import RenewalDelivery
package import RenewalRules

/// What the rest of the program asks of a channel, whatever its kind; the settings in its folder answer.
package protocol ChannelDescriptor: Hashable, Sendable {
    /// Where its deliveries go.
    var reach: ChannelReach { get }
    /// What it carries.
    var content: ChannelContent { get }
    /// How patiently a delivery is tried again.
    var pace: RetryPace { get }
    /// The passwords and keys it works with; empty when it needs none.
    var secrets: [Secret] { get }
    /// What it writes on this machine; the folder of each has to be there.
    var paths: [String] { get }
    /// How many deliveries to a mail domain may begin within a minute, by its name in small letters; empty for no limits.
    var minuteLimits: [String: Int] { get }
    /// Host and port of the servers that its attempts speak to, in the order in which they are tried.
    var serverNames: [String] { get }
    /// The hosts of those that its network keeps it from, as far as they are written as addresses.
    var hostsOutOfReach: [String] { get }
    /// What the file does not say and an administrator may want to know; each completes "channel NAME …".
    var facts: [Phrase] { get }

    /// Makes the courier that delivers through it.
    ///
    /// - Parameters:
    ///   - engine: what runs the transfers; several couriers may share it
    ///   - program: name and version, as other programs are told them: `renewald/1.0.0`
    /// - Returns: a courier that shares connections with others of equal settings on the same engine
    /// - Throws: what makes the channel unusable as it is, such as a secret that was not read
    func courier(on engine: CurlEngine, as program: String) throws -> any Courier

    /// Looks at the other end as the courier would get there, and sends nothing through it.
    ///
    /// - Parameters:
    ///   - program: name and version, as other programs are told them: `renewald/1.0.0`
    ///   - now: from which the days of a certificate are counted
    /// - Returns: one finding for each step, up to the first that failed, of each of its servers; of one server after a minute
    ///   or two at the latest
    func probe(as program: String, at now: UnixTime) async -> ChannelProbe
}

extension ChannelDescriptor {
    package var minuteLimits: [String: Int] { [:] }
    package var serverNames: [String] { [] }
    package var hostsOutOfReach: [String] { [] }
}

/// Where the deliveries of a channel go.
package enum ChannelReach: Hashable, Sendable {
    /// To people, each at the mail address that the record or the configuration states.
    case mailboxes
    /// To the one target that the channel names: a program or group of the office, which gets each notice once and whole.
    case ownTarget
}

/// What a channel carries.
package enum ChannelContent: Hashable, Sendable {
    case mail(from: MailIdentity)
    case event
}

/// Whom a mail is from.
package struct MailIdentity: Hashable, Sendable {
    package let address: EmailAddress
    /// The name shown beside the address.
    package let name: String?
    /// Where answers go instead.
    package let replyTo: EmailAddress?
}

/// How patiently the deliveries of a channel are tried again; the schedules are those of ``RetrySchedule``.
package enum RetryPace: Hashable, Sendable {
    /// As mail servers do, until `delivery.mail_give_up_after`.
    case mail
    /// As Standard Webhooks has it, until `delivery.webhook_give_up_after`.
    case webhook
}
