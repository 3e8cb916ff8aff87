import Foundation
import RenewalDelivery
import RenewalRules

/// Makes the bytes of a mail: the same input always gives the same bytes.
///
/// - Source: RFC 5322, RFC 2045 section 6.8, RFC 2046 section 5.1.4, RFC 3834
package enum MailComposer {
    /// Composes a `multipart/alternative` of text and HTML with CRLF line ends throughout.
    ///
    /// - Returns: the whole message, ready for the data phase except for dot-stuffing
    package static func compose(_ rendered: RenderedNotice, headers: MailHeaders) -> [UInt8] {
        // "=_" cannot occur in base64, so no line of a part can be taken for the boundary.
        let boundary = "=_\(StableID.of(headers.messageID))"
        let head = fields(rendered, headers, boundary: boundary).map(\.wire).joined()
        let parts = [("plain", rendered.text), ("html", rendered.html)].map { subtype, text in
            "--\(boundary)\r\n" + part(text, subtype: subtype)
        }
        return Array("\(head)\r\n\(parts.joined())--\(boundary)--\r\n".utf8)
    }

    private static func fields(
        _ rendered: RenderedNotice,
        _ headers: MailHeaders,
        boundary: String
    ) -> [MailHeaderField] {
        let optional = [
            headers.replyTo.map { MailHeaderField("Reply-To", address: $0, displayName: nil) },
            headers.noticeID.map { MailHeaderField("X-Renewald-Notice", token: $0) },
            headers.kind.map { MailHeaderField("X-Renewald-Kind", token: $0.rawValue) },
        ]
        return [
            MailHeaderField("Date", words: date(headers.date, offset: headers.utcOffsetMinutes)),
            MailHeaderField("From", address: headers.from, displayName: headers.fromName),
            MailHeaderField("To", address: headers.to, displayName: headers.toName),
            MailHeaderField("Subject", text: rendered.subject),
            MailHeaderField("Message-ID", token: "<\(messageID(headers.messageID))>"),
            MailHeaderField("MIME-Version", token: "1.0"),
            MailHeaderField("Auto-Submitted", token: "auto-generated"),
            MailHeaderField("X-Auto-Response-Suppress", token: "All"),
            MailHeaderField("Content-Language", token: rendered.language.rawValue),
        ] + optional.compactMap { $0 } + [
            MailHeaderField("Content-Type", words: ["multipart/alternative;", "boundary=\"\(boundary)\""])
        ]
    }

    private static func part(_ text: String, subtype: String) -> String {
        let encoded = Data(withNetworkLineEnds(text))
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return MailHeaderField("Content-Type", words: ["text/\(subtype);", "charset=utf-8"]).wire
            + MailHeaderField("Content-Transfer-Encoding", token: "base64").wire
            + "\r\n\(encoded)\r\n"
    }

    /// The text with CRLF at the end of each line, whatever its line ends were.
    private static func withNetworkLineEnds(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 256)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n"), bytes.last != UInt8(ascii: "\r") { bytes.append(UInt8(ascii: "\r")) }
            bytes.append(byte)
        }
        return bytes
    }

    /// The id if it is valid in the header, else its hash at the same domain.
    private static func messageID(_ id: String) -> String {
        let parts = id.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isUsable = parts.count == 2 && id.utf8.count <= 254 && parts.allSatisfy(MailHeaderField.isDotAtom)
        return isUsable ? id : "\(StableID.of(id))@renewald.invalid"
    }

    /// `Mon, 15 Dec 2025 09:00:00 +0800` in its words.
    private static func date(_ instant: UnixTime, offset minutes: Int) -> [String] {
        let local = UnixTime(seconds: instant.seconds + Int64(minutes) * 60)
        // `2025-12-15T09:00:00Z` of the shifted instant is the local date and time.
        let clock = local.rfc3339.dropFirst(11).dropLast()
        let day = CalendarDate(String(local.rfc3339.prefix(10))) ?? .first
        let (year, month, number) = day.parts
        let sign = minutes < 0 ? "-" : "+"
        let zone = padded(abs(minutes) / 60) + padded(abs(minutes) % 60)
        let fourDigitYear = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
        return [
            "\(weekdays[day.weekday - 1]),", "\(number)", months[month - 1], fourDigitYear, String(clock), sign + zone,
        ]
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
