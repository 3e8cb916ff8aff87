import Foundation
package import RenewalConfig
import RenewalCouriers
import RenewalRules

/// The name we give a mail server in EHLO: always one with a domain, because many refuse any other.
///
/// - Source: RFC 5321 section 4.1.1.1; Postfix's reject_non_fqdn_helo_hostname
package struct HeloName: Hashable, Sendable {
    package let name: String
    /// Where it comes from, in a few words for an administrator.
    package let origin: String

    /// The configured name, else the canonical name of this host, else the domain of the sender.
    static func of(_ channel: SMTPSettings) -> HeloName {
        if let name = channel.heloName { return HeloName(name: name, origin: "helo") }
        let host = canonicalName(of: ProcessInfo.processInfo.hostName)
        if isFull(host) { return HeloName(name: host, origin: "the name of this host") }
        return HeloName(name: channel.from.domain, origin: "the domain of from, this host has no full name")
    }

    /// The channels of a configuration that say EHLO, with the name each of them gives.
    package static func all(of settings: Settings) -> [(channel: String, name: HeloName)] {
        settings.channels.compactMap { channel in
            guard case .smtp(let smtp) = channel.kind else { return nil }
            return (channel.name, of(smtp))
        }
    }

    /// A name of at least two labels that is not this machine's own loopback.
    static func isFull(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), labels.last?.contains(where: \.isLetter) == true
        else { return false }
        return !["localdomain", "localhost", "local", "internal"].contains(labels.last?.lowercased() ?? "")
    }

    private static func canonicalName(of host: String) -> String {
        guard !isFull(host) else { return host }
        var hints = addrinfo()
        hints.ai_flags = AI_CANONNAME
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0, let found else { return host }
        defer { freeaddrinfo(found) }
        return found.pointee.ai_canonname.map { String(cString: $0) } ?? host
    }
}
