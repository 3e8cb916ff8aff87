import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalRules
import Yams

extension ChannelForm {
    static var webhook: ChannelForm {
        ChannelForm(
            usualParallel: 16,
            keys: ["url", "secret", "network", "ca_file", "timeout", "format"],
            carriesEvents: true
        ) { reader, section, shared in
            .webhook(reader.webhook(in: section, sharing: shared))
        }
    }
}

extension ConfigurationReader {
    /// Reports an address without encryption outside of the office's own network.
    mutating func refuseClearText(to address: WebAddress, in network: NetworkScope, at node: Node) {
        guard address.scheme == "http", network != .internal else { return }
        report(
            "url",
            "http:// 只能用于本单位内部网络；请改用https://，如确属内部网络，请增加`network: internal`",
            "http:// is only for your own network; use https:// or add network: internal",
            at: node.place
        )
    }

    fileprivate mutating func webhook(in section: Section, sharing shared: SharedChannelSettings) -> WebhookSettings {
        let address = required("url", in: section, as: .address(schemes: ["https", "http"]))
        let secrets = webhookSecrets("secret", in: section)
        var channel = WebhookSettings(url: address?.text ?? "", secrets: secrets, nat64Prefixes: shared.nat64Prefixes)
        update(&channel.network, from: "network", in: section, as: .word)
        channel.caFile = authorities(in: section)
        update(&channel.timeout, from: "timeout", in: section, as: .duration(in: .second ... .seconds(60)))
        update(&channel.format, from: "format", in: section, as: .word)
        if let address, let node = section["url"]?.node { refuseClearText(to: address, in: channel.network, at: node) }
        return channel
    }

    /// The secrets of a webhook, one or a list for rotation, all checked for their format.
    private mutating func webhookSecrets(_ key: String, in section: Section) -> [Secret] {
        if section[key] == nil { reportMissing(key, in: section) }
        guard let nodes = items(key, in: section) else { return [] }
        if nodes.count > Self.webhookSecretLimit {
            report(
                key,
                "密钥最多\(Self.webhookSecretLimit)个；请删去最旧的",
                "at most \(Self.webhookSecretLimit) secrets at a time; remove the oldest",
                at: nodes[0].place
            )
        }
        var secrets: [Secret] = []
        for node in nodes {
            guard let secret = secret(from: node, named: key) else { continue }
            guard let text = secret.revealed else {
                secrets.append(secret)
                continue
            }
            if let complaint = Self.complaint(aboutWebhook: text) {
                report(Phrase(of: key, complaint), at: node.place)
            } else if secrets.contains(secret) {
                report(
                    key,
                    "与前面的密钥相同；请删去，轮换密钥须用新的",
                    "the same secret is listed before; remove it, since a rotation needs another one",
                    at: node.place
                )
            }
            secrets.append(secret)
        }
        return secrets
    }

    /// Each secret adds a signature to every request; a rotation needs two.
    private static let webhookSecretLimit = 4

    private static let generator = "(printf whsec_; head -c 32 /dev/urandom | base64)"

    private static func complaint(aboutWebhook text: String) -> Phrase? {
        if text.hasPrefix("v1,whsec_") {
            return Phrase(
                "密钥文件以'v1,'开头，那是签名的标记；请删去，从'whsec_'写起",
                "the secret's file begins with 'v1,', the mark of a signature; leave it out and begin with 'whsec_'"
            )
        }
        let bytes = text.hasPrefix("whsec_") ? Data(base64Encoded: String(text.dropFirst("whsec_".count))) : nil
        guard let bytes, (24...64).contains(bytes.count) else {
            return Phrase(
                "密钥文件的内容应为whsec_加24至64个随机字节的base64编码；请用`\(generator)`生成",
                "the secret's file must hold whsec_ and the base64 of 24 to 64 random bytes; make it with `\(generator)`"
            )
        }
        return nil
    }
}
