/// What a mail is that came to the address to which mail servers report.
///
/// It comes from anywhere. Reading it never fails and takes bounded time and memory, whatever the bytes are.
package enum ReturnedMail: Hashable, Sendable {
    /// A mail server says what became of mails of ours.
    case report(BounceReport)
    /// A program answered by itself: a note of absence, a receipt.
    case automatic
    /// Anything else, such as the answer of a person.
    case other

    /// What is read of a mail: reports are short, and begin with what they say.
    package static let byteLimit = 1 << 20

    /// Reads a whole mail with its headers; what lies beyond ``byteLimit`` is left out.
    ///
    /// - Source: RFC 3464, RFC 3834, RFC 6522
    package init(_ message: [UInt8]) {
        let parts = MailPart.all(of: message[..<min(message.count, Self.byteLimit)])
        guard let head = parts.first?.fields else {
            self = .other
            return
        }
        if let report = BounceReport(standard: parts) ?? BounceReport(plain: parts) {
            self = .report(report)
        } else {
            self = head.isAutomatic ? .automatic : .other
        }
    }
}

extension HeaderFields {
    /// Whether nobody wrote it by hand.
    ///
    /// - Source: RFC 3834 section 5; what QQ, NetEase, Coremail and Exchange write
    fileprivate var isAutomatic: Bool {
        if let word = self["auto-submitted"]?.lowercased(), !word.hasPrefix("no") { return true }
        let marks = ["x-autoreply", "x-autorespond", "x-auto-response-suppress"]
        let words = ["auto_reply", "bulk", "junk", "list"]
        if marks.contains(where: { self[$0] != nil }) { return true }
        if let word = self["precedence"]?.lowercased(), words.contains(word) { return true }
        return self["content-type"]?.lowercased().contains("disposition-notification") ?? false
    }
}
