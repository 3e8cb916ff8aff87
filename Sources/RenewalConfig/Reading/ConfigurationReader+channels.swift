import RenewalFiles
import RenewalRules
import Yams

extension ChannelForm {
    /// The keys of what events say.
    private static let eventKeys = ["text", "mask", "kinds", "facts"]

    fileprivate var allKeys: [String] { keys + (carriesEvents ? Self.eventKeys : []) }
}

extension ConfigurationReader {
    /// Reads all channels in the order of the file, with what `delivery:` says for all of them.
    mutating func channels(in top: Section, sharing shared: SharedChannelSettings) -> [ChannelSettings] {
        guard let entry = top["channels"] else {
            reportMissing("channels", in: top)
            return []
        }
        guard let entries = entries(of: entry.node, named: "channels") else { return [] }
        if entries.isEmpty { report("channels", "请至少配置一个渠道", "name at least one channel", at: entry.keyPlace) }
        return entries.compactMap { channel(from: $0, sharing: shared) }
    }

    private mutating func channel(
        from entry: Section.Entry,
        sharing shared: SharedChannelSettings
    ) -> ChannelSettings? {
        if entry.key.wholeMatch(of: /[a-z0-9-]{1,64}/) == nil {
            report(
                Phrase(
                    "渠道名称\(entry.key.quoted)不可用；应为1至64个字符，只能用a-z、0-9和-",
                    "channel name \(entry.key.quoted) must be 1 to 64 of a-z, 0-9 and -"
                ),
                at: entry.keyPlace
            )
        }
        let name = "channels.\(entry.key)"
        guard let entries = entries(of: entry.node, named: name) else { return nil }
        let section = Section(name: name, place: entry.keyPlace, entries: entries)
        let type: ChannelType? = value("type", in: section, as: .word)
        // The keys allowed besides `type` depend on it.
        let form = type?.form
        let typeKeys = form?.allKeys ?? Set(ChannelType.allCases.flatMap(\.form.allKeys)).sorted()
        refuseUnknownKeys(among: entries, of: section.place, allowing: ["type", "parallel"] + typeKeys)
        if section["type"] == nil { reportMissing("type", in: section) }
        let parallel = value("parallel", in: section, as: .number(in: 1...64))
        guard let form, let kind = form.read(&self, section, shared) else { return nil }
        return ChannelSettings(
            name: entry.key,
            kind: kind,
            parallel: parallel ?? form.usualParallel,
            events: form.carriesEvents ? events(in: section) : EventSettings()
        )
    }

    private mutating func events(in section: Section) -> EventSettings {
        var events = EventSettings()
        let text: EventText? = value("text", in: section, as: .word)
        let mask: EventMask? = value("mask", in: section, as: .word)
        if let text { events.languages = text.languages }
        if let mask { events.masksNames = mask == .names }
        events.kinds = words("kinds", in: section)
        update(&events.facts, from: "facts", in: section, as: .truth)
        return events
    }

    /// The file of trusted certificates; it must be readable for sending and for checking a channel that sends.
    mutating func authorities(in section: Section) -> String? {
        guard let path = value("ca_file", in: section, as: path) else { return nil }
        guard secretReading != .none, let node = section["ca_file"]?.node else { return path }
        do throws(Complaint) {
            let file = try authorities(inFileAt: path)
            guard String(decoding: file.bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
                throw Complaint(
                    "其中没有PEM格式的证书；请用 openssl x509 转换",
                    "holds no certificate in PEM; convert it with openssl x509"
                )
            }
            try file.protection.refuseStrangers(besides: secretReading.trust)
        } catch {
            let (chinese, english) = (error.phrase.chinese, error.phrase.english)
            report("ca_file", "无法使用 \(path)：\(chinese)", "cannot use \(path): \(english)", at: node.place)
        }
        return path
    }

    private func authorities(inFileAt path: String) throws(Complaint) -> RegularFile {
        do {
            return try RegularFile(path: path, byteLimit: Self.authoritiesByteLimit, trusting: secretReading.trust)
        } catch {
            let (chinese, english) = (error.phrase.chinese, error.phrase.english)
            throw Complaint("\(chinese)；请填写PEM格式的证书文件", "\(english); name a file of certificates in PEM")
        }
    }

    /// Several times the size of a system's whole list.
    private static let authoritiesByteLimit = 4_194_304
}
