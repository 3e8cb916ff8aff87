/// The header fields of a mail or of a part of it, or a group of fields in a report.
///
/// - Source: RFC 5322 section 2.2
struct HeaderFields {
    /// The first of each name, by its name in small letters, unfolded.
    private let values: [String: String]

    /// More fields, or longer ones, than any mail needs.
    private static let countLimit = 500
    private static let byteLimit = 64 << 10
    private static let valueLimit = 4 << 10

    subscript(name: String) -> String? { values[name] }

    var isEmpty: Bool { values.isEmpty }

    /// Reads fields up to the first empty line.
    ///
    /// A line that is no field is passed over: servers write headers that break the rules.
    ///
    /// - Returns: the fields, and where the body begins
    static func read(_ bytes: ArraySlice<UInt8>) -> (fields: HeaderFields, body: Int) {
        var (fields, count, place) = ([(name: String, value: [UInt8])](), 0, bytes.startIndex)
        while place < bytes.endIndex, place - bytes.startIndex < byteLimit, count < countLimit {
            let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            var line = bytes[place..<end]
            place = min(end + 1, bytes.endIndex)
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            guard let first = line.first else { return (HeaderFields(fields), place) }
            count += 1
            if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
                guard let last = fields.indices.last, fields[last].value.count < valueLimit else { continue }
                fields[last].value += line
            } else if let (name, value) = field(line) {
                fields.append((name, Array(value)))
            }
        }
        return (HeaderFields(fields), place)
    }

    /// The fields of each group of a report, groups being separated by empty lines.
    static func groups(of content: [UInt8]) -> [HeaderFields] {
        var (groups, rest): ([HeaderFields], ArraySlice<UInt8>) = ([], content[...])
        while !rest.isEmpty, groups.count < countLimit {
            let (fields, body) = read(rest)
            if !fields.isEmpty { groups.append(fields) }
            // What goes on without an empty line is no report any more.
            guard body > rest.startIndex else { break }
            rest = rest[body...]
        }
        return groups
    }

    /// Headers that a text for people quotes: from a line with a `Message-ID` on, and around it.
    static func quoted(in text: String) -> [HeaderFields] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.drop { $0 == ">" || $0 == "|" || $0 == "*" } }
        return lines.indices.filter { lines[$0].drop(while: \.isWhitespace).lowercased().hasPrefix("message-id:") }
            .prefix(BounceReport.limit)
            .map { place in
                let around = lines[max(0, place - reach)..<min(lines.count, place + reach)]
                let trimmed = around.map { line in
                    // Folded lines keep their blank, others are often indented as a whole.
                    line.contains(":") ? String(line.drop(while: \.isWhitespace)) : " \(line)"
                }
                return read(Array(trimmed.filter { !$0.isEmpty }.joined(separator: "\n").utf8)[...]).fields
            }
    }

    /// Lines before and after the one with the id that may belong to the same headers.
    private static let reach = 12

    private init(_ fields: [(name: String, value: [UInt8])]) {
        values = Dictionary(
            fields.map { name, value in
                let text = String(decoding: value.prefix(Self.valueLimit), as: UTF8.self)
                return (name, text.trimmingBlanks)
            }
        ) { first, _ in first }
    }

    private static func field(_ line: ArraySlice<UInt8>) -> (name: String, value: ArraySlice<UInt8>)? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = line[..<colon]
        guard !name.isEmpty, name.count <= 76, name.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return (String(decoding: name, as: UTF8.self).lowercased(), line[(colon + 1)...])
    }
}

extension HeaderFields {
    /// The type of the content in small letters, without parameters; `text/plain` where none is stated.
    var contentType: String {
        (self["content-type"] ?? "text/plain").prefix { $0 != ";" }.lowercased().trimmingBlanks
    }

    /// A parameter of the content type or disposition.
    func parameter(_ name: String, of field: String) -> String? {
        guard let value = self[field] else { return nil }
        for piece in value.split(separator: ";").dropFirst() {
            let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, String(halves[0]).lowercased().trimmingBlanks == name else { continue }
            let text = String(halves[1]).trimmingBlanks
            return text.hasPrefix("\"") ? String(text.dropFirst().prefix { $0 != "\"" }) : text
        }
        return nil
    }
}

extension String {
    var trimmingBlanks: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
