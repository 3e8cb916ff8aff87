import RenewalConfig
import RenewalDaemon
import RenewalDelivery
import RenewalOutbox
import RenewalRules

/// How the servers of the channels do, and what of it an administrator has to know.
struct ServerStanding: Sendable {
    /// The servers that channels use now, in the order of the configuration; without those that no attempt has met.
    let servers: [ChannelServer]
    let now: UnixTime

    /// A certificate that ends within this time is critical: whoever runs the server has forgotten it.
    private static let lastDays: Int64 = 3

    /// Reads what attempts have learned.
    ///
    /// - Throws: `OutboxError`
    init(in outbox: any OutboxLookups, settings: Settings, at now: UnixTime) async throws {
        let known = try await outbox.channelServers()
        servers = settings.channels.flatMap { channel in
            channel.serverNames.compactMap { name in
                known.first { $0.channel == channel.name && $0.server == name }
            }
        }
        self.now = now
    }

    /// Tells of those in whose place another server of their channel sends, and of certificates about to end.
    ///
    /// - Parameters:
    ///   - troubled: the channels with a trouble of their own, which says more
    ///   - calendar: for times
    /// - Returns: the servers, then the certificates, in the order of the configuration
    func troubles(besides troubled: Set<String>, _ calendar: BusinessCalendar) -> [StatusTrouble] {
        servers.filter { !troubled.contains($0.channel) }.compactMap { fault(of: $0, calendar) }
            + servers.compactMap(certificate)
    }

    private func fault(of server: ChannelServer, _ calendar: BusinessCalendar) -> StatusTrouble? {
        // The only server of a channel may have failed once, for one delivery.
        guard let fault = server.fault, let since = server.since,
            servers.count(where: { $0.channel == server.channel }) > 1
        else { return nil }
        let start = calendar.localText(of: since)
        let sentence = Phrase(
            "渠道 \(server.channel) 的服务器 \(server.server) 自\(start)起出现故障，由其他服务器代为发送：\(fault)",
            "server \(server.server) of channel \(server.channel) is at fault since \(start), another one sends in its "
                + "place: \(fault)"
        )
        return StatusTrouble(.warning, "server_at_fault", sentence)
    }

    private func certificate(of server: ChannelServer) -> StatusTrouble? {
        guard let term = term(of: server), term.isEnding else { return nil }
        return StatusTrouble(
            term.daysLeft < Self.lastDays ? .critical : .warning,
            "certificate_ends",
            Phrase(
                "渠道 \(server.channel) 的服务器 \(server.server) 的",
                "server \(server.server) of channel \(server.channel): "
            ) + term.phrase
        )
    }

    /// How long the certificate of a server holds; `nil` for one that nobody has seen.
    func term(of server: ChannelServer) -> CertificateTerm? {
        server.certificateEnd.map { CertificateTerm(until: $0, at: now) }
    }
}
