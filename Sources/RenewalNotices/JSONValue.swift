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

    /// The text of a value that may be absent.
    package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// The value as compact JSON.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .string(let value): Self.quoted(value)
        case .array(let values): "[\(values.map(\.text).joined(separator: ","))]"
        case .members(let members):
            "{\(members.map { "\(Self.quoted($0.key)):\($0.value.text)" }.joined(separator: ","))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// A key of a JSON object and its value.
package struct JSONMember {
    let key: String
    let value: JSONValue
}
