import RenewalCouriers
import RenewalDelivery
import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads the watcher that is called after each good pass; `nil` when there is none.
    mutating func heartbeat(in top: Section, sharing shared: SharedChannelSettings) -> HeartbeatSettings? {
        guard let section = section("heartbeat", of: top, allowing: ["url", "network", "ca_file", "timeout"]) else {
            return nil
        }
        if section["url"] == nil { reportMissing("url", in: section) }
        guard let node = section["url"]?.node, let url = heartbeatURL(in: section, at: node) else { return nil }
        var heartbeat = HeartbeatSettings(url: url, nat64Prefixes: shared.nat64Prefixes)
        update(&heartbeat.network, from: "network", in: section, as: .word)
        heartbeat.caFile = authorities(in: section)
        update(&heartbeat.timeout, from: "timeout", in: section, as: .duration(in: .second ... .seconds(60)))
        guard let text = url.revealed else { return heartbeat }
        do throws(Complaint) {
            let address = try WebAddress(text, schemes: ["https", "http"])
            refuseClearText(to: address, in: heartbeat.network, at: node)
        } catch {
            report(Phrase(of: "url", error.phrase), at: node.place)
        }
        return heartbeat
    }

    /// The URL itself, or where it is kept: whoever knows it can call in our place.
    private mutating func heartbeatURL(in section: Section, at node: Node) -> Secret? {
        guard node.scalar != nil else { return secret(from: node, named: "url") }
        return value("url", in: section, as: ScalarForm { text throws(Complaint) in Secret(text) })
    }
}
