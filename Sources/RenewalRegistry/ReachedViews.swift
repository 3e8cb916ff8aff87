import GRDB

/// The views that some SQL is read through, as their texts tell.
///
/// SQLite puts the text of each view in the place of its name before it begins to step, which until 3.41 nothing can end:
/// four hundred views inside each other take a quarter of a minute, ten thousand end the program, and twenty of which each
/// names the one before twice take 7 GB. So there is a limit before SQLite is asked at all.
struct ReachedViews {
    private struct View {
        let size: Int
        /// How often its text names each table or view.
        let sources: [String: Int]
    }

    /// By their names in lower case.
    private var known: [String: View] = [:]

    /// Views one statement may be read through: an office has a few.
    static let most = 64
    /// Bytes of their texts: a common table expression costs as much as a view, and a text may hold hundreds.
    static let largestText = 64 << 10
    /// Texts that SQLite may have to put together: 100 MB where a table has three hundred columns.
    private static let mostCopies = 2000
    /// Bytes of all views of the file; nothing beyond them is looked at.
    private static let largestSchema = 8 << 20

    /// Reads the texts of all views.
    ///
    /// - Throws: ``ReadingFailure``
    init(in database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT name, sql FROM sqlite_master WHERE lower(type) = 'view'")
        var size = 0
        while let row = try rows.next() {
            guard let name = String.fromDatabaseValue(row[0]), let text = String.fromDatabaseValue(row[1]) else {
                continue
            }
            size += text.utf8.count
            guard size <= Self.largestSchema else { throw Self.failure }
            known[name.lowercasedASCII] = View(size: text.utf8.count, sources: Self.sources(in: text))
        }
    }

    /// Insists that statements are read through few views.
    ///
    /// - Throws: ``ReadingFailure``
    func check(_ statements: [String]) throws {
        guard !known.isEmpty else { return }
        for statement in statements {
            var reached: [String: Int] = [:]
            let copies = try Self.sources(in: statement).reduce(0) { copies, source in
                copies + source.value * (try self.copies(of: source.key, depth: 0, reached: &reached))
            }
            let size = reached.keys.reduce(0) { $0 + (known[$1]?.size ?? 0) }
            guard reached.count <= Self.most, size <= Self.largestText, copies <= Self.mostCopies else {
                throw Self.failure
            }
        }
    }

    /// How many texts stand for a name, its own among them; nothing for a table.
    private func copies(of name: String, depth: Int, reached: inout [String: Int]) throws -> Int {
        if let copies = reached[name] { return copies }
        guard let view = known[name] else { return 0 }
        // Views that name each other in a circle end here too; SQLite would refuse them.
        guard depth < Self.most else { throw Self.failure }
        var copies = 1
        for (source, count) in view.sources {
            copies += count * (try self.copies(of: source, depth: depth + 1, reached: &reached))
            guard copies <= Self.mostCopies else { throw Self.failure }
        }
        reached[name] = copies
        return copies
    }

    private static let failure = ReadingFailure(object: nil, cause: .tooManyViews)

    /// What some SQL may read, and how often: the names behind which a table can stand.
    ///
    /// Counts a few too many, such as columns behind a comma.
    static func sources(in sql: String) -> [String: Int] {
        var (sources, last) = ([String: Int](), "")
        for token in tokens(of: sql) {
            if ["from", "join", "in", ",", "(", "."].contains(last) { sources[token, default: 0] += 1 }
            last = token
        }
        return sources
    }

    /// Names in lower case and without quotes, and each other character alone; no blanks and comments.
    static func tokens(of sql: String) -> [String] {
        var (tokens, rest) = ([String](), Array(sql.utf8)[...])
        while let byte = rest.first {
            if let end = closing[byte] {
                tokens.append(quoted(by: end, in: &rest))
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

    /// Takes a name in quotes off, in which the quote itself stands twice.
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
        return String(decoding: name, as: UTF8.self).lowercasedASCII
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
