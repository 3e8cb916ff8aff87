/// One reply of a mail server, gathered line by line.
struct SMTPReply: Hashable, Sendable {
    /// `nil` while lines are missing, or when a line is not an SMTP reply.
    private(set) var code: Int?
    /// The lines joined by spaces, cut at a length that is enough for any useful reply.
    private(set) var text: String
    private var isContinued = false

    init(line: String) {
        text = line
        read(line)
    }

    /// Adds the next line, or starts over when the last reply was complete.
    mutating func append(_ line: String) {
        guard isContinued else {
            self = SMTPReply(line: line)
            return
        }
        if text.utf8.count < Self.textByteLimit { text += " " + line }
        read(line)
    }

    /// `4.2.2` or the like, right after the reply's code.
    ///
    /// - Source: RFC 2034
    var enhancedCode: String? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "-" })
        guard words.count >= 2 else { return nil }
        let parts = words[1].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, ["2", "4", "5"].contains(parts[0]) else { return nil }
        return parts.allSatisfy { (1...3).contains($0.utf8.count) && $0.allSatisfy(\.isNumber) }
            ? String(words[1]) : nil
    }

    /// The text in lower case without addresses, which must not match anything.
    var words: String {
        text.split(separator: " ").filter { !$0.contains("@") }.joined(separator: " ").lowercased()
    }

    private static let textByteLimit = 400

    private mutating func read(_ line: String) {
        let bytes = Array(line.utf8.prefix(4))
        let digits = bytes.prefix(3)
        let isReply = digits.count == 3 && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        isContinued = isReply && bytes.last == UInt8(ascii: "-")
        code = isReply && !isContinued ? Int(line.prefix(3)) : nil
    }
}
