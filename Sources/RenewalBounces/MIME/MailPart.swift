/// A part of a mail: its own headers and its decoded content.
///
/// - Source: RFC 2045, RFC 2046
struct MailPart {
    let fields: HeaderFields
    /// Decoded from base64 or quoted-printable.
    let content: [UInt8]
    /// Whether it is a mail that another one returns, or belongs to one.
    let isReturned: Bool

    /// Nesting beyond this is built to exhaust a reader.
    private static let depthLimit = 8
    private static let countLimit = 64

    /// All parts of a mail in their order, containers before what is in them, the mail itself first.
    static func all(of message: ArraySlice<UInt8>) -> [MailPart] {
        var parts: [MailPart] = []
        add(message, isReturned: false, depth: 0, to: &parts)
        return parts
    }

    private static func add(_ bytes: ArraySlice<UInt8>, isReturned: Bool, depth: Int, to parts: inout [MailPart]) {
        guard parts.count < countLimit, depth < depthLimit else { return }
        let (fields, start) = HeaderFields.read(bytes)
        let (type, body) = (fields.contentType, bytes[start...])
        if type.hasPrefix("multipart/"), let boundary = fields.parameter("boundary", of: "content-type") {
            parts.append(MailPart(fields: fields, content: [], isReturned: isReturned))
            for section in sections(of: body, boundary: boundary) {
                add(section, isReturned: isReturned, depth: depth + 1, to: &parts)
            }
            return
        }
        let content = TransferEncoding(fields["content-transfer-encoding"]).decode(body)
        parts.append(MailPart(fields: fields, content: content, isReturned: isReturned))
        if returnsMail(fields, content) { add(content[...], isReturned: true, depth: depth + 1, to: &parts) }
    }

    /// Whether the content is a mail or the headers of one; some attach it as a file.
    private static func returnsMail(_ fields: HeaderFields, _ content: [UInt8]) -> Bool {
        switch fields.contentType {
        case "message/rfc822", "message/global", "message/partial", "message/global-headers", "message/rfc822-headers",
            "text/rfc822-headers", "text/rfc822":
            return true
        case "application/octet-stream", "application/eml", "application/rfc822":
            return HeaderFields.read(content[...]).fields["message-id"] != nil
        default:
            let names = [("name", "content-type"), ("filename", "content-disposition")]
            return names.contains { fields.parameter($0, of: $1)?.lowercased().hasSuffix(".eml") ?? false }
        }
    }

    /// The sections between lines that begin with a boundary; the last one may lack its end.
    private static func sections(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        guard (3...202).contains(mark.count) else { return [] }
        var (sections, start): ([ArraySlice<UInt8>], Int?) = ([], nil)
        var place = body.startIndex
        while place < body.endIndex, sections.count < countLimit {
            let end = body[place...].firstIndex(of: UInt8(ascii: "\n")) ?? body.endIndex
            let line = body[place..<end]
            if line.starts(with: mark) {
                let rest = line.dropFirst(mark.count)
                let isEnd = rest.starts(with: Array("--".utf8))
                if isEnd || rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
                    if let start { sections.append(body[start..<place]) }
                    start = isEnd ? nil : min(end + 1, body.endIndex)
                    if isEnd { return sections }
                }
            }
            place = end + 1
        }
        if let start, sections.count < countLimit { sections.append(body[min(start, body.endIndex)...]) }
        return sections
    }
}

extension MailPart {
    var isDeliveryStatus: Bool {
        ["message/delivery-status", "message/global-delivery-status"].contains(fields.contentType)
    }

    /// Whether people are to read it.
    var isText: Bool { ["text/plain", "text/html", "text"].contains(fields.contentType) && !isContainer }

    private var isContainer: Bool { content.isEmpty }

    /// Its text, of HTML without the markup; at most as much as a report needs.
    var text: String {
        let charset = fields.parameter("charset", of: "content-type")
        let text = ForeignEncoding.text(content.prefix(Self.textLimit), charset: charset)
        return fields.contentType == "text/html" ? PlainHTML.text(of: text) : text
    }

    private static let textLimit = 64 << 10
}
