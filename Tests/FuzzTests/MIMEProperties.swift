import Foundation
import RenewalRules

@testable import RenewalNotices

/// A mail of any text has exactly the expected headers, in short lines of plain ASCII that end in CR LF, and decodes to
/// that text.
enum MIMEProperties {
    private static let names = [
        "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Auto-Submitted", "X-Auto-Response-Suppress",
        "Content-Language", "X-Renewald-Notice", "X-Renewald-Kind", "Content-Type",
    ]

    static func check(_ bytes: [UInt8]) throws(Finding) {
        var parts = bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }[...]
        let (subject, name) = (parts.popFirst() ?? "", parts.popFirst() ?? "")
        let (id, body) = (parts.popFirst() ?? "", parts.popFirst() ?? "")
        guard let address = try? EmailAddress("a@example.test") else { return }
        let mail = MailComposer.compose(
            RenderedNotice(language: .chinese, subject: subject, text: body, html: name, usedFallback: false),
            headers: MailHeaders(
                from: address,
                fromName: name,
                replyTo: nil,
                to: address,
                toName: subject,
                messageID: id,
                date: UnixTime(seconds: Int64(bytes.count) * 40_000_000),
                utcOffsetMinutes: bytes.count % 1680 - 840,
                kind: .markReached,
                noticeID: "n\(id)"
            )
        )
        let read = try PlainMail(mail)
        try insist(read.headers.map(\.name) == names, "headers: \(read.headers.map(\.name))")
        try insist(read.text("Subject") == cut(FieldText.singleLine(subject), 480), "subject: \(read.text("Subject"))")
        try check(read.text("From"), is: FieldText.clean(name), of: address)
        try check(read.text("To"), is: FieldText.clean(subject), of: address)
        try insist(read.parts == [lines(body), lines(name)], "body: \(read.parts)")
    }

    private static func check(_ mailbox: String, is name: String?, of address: EmailAddress) throws(Finding) {
        let expected = name.map { "\(cut($0, 300)) <\(address)>" } ?? "\(address)"
        try insist(mailbox.utf8.elementsEqual(expected.utf8), "name: \(mailbox)")
    }

    /// The text cut to so many bytes at a character boundary.
    private static func cut(_ text: String, _ limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var kept = ""
        for scalar in text.unicodeScalars {
            guard kept.utf8.count + UTF8.width(scalar) <= limit else { break }
            kept.unicodeScalars.append(scalar)
        }
        return kept + "…"
    }

    /// The bytes with each bare LF replaced by CR LF.
    private static func lines(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte == 0x0A, bytes.last != 0x0D { bytes.append(0x0D) }
            bytes.append(byte)
        }
        return bytes
    }
}
