/// A JSON value that is written with its keys in the order they were given.
///
/// - Source: RFC 8259
package indirect enum JSONValue: ExpressibleByDictionaryLiteral {
    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([JSONValue])
    case members([JSONMember])

    /// An object with its members in the order of the literal.
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .members(members.map { JSONMember(key: $0.0, value: $0.1) })
    }

    /// An object with its members in the order of the literal.
    static func object(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .members(pairs.map { JSONMember(key: $0.key, value: $0.value) })
    }

    /// An object of texts in an order of its own.
    package static func texts(_ pairs: [(key: String, text: String)]) -> JSONValue {
        .members(pairs.map { JSONMember(key: $0.key, value: .string($0.text)) })
    }

    /// The text of a value that may be absent.
    package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// The value as compact JSON.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The value as compact JSON in UTF-8.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4096)
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += "\(value)".utf8
        case .string(let value): Self.quote(value, to: &bytes)
        case .array(let values):
            Self.write(values, between: "[]", to: &bytes) { value, bytes in value.write(to: &bytes) }
        case .members(let members):
            Self.write(members, between: "{}", to: &bytes) { member, bytes in
                Self.quote(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item],
        between brackets: String,
        to bytes: inout [UInt8],
        _ write: (Item, inout [UInt8]) -> Void
    ) {
        bytes += brackets.utf8.prefix(1)
        for (position, item) in items.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            write(item, &bytes)
        }
        bytes += brackets.utf8.suffix(1)
    }

    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { text in
            var (copied, place) = (0, 0)
            while place < text.count {
                guard let (length, scalar) = unsafeScalar(in: text, at: place) else {
                    place += 1
                    continue
                }
                bytes += text[copied..<place]
                bytes += escaped(scalar).utf8
                place += length
                copied = place
            }
            bytes += text[copied...]
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The scalar at a place and its bytes, if it must be escaped: quotes, controls and line separators.
    private static func unsafeScalar(
        in text: UnsafeBufferPointer<UInt8>,
        at place: Int
    ) -> (length: Int, scalar: Unicode.Scalar)? {
        switch text[place] {
        case ..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"): return (1, Unicode.Scalar(text[place]))
        case 0xC2 where text[place + 1] < 0xA0: return (2, Unicode.Scalar(text[place + 1]))
        case 0xE2 where text[place + 1] == 0x80 && text[place + 2] & 0xFE == 0xA8:
            return (3, text[place + 2] == 0xA8 ? "\u{2028}" : "\u{2029}")
        default: return nil
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u" + String(String(0x1_0000 + scalar.value, radix: 16).dropFirst())
        }
    }
}

/// A key of a JSON object and its value.
package struct JSONMember {
    let key: String
    let value: JSONValue

    package init(key: String, value: JSONValue) { (self.key, self.value) = (key, value) }
}
