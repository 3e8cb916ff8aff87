import Foundation
import RenewalRules

/// The name that we give a mail server in EHLO, always with a domain, because many servers refuse others.
///
/// - Source: RFC 5321 section 4.1.1.1; Postfix's reject_non_fqdn_helo_hostname
struct HeloName: Hashable, Sendable {
    let name: String
    /// Its origin in a few words, for an administrator.
    let origin: Phrase

    /// The configured name, else the canonical name of this host, else the domain of the sender.
    init(of settings: SMTPSettings) {
        if let name = settings.heloName {
            (self.name, origin) = (name, Phrase("配置项helo", "helo"))
            return
        }
        let host = Self.canonicalName(of: ProcessInfo.processInfo.hostName)
        (name, origin) =
            Self.isFull(host)
            ? (host, Phrase("本机主机名", "the name of this host"))
            : (
                settings.from.domain,
                Phrase("from的域名，因为本机没有完整的主机名", "the domain of from, this host has no full name")
            )
    }

    /// Whether a name has at least two labels and is not this machine's loopback name.
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
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0, let found else { return host }
        defer { freeaddrinfo(found) }
        return found.pointee.ai_canonname.map { String(cString: $0) } ?? host
    }
}
