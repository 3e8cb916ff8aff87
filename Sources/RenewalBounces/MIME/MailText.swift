/// What people read of a mail that was sent.
package enum MailText {
    /// The plain text of a mail, decoded; `nil` for one that has none, and for what is no mail.
    package static func of(_ message: [UInt8]) -> String? {
        let part = MailPart.all(of: message[...]).first {
            $0.fields.contentType == "text/plain" && !$0.isReturned && !$0.content.isEmpty
        }
        guard let part else { return nil }
        return ForeignEncoding.text(part.content[...], charset: part.fields.parameter("charset", of: "content-type"))
    }
}
