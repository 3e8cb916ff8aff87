import RenewalCouriers
import RenewalRules

extension ChannelForm {
    static var smtp: ChannelForm {
        ChannelForm(
            usualParallel: 4,
            keys: [
                "url", "from", "from_name", "reply_to", "username", "password", "auth", "helo", "tls", "network",
                "ca_file", "domain_limits",
            ]
        ) { reader, section, shared in
            reader.smtp(in: section, sharing: shared).map(ChannelKind.smtp)
        }
    }
}

extension ConfigurationReader {
    fileprivate mutating func smtp(in section: Section, sharing shared: SharedChannelSettings) -> SMTPSettings? {
        let servers = servers(in: section)
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
        if tls == .none { servers.forEach { checkClearText(to: $0, network: network, in: section) } }
        guard let first = servers.first, let from else { return nil }
        var settings = SMTPSettings(
            url: first.text,
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
        settings.standbys = servers.dropFirst().map(\.text)
        settings.domainLimits = domainLimits(in: section)
        settings.verp = shared.verp
        return settings
    }

    /// The server, or those that are used in this order.
    private mutating func servers(in section: Section) -> [WebAddress] {
        guard section["url"] != nil else {
            reportMissing("url", in: section)
            return []
        }
        let found = list("url", in: section, as: .address(schemes: ["smtps", "smtp"])) ?? []
        var seen: Set<String> = []
        for server in found where !seen.insert(server.value.text).inserted {
            report("url", "重复的服务器；请删去其中一项", "names a server twice; remove one of them", at: server.place)
        }
        return found.map(\.value)
    }

    /// Mail domains, each with how many mails to it may begin within a minute.
    private mutating func domainLimits(in section: Section) -> [String: Int] {
        let key = "domain_limits"
        guard let entry = section[key], let entries = entries(of: entry.node, named: key) else { return [:] }
        let domains = Section(name: section.path(of: key), place: entry.keyPlace, entries: entries)
        var limits: [String: Int] = [:]
        for entry in entries {
            guard (try? EmailAddress("a@\(entry.key)")) != nil else {
                report(
                    key,
                    "\(entry.key.quoted)不是邮箱域名；请写@后面的部分，如qq.com",
                    "\(entry.key.quoted) is no mail domain; write what follows the @: qq.com",
                    at: entry.keyPlace
                )
                continue
            }
            limits[entry.key.lowercased()] = value(entry.key, in: domains, as: .number(in: 1...100_000))
        }
        return limits
    }

    private mutating func checkLogin(in section: Section) {
        switch (section["username"], section["password"]) {
        case (let username?, nil):
            report(
                "username",
                "缺少对应的password；两项应同时填写或同时省略",
                "stands without password; give both or none",
                at: username.keyPlace
            )
        case (nil, let password?):
            report(
                "password",
                "缺少对应的username；两项应同时填写或同时省略",
                "stands without username; give both or none",
                at: password.keyPlace
            )
        default: break
        }
    }

    private mutating func checkClearText(to address: WebAddress, network: NetworkScope, in section: Section) {
        let place = section["tls"]?.node.place ?? section.place
        if address.scheme == "smtps" {
            report(
                "tls",
                "none与smtps://矛盾；请改用smtp://，或者保留required",
                "none contradicts smtps://; write smtp:// or leave tls required",
                at: place
            )
        } else if !address.isLoopback, network != .internal {
            report(
                "tls",
                "none只能用于本机或本单位内部网络；如确属内部网络，请增加`network: internal`",
                "none is only for this machine or your own network; add network: internal",
                at: place
            )
        } else if !address.isLoopback, let username = section["username"] {
            // Even where auth: names a mechanism that hides it: what is seen on the line can be compared with guesses.
            report(
                "username",
                "`tls: none`会以明文发送用户名和密码；tls请保留required，或者改用无需登录的中继服务器",
                "tls: none would send the login in clear text; leave tls required, or use a relay without login",
                at: username.keyPlace
            )
        }
    }
}

extension ScalarForm where Value == String {
    /// A fully qualified host name or an address literal, as EHLO requires.
    ///
    /// - Source: RFC 5321 section 4.1.1.1
    fileprivate static var heloName: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let label = #/[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?/#
            let labels = text.split(separator: ".", omittingEmptySubsequences: false)
            let isName = labels.count > 1 && labels.allSatisfy { $0.wholeMatch(of: label) != nil } && text.count <= 253
            guard isName || text.wholeMatch(of: /\[[0-9A-Fa-f:.]+\]/) != nil else {
                throw Complaint(
                    "\(text.quoted)不是完整的主机名；请写明域名，如mail.example.test",
                    "\(text.quoted) is no full host name; write one with its domain: mail.example.test"
                )
            }
            return text
        }
    }
}
