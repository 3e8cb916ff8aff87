package import GRDB

/// The views that some SQL is read through, as their texts tell.
///
/// SQLite puts the text of each view in the place of its name before it begins to step, which until 3.41 nothing can end:
/// four hundred views inside each other take a quarter of a minute, ten thousand end the program, and twenty of which each
/// names the one before twice take 7 GB. So there is a limit before SQLite is asked at all.
package struct ReachedViews {
    private struct View {
        let size: Int
        let text: SQLSources
    }

    /// By their names in lower case.
    private var known: [String: View] = [:]

    /// Views one statement may be read through, and common table expressions in one text: an office has a few.
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
    package init(in database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT name, sql FROM sqlite_master WHERE lower(type) = 'view'")
        var size = 0
        while let row = try rows.next() {
            guard let name = String.fromDatabaseValue(row[0]), let text = String.fromDatabaseValue(row[1]) else {
                continue
            }
            size += text.utf8.count
            guard size <= Self.largestSchema else { throw Self.failure }
            known[SQLSources.key(of: name)] = View(size: text.utf8.count, text: SQLSources(text))
        }
    }

    /// Insists that statements are read through few views.
    ///
    /// - Throws: ``ReadingFailure``
    package func check(_ statements: [String]) throws {
        guard !known.isEmpty else { return }
        for statement in statements {
            var reached: [String: Int] = [:]
            let copies = try copies(in: SQLSources(statement), depth: 0, reached: &reached)
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
        let copies = 1 + (try copies(in: view.text, depth: depth + 1, reached: &reached))
        reached[name] = copies
        return copies
    }

    /// How many texts stand for what a text names; a common table expression is put together anew for each of its names.
    private func copies(in text: SQLSources, depth: Int, reached: inout [String: Int]) throws -> Int {
        guard text.common.count <= Self.most else { throw Self.failure }
        var known: [String: Int] = [:]
        func copies(of sources: [String: Int]) throws -> Int {
            try sources.reduce(0) { sum, source in
                let sum = sum + source.value * (try copies(of: source.key))
                guard sum <= Self.mostCopies else { throw Self.failure }
                return sum
            }
        }
        func copies(of name: String) throws -> Int {
            guard let sources = text.common[name] else {
                return try self.copies(of: name, depth: depth, reached: &reached)
            }
            if let copies = known[name] { return copies }
            // A recursive one names itself, and is put together once.
            known[name] = 0
            known[name] = 1 + (try copies(of: sources))
            return known[name] ?? 0
        }
        // Each body counts once in any case, whoever names it.
        return try copies(of: text.own) + text.common.keys.reduce(0) { $0 + (try copies(of: $1)) }
    }

    private static let failure = ReadingFailure(object: nil, cause: .tooManyViews)
}
