import RenewalRules

@testable import RenewalNotices

/// A JSON value of the strict schema, with its keys in the order they were given.
indirect enum SchemaNode {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([SchemaNode])
    case object([(key: String, value: SchemaNode)])

    /// What else may stand here, besides null.
    static func ref(_ name: String) -> SchemaNode { ["$ref": .text("#/$defs/\(name)")] }

    static func strings(_ texts: [String]) -> SchemaNode { .list(texts.map(SchemaNode.text)) }

    static let nothing: SchemaNode = ["type": "null"]

    var orNull: SchemaNode { ["anyOf": [self, Self.nothing]] }

    /// One word, or one of several.
    static func word(_ words: [String]) -> SchemaNode {
        words.count == 1 ? ["const": .text(words[0])] : ["enum": .strings(words)]
    }

    /// An object with these keys and no other, all of them required.
    static func closed(_ description: String? = nil, _ members: [Member]) -> SchemaNode {
        .object(
            (description.map { [("description", .text($0))] } ?? []) + [
                ("type", "object"), ("required", .strings(members.map(\.key))), ("additionalProperties", false),
                ("properties", .object(members)),
            ]
        )
    }

    typealias Member = (key: String, value: SchemaNode)
}

extension SchemaNode: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(arrayLiteral elements: SchemaNode...) { self = .list(elements) }

    init(dictionaryLiteral elements: (String, SchemaNode)...) {
        self = .object(elements.map { (key: $0.0, value: $0.1) })
    }
}

extension SchemaNode {
    /// The value as JSON, in lines of at most 118 columns where it can be divided.
    ///
    /// - Parameters:
    ///   - depth: how many levels it stands below the document
    ///   - used: the columns taken by what stands before it on its line, its indentation aside
    /// - Returns: the text, without a line end
    func written(depth: Int = 0, after used: Int = 0) -> String {
        let line = line
        guard 2 * depth + used + line.count > 117 else { return line }
        switch self {
        case .null, .flag, .number, .text: return line
        case .list(let values) where values.allSatisfy(\.isWord):
            return Self.block("[", Self.filled(values.map(\.line), depth: depth + 1), "]", depth)
        case .list(let values):
            return Self.block("[", values.map { $0.written(depth: depth + 1) }, "]", depth)
        case .object(let members):
            let lines = members.map { member in
                let key = "\(Self.quoted(member.key)): "
                return key + member.value.written(depth: depth + 1, after: key.count)
            }
            return Self.block("{", lines, "}", depth)
        }
    }

    private static func block(_ open: String, _ lines: [String], _ close: String, _ depth: Int) -> String {
        let indent = String(repeating: " ", count: 2 * depth)
        return "\(open)\n" + lines.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)\(close)"
    }

    /// As many words to a line as it holds.
    private static func filled(_ words: [String], depth: Int) -> [String] {
        words.reduce(into: []) { lines, word in
            if let last = lines.last, 2 * depth + last.count + word.count < 115 {
                lines[lines.count - 1] = "\(last), \(word)"
            } else {
                lines.append(word)
            }
        }
    }

    /// Whether it is a text without a blank.
    private var isWord: Bool { if case .text(let text) = self { !text.contains(" ") } else { false } }

    private var line: String {
        switch self {
        case .null: "null"
        case .flag(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): Self.quoted(value)
        case .list(let values): "[\(values.map(\.line).joined(separator: ", "))]"
        case .object(let members) where members.isEmpty: "{}"
        case .object(let members):
            "{ \(members.map { "\(Self.quoted($0.key)): \($0.value.line)" }.joined(separator: ", ")) }"
        }
    }

    private static func quoted(_ text: String) -> String { JSONValue.string(text).text }
}

extension SchemaNode: Decodable {
    /// Reads any JSON, with the keys of an object by name.
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([SchemaNode].self) {
            self = .list(list)
        } else {
            let members = try value.decode([String: SchemaNode].self)
            self = .object(members.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
        }
    }

    /// The same with the keys of each object in the order in which they first occur in a text.
    func ordered(as text: String) -> SchemaNode {
        switch self {
        case .null, .flag, .number, .text: self
        case .list(let values): .list(values.map { $0.ordered(as: text) })
        case .object(let members):
            .object(
                members.map { (place: text.firstRange(of: "\"\($0.key)\":")?.lowerBound, member: $0) }
                    .sorted { ($0.place ?? text.endIndex) < ($1.place ?? text.endIndex) }
                    .map { (key: $0.member.key, value: $0.member.value.ordered(as: text)) }
            )
        }
    }
}
