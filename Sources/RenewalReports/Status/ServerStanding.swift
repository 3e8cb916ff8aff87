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
    ///   - faulty: the channels that are at fault as a whole, which says more
    ///   - calendar: for times
    /// - Returns: the servers, then the certificates, in the order of the configuration
    func troubles(besides faulty: Set<String>, _ calendar: BusinessCalendar) -> [StatusTrouble] {
        servers.filter { !faulty.contains($0.channel) }.compactMap { fault(of: $0, calendar) }
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
        guard let end = server.certificateEnd, daysLeft(until: end) < ServerContact.certificateNotice else {
            return nil
        }
        let advice = Phrase("；请对方的管理员更新", "; whoever runs the server should renew it")
        return StatusTrouble(
            daysLeft(until: end) < Self.lastDays ? .critical : .warning,
            "certificate_ends",
            Phrase(
                "渠道 \(server.channel) 的服务器 \(server.server) 的",
                "server \(server.server) of channel \(server.channel): "
            ) + words(ofCertificateUntil: end) + advice
        )
    }

    /// How long a certificate holds, for a person.
    func words(ofCertificateUntil end: UnixTime) -> Phrase {
        let (day, days) = (String(end.rfc3339.prefix(10)), daysLeft(until: end))
        guard end > now else { return Phrase("证书已于\(day)到期", "its certificate ended on \(day)") }
        return Phrase("证书有效期至\(day)，还有\(days)天", "certificate until \(day), \(counted(Int(days), "day", "days")) left")
    }

    private func daysLeft(until end: UnixTime) -> Int64 { (end.seconds - now.seconds) / 86_400 }
}
