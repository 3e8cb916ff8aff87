package import RenewalDelivery
package import RenewalRules

extension SMTPSettings: ChannelDescriptor {
    package var reach: ChannelReach { .mailboxes }
    package var content: ChannelContent {
        .mail(from: MailIdentity(address: from, name: fromName, replyTo: replyTo))
    }
    package var pace: RetryPace { .mail }
    package var secrets: [Secret] { [password].compactMap(\.self) }
    package var paths: [String] { [] }
    package var minuteLimits: [String: Int] { domainLimits }
    package var serverNames: [String] { servers.map { ServerName.of($0.url) } }
    package var hostsOutOfReach: [String] { OutOfReach.hosts(of: servers.map(\.url), from: network) }
    package var facts: [Phrase] {
        let helo = HeloName(of: self)
        return [
            Phrase(
                "以EHLO \(helo.name)自报主机名（\(helo.origin.chinese)）",
                "says EHLO \(helo.name) (\(helo.origin.english))"
            )
        ]
    }

    package func courier(on engine: CurlEngine, as program: String) throws -> any Courier {
        var settings = self
        settings.heloName = HeloName(of: self).name
        // Said by each mail itself; relays share connections where the rest is equal.
        (settings.fromName, settings.replyTo, settings.domainLimits) = (nil, nil, [:])
        guard !standbys.isEmpty else { return try SMTPCourier(settings: settings, engine: engine) }
        return StandbyCourier(try settings.servers.map { try SMTPCourier(settings: $0, engine: engine) })
    }
}
