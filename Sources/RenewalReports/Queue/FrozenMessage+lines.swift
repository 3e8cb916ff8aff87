import RenewalBounces
package import RenewalOutbox
import RenewalRules

extension FrozenMessage {
    /// What was sent as people read it: subject and text of a mail, or an event as it is.
    package var lines: [ReportLine] {
        guard let text = MailText.of(bytes) else {
            return [ReportLine(data: String(decoding: bytes, as: UTF8.self))]
        }
        let head = [Phrase("主题：\(subject)", "Subject: \(subject)"), .empty]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        return (head + lines.map(Phrase.init(verbatim:))).map { ReportLine($0) }
    }
}
