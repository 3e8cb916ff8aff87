import RenewalCouriers
import RenewalFiles
import RenewalRules
import Yams

/// What the section `delivery` says for all channels; each takes what it uses.
struct SharedChannelSettings {
    /// Networks of /96 that stand for IPv4 behind NAT64, beside the well-known one.
    var nat64Prefixes: [String] = []
    /// How replies of mail servers are to be read where the built-in table reads them wrongly; the first match decides.
    var replyRules: [SMTPReplyRule] = []
}

extension ConfigurationReader {
    /// The word after `type:`.
    private enum ChannelType: String, CaseIterable {
        case smtp, webhook, maildir

        var defaultParallel: Int {
            switch self {
            case .smtp: 4
            case .webhook: 16
            case .maildir: 1
            }
        }

        var keys: [String] {
            switch self {
            case .smtp:
                [
                    "url", "from", "from_name", "reply_to", "username", "password", "auth", "helo", "tls", "network",
                    "ca_file",
                ]
            case .webhook: ["url", "secret", "network", "ca_file", "timeout", "format"]
            case .maildir: ["path", "from", "from_name"]
            }
        }
    }

    /// Reads all channels in the order of the file, with what `delivery:` says for all of them.
    mutating func channels(in top: Section, sharing shared: SharedChannelSettings) -> [ChannelSettings] {
        guard let entry = top["channels"] else {
            reportMissing("channels", in: top)
            return []
        }
        guard let entries = entries(of: entry.node, named: "channels") else { return [] }
        if entries.isEmpty { report("channels: name at least one channel", at: entry.keyPlace) }
        return entries.compactMap { channel(from: $0, sharing: shared) }
    }

    private mutating func channel(
        from entry: Section.Entry,
        sharing shared: SharedChannelSettings
    ) -> ChannelSettings? {
        if entry.key.wholeMatch(of: /[a-z0-9-]{1,64}/) == nil {
            report("channel name \(entry.key.quoted) must be 1 to 64 of a-z, 0-9 and -", at: entry.keyPlace)
        }
        let name = "channels.\(entry.key)"
        guard let entries = entries(of: entry.node, named: name) else { return nil }
        let section = Section(name: name, place: entry.keyPlace, entries: entries)
        let type: ChannelType? = required("type", in: section, as: .word)
        // Which keys may stand beside `type` depends on it.
        let typeKeys = type?.keys ?? Set(ChannelType.allCases.flatMap(\.keys)).sorted()
        refuseUnknownKeys(among: entries, allowing: ["type", "parallel"] + typeKeys)
        let parallel = value("parallel", in: section, as: .number(in: 1...64))
        guard let type, let kind = kind(of: type, in: section, sharing: shared) else { return nil }
        return ChannelSettings(name: entry.key, kind: kind, parallel: parallel ?? type.defaultParallel)
    }

    private mutating func kind(
        of type: ChannelType,
        in section: Section,
        sharing shared: SharedChannelSettings
    ) -> ChannelKind? {
        switch type {
        case .smtp: smtp(in: section, sharing: shared).map(ChannelKind.smtp)
        case .webhook: .webhook(webhook(in: section, sharing: shared))
        case .maildir: maildir(in: section).map(ChannelKind.maildir)
        }
    }

    private mutating func smtp(in section: Section, sharing shared: SharedChannelSettings) -> SMTPSettings? {
        let address = required("url", in: section, as: .address(schemes: ["smtps", "smtp"]))
        let from = required("from", in: section, as: .email)
        let fromName = value("from_name", in: section, as: .line)
        let replyTo = value("reply_to", in: section, as: .email)
        let username = value("username", in: section, as: .line)
        let password = secret("password", in: section)
        checkLogin(in: section)
        let mechanism: LoginMechanism = value("auth", in: section, as: .word) ?? .auto
        let heloName = value("helo", in: section, as: .heloName)
        let tls: TLSPolicy = value("tls", in: section, as: .word) ?? .required
        let network: NetworkScope = value("network", in: section, as: .word) ?? .external
        let caFile = authorities(in: section)
        if tls == .none, let address { checkClearText(to: address, network: network, in: section) }
        guard let address, let from else { return nil }
        return SMTPSettings(
            url: address.text,
            from: from,
            fromName: fromName,
            replyTo: replyTo,
            username: username,
            password: password,
            mechanism: mechanism,
            tls: tls,
            network: network,
            caFile: caFile,
            nat64Prefixes: shared.nat64Prefixes,
            replyRules: shared.replyRules,
            heloName: heloName
        )
    }

    private mutating func checkLogin(in section: Section) {
        switch (section["username"], section["password"]) {
        case (let username?, nil):
            report("username: stands without password; give both or none", at: username.keyPlace)
        case (nil, let password?):
            report("password: stands without username; give both or none", at: password.keyPlace)
        default: break
        }
    }

    private mutating func checkClearText(to address: WebAddress, network: NetworkScope, in section: Section) {
        let place = section["tls"]?.node.place ?? section.place
        if address.scheme == "smtps" {
            report("tls: none contradicts smtps://; write smtp:// or leave tls required", at: place)
        } else if !address.isLoopback, network != .internal {
            report("tls: none is only for this machine or your own network; add network: internal", at: place)
        } else if !address.isLoopback, let username = section["username"] {
            // Also where auth: names a way that hides it: what is seen on the line can be tried against guesses.
            report(
                "username: tls: none would send the login in clear text; leave tls required, or use a relay without login",
                at: username.keyPlace
            )
        }
    }

    private mutating func webhook(in section: Section, sharing shared: SharedChannelSettings) -> WebhookSettings {
        let address = required("url", in: section, as: .address(schemes: ["https", "http"]))
        let secrets = webhookSecrets("secret", in: section)
        var channel = WebhookSettings(url: address?.text ?? "", secrets: secrets, nat64Prefixes: shared.nat64Prefixes)
        update(&channel.network, from: "network", in: section, as: .word)
        channel.caFile = authorities(in: section)
        update(&channel.timeout, from: "timeout", in: section, as: .duration(in: .second ... .seconds(60)))
        update(&channel.format, from: "format", in: section, as: .word)
        if address?.scheme == "http", channel.network != .internal, let node = section["url"]?.node {
            report("url: http:// is only for your own network; use https:// or add network: internal", at: node.place)
        }
        return channel
    }

    private mutating func maildir(in section: Section) -> MaildirSettings? {
        let path = required("path", in: section, as: self.path)
        let from = required("from", in: section, as: .email)
        let fromName = value("from_name", in: section, as: .line)
        guard let path, let from else { return nil }
        return MaildirSettings(path: path, from: from, fromName: fromName)
    }

    /// The file of trusted certificates; who sends, or checks for it, must be able to read it.
    private mutating func authorities(in section: Section) -> String? {
        guard let path = value("ca_file", in: section, as: path) else { return nil }
        guard secretReading != .none, let node = section["ca_file"]?.node else { return path }
        do throws(Complaint) {
            let file = try RegularFile(path: path, byteLimit: Self.authoritiesByteLimit, trusting: secretReading.trust)
            guard String(decoding: file.bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
                throw Complaint("holds no certificate in PEM")
            }
            try file.protection.refuseStrangers(besides: secretReading.trust)
        } catch {
            report("ca_file: cannot use \(path): \(error.text)", at: node.place)
        }
        return path
    }

    /// Several times what a whole system trusts.
    private static let authoritiesByteLimit = 4_194_304
}
