import GRDB
import RenewalDelivery
import RenewalRules

extension Outbox {
    package func channelServers() async throws(OutboxError) -> [ChannelServer] {
        try await read(orEmpty: []) { database in
            let query = "SELECT * FROM channel_server ORDER BY channel, server"
            return try Row.fetchAll(database.cachedStatement(sql: query)).map(ChannelServer.init)
        }
    }
}

extension Database {
    /// Notes what attempts of a channel learned of its servers; nothing is written where nothing is new.
    func note(_ contacts: [ServerContact], of channel: String, at now: UnixTime) throws {
        for contact in contacts {
            let noted = try cachedStatement(
                sql: """
                    INSERT INTO channel_server (channel, server, fault, since_ms, certificate_end_ms)
                    VALUES (?1, ?2, ?3, iif(?3 IS NULL, NULL, ?4), ?5)
                    ON CONFLICT (channel, server) DO UPDATE SET
                        fault = excluded.fault,
                        since_ms = iif(excluded.fault IS NULL, NULL, ifnull(since_ms, excluded.since_ms)),
                        certificate_end_ms = ifnull(excluded.certificate_end_ms, certificate_end_ms)
                    WHERE fault IS NOT excluded.fault
                        OR certificate_end_ms IS NOT ifnull(excluded.certificate_end_ms, certificate_end_ms)
                    """
            )
            let end = contact.certificateEnd?.milliseconds
            try noted.execute(arguments: [channel, contact.server, contact.fault, now.milliseconds, end])
        }
    }
}

extension ChannelServer {
    fileprivate init(_ row: Row) throws {
        self.init(
            channel: try row.text("channel"),
            server: try row.text("server"),
            fault: try row.optionalText("fault"),
            since: try row.optionalInstant("since_ms"),
            certificateEnd: try row.optionalInstant("certificate_end_ms")
        )
    }
}
