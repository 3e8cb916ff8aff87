import Foundation

/// The header lines of a mail, unfolded and decoded for a human reader.
package struct MailHead: Sendable {
    private let lines: [(name: String, value: String)]

    package init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        let head = text.components(separatedBy: "\n\n").first ?? ""
        let unfolded = head.replacing("\n ", with: " ").replacing("\n\t", with: " ")
        lines = unfolded.split(separator: "\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
    }

    /// The first header with that lower-case name, with encoded words decoded.
    package func value(_ name: String) -> String? {
        lines.first { $0.name == name }.map { Self.decoded($0.value) }
    }

    /// Decodes RFC 2047 encoded words; white space between two of them is dropped.
    static func decoded(_ text: String) -> String {
        var result = ""
        var wasEncoded = false
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let plain = encodedWord(word)
            if !result.isEmpty, !(wasEncoded && plain != nil) { result += " " }
            result += plain ?? String(word)
            wasEncoded = plain != nil
        }
        return result
    }

    private static func encodedWord(_ word: Substring) -> String? {
        let parts = word.split(separator: "?", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "=", parts[4] == "=", parts[1].lowercased() == "utf-8" else { return nil }
        switch parts[2].uppercased() {
        case "B": return Data(base64Encoded: String(parts[3])).map { String(decoding: $0, as: UTF8.self) }
        case "Q": return parts[3].replacing("_", with: " ").replacing("=", with: "%").removingPercentEncoding
        default: return nil
        }
    }
}
