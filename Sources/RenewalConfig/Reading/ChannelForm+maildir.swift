import RenewalCouriers
import RenewalRules

extension ChannelForm {
    static var maildir: ChannelForm {
        ChannelForm(usualParallel: 1, keys: ["path", "from", "from_name"]) { reader, section, _ in
            reader.maildir(in: section).map(ChannelKind.maildir)
        }
    }
}

extension ConfigurationReader {
    fileprivate mutating func maildir(in section: Section) -> MaildirSettings? {
        let path = required("path", in: section, as: self.path)
        let from = required("from", in: section, as: .email)
        let fromName = value("from_name", in: section, as: .line)
        guard let path, let from else { return nil }
        return MaildirSettings(path: path, from: from, fromName: fromName)
    }
}
