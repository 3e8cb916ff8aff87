import Foundation

/// A mail parsed line by line, independently of the composer.
struct PlainMail {
    let headers: [(name: String, value: String)]
    /// The decoded bodies of the parts.
    let parts: [[UInt8]]

    /// - Throws: ``Finding`` for any line that a strict relay would refuse
    init(_ bytes: [UInt8]) throws(Finding) {
        let lines = try Self.lines(bytes)
        guard let end = lines.firstIndex(of: "") else { throw Finding(description: "no end of the headers") }
        headers = try Self.headers(lines[..<end])
        let quoted = headers.last?.value.split(separator: "\"", omittingEmptySubsequences: false) ?? []
        guard quoted.count == 3, quoted[0].hasSuffix("boundary=") else { throw Finding(description: "no boundary") }
        let boundary = String(quoted[1])
        parts = try Self.parts(lines[(end + 1)...], boundary: boundary)
    }

    /// The decoded value of a header; white space between two encoded words is dropped (RFC 2047 section 6.2).
    func text(_ name: String) -> String {
        let words = (headers.first { $0.name == name }?.value ?? "").split(separator: " ")
        var (text, wasEncoded) = ("", false)
        for word in words {
            let decoded = Self.decoded(word)
            if !text.isEmpty, !(wasEncoded && decoded != nil) { text += " " }
            text += decoded ?? String(word)
            wasEncoded = decoded != nil
        }
        return text
    }

    private static func decoded(_ word: Substring) -> String? {
        guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?="), word.utf8.count <= 75 else { return nil }
        let code = String(word.dropFirst("=?utf-8?B?".count).dropLast(2))
        return Data(base64Encoded: code).flatMap { String(validating: Array($0), as: UTF8.self) }
    }

    private static func lines(_ bytes: [UInt8]) throws(Finding) -> [String] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        try insist(lines.popLast()?.isEmpty == true, "the last line has no end")
        for line in lines {
            try insist(line.last == UInt8(ascii: "\r"), "LF without CR")
            try insist(line.count <= 999, "a line of more than 998 octets")
            let isVisible = line.dropLast().allSatisfy { $0 >= 0x20 && $0 < 0x7F }
            try insist(isVisible, "a byte that is not visible: \(String(decoding: line, as: UTF8.self))")
        }
        return lines.map { String(decoding: $0.dropLast(), as: UTF8.self) }
    }

    private static func headers(_ lines: ArraySlice<String>) throws(Finding) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        for line in lines {
            if line.hasPrefix(" "), !headers.isEmpty {
                headers[headers.count - 1].value += line
            } else {
                let name = line.prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
                let rest = line.dropFirst(name.count)
                try insist(!name.isEmpty && (rest == ":" || rest.hasPrefix(": ")), "no header: \(line)")
                headers.append((String(name), String(rest.dropFirst(2))))
            }
        }
        for header in headers { try insist(header.value.utf8.count <= 998, "\(header.name) is too long") }
        return headers
    }

    private static func parts(_ lines: ArraySlice<String>, boundary: String) throws(Finding) -> [[UInt8]] {
        let sections = lines.split(omittingEmptySubsequences: false) { $0 == "--\(boundary)" }
        guard sections.count == 3, lines.last == "--\(boundary)--" else { throw Finding(description: "no two parts") }
        var parts: [[UInt8]] = []
        for section in sections.dropFirst() {
            guard let end = section.firstIndex(of: "") else { throw Finding(description: "a part without a body") }
            try insist(section[..<end].count == 2, "headers of a part: \(section[..<end])")
            let code = section[(end + 1)...].filter { $0 != "--\(boundary)--" }
            try insist(code.allSatisfy { $0.utf8.count <= 76 }, "base64 of more than 76 characters")
            guard let body = Data(base64Encoded: code.joined()) else { throw Finding(description: "no base64") }
            parts.append(Array(body))
        }
        return parts
    }
}
