package import RenewalDelivery
import RenewalRules

extension SMTPSettings: ChannelDescriptor {
    package var reach: ChannelReach { .mailboxes }
    package var content: ChannelContent {
        .mail(from: MailIdentity(address: from, name: fromName, replyTo: replyTo))
    }
    package var pace: RetryPace { .mail }
    package var secrets: [Secret] { [password].compactMap(\.self) }
    package var paths: [String] { [] }
    package var facts: [String] {
        let helo = HeloName(of: self)
        return ["says EHLO \(helo.name) (\(helo.origin))"]
    }

    package func courier(on engine: CurlEngine, as program: String) throws -> any Courier {
        var settings = self
        settings.heloName = HeloName(of: self).name
        // Said by each mail itself; relays share connections where the rest is equal.
        (settings.fromName, settings.replyTo) = (nil, nil)
        return try SMTPCourier(settings: settings, engine: engine)
    }
}
