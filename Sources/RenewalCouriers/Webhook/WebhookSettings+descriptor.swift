import RenewalDelivery
package import RenewalRules

extension WebhookSettings: ChannelDescriptor {
    package var reach: ChannelReach { .ownTarget }
    package var content: ChannelContent { .event }
    package var pace: RetryPace { .webhook }
    package var paths: [String] { [] }
    package var serverNames: [String] { [ServerName.of(url)] }
    package var hostsOutOfReach: [String] { OutOfReach.hosts(of: [url], from: network) }
    package var facts: [Phrase] { [] }

    package func courier(on engine: CurlEngine, as program: String) throws -> any Courier {
        var settings = self
        settings.userAgent = program
        return try WebhookCourier(settings: settings, engine: engine)
    }
}
