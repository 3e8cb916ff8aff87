/// The names in some SQL that may refer to a table, with their counts, and its common table expressions separately.
///
/// It counts a few too many, such as columns after a comma.
struct SQLSources {
    /// In the text itself.
    private(set) var own: [String: Int] = [:]
    /// In the body of each common table expression, by its name.
    private(set) var common: [String: [String: Int]] = [:]

    init(_ sql: String) {
        let tokens = Self.tokens(of: sql)
        var (bodies, depth) = ([(name: String, depth: Int)](), 0)
        for (place, token) in tokens.enumerated() {
            if token == "(" {
                depth += 1
                if let name = Self.commonTable(withBodyAt: place, in: tokens) {
                    bodies.append((name, depth))
                    common[name, default: [:]] = common[name] ?? [:]
                }
            } else if token == ")" {
                if bodies.last?.depth == depth { bodies.removeLast() }
                depth -= 1
            }
            guard place > 0, Self.beforeTables.contains(tokens[place - 1]) else { continue }
            if let body = bodies.last?.name {
                common[body]?[token, default: 0] += 1
            } else {
                own[token, default: 0] += 1
            }
        }
    }

    private static let beforeTables: Set = ["from", "join", "in", ",", "(", "."]

    /// The name of the common table expression whose body begins at a parenthesis: `name (columns) AS NOT MATERIALIZED
    /// (`.
    private static func commonTable(withBodyAt place: Int, in tokens: [String]) -> String? {
        var place = place - 1
        func skip(_ token: String) -> Bool {
            guard place >= 0, tokens[place] == token else { return false }
            place -= 1
            return true
        }
        if skip("materialized") { _ = skip("not") }
        guard skip("as"), place >= 0 else { return nil }
        var depth = 0
        repeat {
            if tokens[place] == ")" { depth += 1 }
            if tokens[place] == "(" { depth -= 1 }
            if depth == 0, tokens[place] != "(" { return tokens[place] }
            place -= 1
        } while place >= 0
        return nil
    }

    /// A name as it is compared: in lower case, and never a keyword or sign of the grammar.
    static func key(of name: String) -> String {
        let name = name.lowercasedASCII
        return ["(", ")", "as", "not", "materialized"].contains(name) ? "\0\(name)" : name
    }

    /// Names in lower case without quotes, and every other character by itself; no blanks or comments.
    static func tokens(of sql: String) -> [String] {
        var (tokens, rest) = ([String](), Array(sql.utf8)[...])
        while let byte = rest.first {
            if let end = closing[byte] {
                tokens.append(key(of: quoted(by: end, in: &rest)))
            } else if isPartOfName(byte) {
                let word = rest.prefix(while: isPartOfName)
                rest = rest.dropFirst(word.count)
                tokens.append(String(decoding: word, as: UTF8.self).lowercasedASCII)
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            } else if rest.starts(with: "/*".utf8) {
                skipComment(in: &rest)
            } else {
                rest.removeFirst()
                if !blanks.contains(byte) { tokens.append(String(decoding: [byte], as: UTF8.self)) }
            }
        }
        return tokens
    }

    private static let blanks: [UInt8] = [0x09, 0x0A, 0x0C, 0x0D, 0x20]

    /// What ends a name or text by what begins it.
    private static let closing: [UInt8: UInt8] = [
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
        UInt8(ascii: "`"): UInt8(ascii: "`"), UInt8(ascii: "["): UInt8(ascii: "]"),
    ]

    /// Removes the quotes of a name, in which a doubled quote is one.
    private static func quoted(by end: UInt8, in rest: inout ArraySlice<UInt8>) -> String {
        var name: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst() {
            if byte == end {
                guard end != UInt8(ascii: "]"), rest.first == end else { break }
                rest.removeFirst()
            }
            name.append(byte)
        }
        return String(decoding: name, as: UTF8.self)
    }

    private static func skipComment(in rest: inout ArraySlice<UInt8>) {
        rest = rest.dropFirst(2)
        while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest.removeFirst() }
        rest = rest.dropFirst(2)
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}

extension String {
    /// As SQLite compares names.
    fileprivate var lowercasedASCII: String {
        String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
