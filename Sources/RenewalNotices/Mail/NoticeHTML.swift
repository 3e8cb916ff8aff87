/// Paragraphs as HTML: everything is escaped, facts become a table, and only the system's address becomes a link.
///
/// The first paragraph, or the one after the salutation, says what to do by when: it is the lead.
struct NoticeHTML {
    let paragraphs: [[String]]
    /// The only address that becomes a link; anything but `http` and `https` stays text.
    let link: String?

    /// The beginning of a line of facts; a paragraph of such lines becomes a table.
    static let factMark = "- "

    var body: String {
        let greeting = paragraphs.first.flatMap { NoticeText.isSalutation($0) ? $0 : nil }
        let rest = paragraphs.dropFirst(greeting == nil ? 0 : 1).enumerated().map { position, lines in
            lines.allSatisfy { $0.hasPrefix(Self.factMark) }
                ? table(lines) : paragraph(lines, style: position == 0 ? Self.leadStyle : Self.plainStyle)
        }
        return ((greeting.map { [paragraph($0, style: Self.salutationStyle)] } ?? []) + rest).joined(separator: "\n")
    }

    private static let plainStyle = "margin:0 0 16px"
    private static let salutationStyle = "margin:0 0 8px"
    private static let leadStyle = "margin:0 0 16px;font-size:17px;line-height:1.6;font-weight:600"

    private func paragraph(_ lines: [String], style: String) -> String {
        "<p style=\"\(style)\">\(lines.map(inline).joined(separator: "<br>\n"))</p>"
    }

    private func table(_ lines: [String]) -> String {
        let rows = lines.map { row(String($0.dropFirst(Self.factMark.count))) }.joined(separator: "\n")
        return """
            <table role="presentation" class="facts" cellpadding="0" cellspacing="0" \
            style="width:100%;margin:4px 0 20px;border-collapse:collapse;font-size:15px;line-height:1.5">
            \(rows)
            </table>
            """
    }

    private func row(_ fact: String) -> String {
        let colon = fact.firstIndex { $0 == ":" || $0 == "\u{FF1A}" }
        let label = colon.map { String(fact[..<$0]) } ?? ""
        let value = colon.map { String(fact[fact.index(after: $0)...].drop { $0 == " " }) } ?? fact
        let cell = "padding:9px 0;border-top:1px solid #e3e6ea;vertical-align:top"
        return "<tr><td class=\"label\" style=\"\(cell);padding-right:16px;width:30%;color:#5b6570\">"
            + "\(Self.escaped(label))</td><td style=\"\(cell);overflow-wrap:anywhere\">\(inline(value))</td></tr>"
    }

    private func inline(_ line: String) -> String {
        let text = Self.escaped(line)
        guard let link, link.hasPrefix("https://") || link.hasPrefix("http://") else { return text }
        let address = Self.escaped(link)
        return text.replacingBytes(of: address, with: "<a href=\"\(address)\" style=\"color:#1a5fb4\">\(address)</a>")
    }

    /// Escapes byte by byte: a combining mark after `<` would hide it from a comparison of characters.
    static func escaped(_ text: String) -> String {
        var html: [UInt8] = []
        html.reserveCapacity(text.utf8.count + 64)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): html += "&amp;".utf8
            case UInt8(ascii: "<"): html += "&lt;".utf8
            case UInt8(ascii: ">"): html += "&gt;".utf8
            case UInt8(ascii: "\""): html += "&quot;".utf8
            case UInt8(ascii: "'"): html += "&#39;".utf8
            default: html.append(byte)
            }
        }
        return String(decoding: html, as: UTF8.self)
    }
}
