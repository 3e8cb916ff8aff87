import RenewalRules

/// One record of a CSV file.
struct CSVRecord: Hashable {
    /// The line it begins on, 1 for the first.
    let line: Int
    var fields: [String] = []
    /// Why the quoting is invalid.
    var problem: Problem?

    enum Problem: Hashable {
        /// A field goes on after its closing quote.
        case textAfterQuote
        /// The file ends inside quotes.
        case openQuote

        /// What the record has, without its values.
        var phrase: Phrase {
            switch self {
            case .textAfterQuote:
                Phrase("引号之后还有文字；字段内的引号请写两个", "has text after a closing quote; write a quote inside a field twice")
            case .openQuote: Phrase("有引号没有闭合", "has a quote that is never closed")
            }
        }
    }
}

/// Reads CSV record by record: RFC 4180 with any separator and any line end; blank lines are skipped.
///
/// Line breaks inside quotes belong to the field. A quote inside an unquoted field is literal.
///
/// - Source: RFC 4180
struct CSVReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private(set) var offset = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ bytes: [UInt8], separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
    }

    /// The next record; `nil` at the end of the file.
    mutating func next() -> CSVRecord? {
        while offset < bytes.count, isLineEnd(at: offset) { skipLineEnd() }
        guard offset < bytes.count else { return nil }
        var record = CSVRecord(line: line)
        while true {
            record.fields.append(readField(&record.problem))
            guard offset < bytes.count, bytes[offset] == separator else { break }
            offset += 1
        }
        if offset < bytes.count { skipLineEnd() }
        return record
    }

    private mutating func readField(_ problem: inout CSVRecord.Problem?) -> String {
        guard offset < bytes.count, bytes[offset] == Self.quote else { return readPlain() }
        var text = readQuoted(&problem)
        let rest = readPlain()
        if !rest.isEmpty {
            problem = problem ?? .textAfterQuote
            text += rest
        }
        return text
    }

    private mutating func readPlain() -> String {
        let start = offset
        while offset < bytes.count, bytes[offset] != separator, !isLineEnd(at: offset) { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func readQuoted(_ problem: inout CSVRecord.Problem?) -> String {
        var text: [UInt8] = []
        offset += 1
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == Self.quote {
                offset += 1
                guard offset < bytes.count, bytes[offset] == Self.quote else {
                    return String(decoding: text, as: UTF8.self)
                }
            }
            if byte == Self.lineFeed { line += 1 }
            text.append(byte)
            offset += 1
        }
        problem = .openQuote
        return String(decoding: text, as: UTF8.self)
    }

    private func isLineEnd(at offset: Int) -> Bool {
        bytes[offset] == Self.lineFeed || bytes[offset] == Self.carriageReturn
    }

    private mutating func skipLineEnd() {
        let isPair =
            bytes[offset] == Self.carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == Self.lineFeed
        offset += isPair ? 2 : 1
        line += 1
    }
}
