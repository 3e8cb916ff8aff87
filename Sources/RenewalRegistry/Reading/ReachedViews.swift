package import GRDB

/// The views that some SQL reads through, according to their texts.
///
/// SQLite expands the text of each view before it begins to step, which nothing can interrupt until 3.41: four hundred
/// nested views take a quarter of a minute, ten thousand crash the program, and twenty that each name the previous one
/// twice take 7 GB. So a limit applies before SQLite is asked at all.
package struct ReachedViews {
    private struct View {
        let size: Int
        let text: SQLSources
    }

    /// By their names in lower case.
    private var known: [String: View] = [:]

    /// The most views per statement, and common table expressions per text: an office has a few.
    static let most = 64
    /// Bytes of their texts: a common table expression costs as much as a view, and a text may have hundreds.
    static let largestText = 64 << 10
    /// Texts that SQLite may have to expand: 100 MB if a table has three hundred columns.
    private static let mostCopies = 2000
    /// Bytes of all views in the file; anything beyond is refused.
    private static let largestSchema = 8 << 20

    /// Reads the texts of all views.
    ///
    /// - Throws: ``ReadingFailure``
    package init(in database: Database) throws {
        var size = 0
        let files = try String.fetchAll(database, sql: "SELECT name FROM pragma_database_list WHERE name <> 'temp'")
        for file in files { try add(viewsOf: file, in: database, &size) }
    }

    private mutating func add(viewsOf file: String, in database: Database, _ size: inout Int) throws {
        let master = "\"\(file)\".sqlite_master"
        let rows = try Row.fetchCursor(database, sql: "SELECT name, sql FROM \(master) WHERE lower(type) = 'view'")
        while let row = try rows.next() {
            guard let name = String.fromDatabaseValue(row[0]), let text = String.fromDatabaseValue(row[1]) else {
                continue
            }
            size += text.utf8.count
            guard size <= Self.largestSchema else { throw Self.failure }
            let key = SQLSources.key(of: name)
            // Of two with one name the dearer one counts.
            guard text.utf8.count >= known[key]?.size ?? 0 else { continue }
            known[key] = View(size: text.utf8.count, text: SQLSources(text))
        }
    }

    /// Refuses statements that read through too many views.
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

    /// How many texts a name expands to, including its own; none for a table.
    private func copies(of name: String, depth: Int, reached: inout [String: Int]) throws -> Int {
        if let copies = reached[name] { return copies }
        guard let view = known[name] else { return 0 }
        // This also ends views that refer to each other in a circle, which SQLite would refuse.
        guard depth < Self.most else { throw Self.failure }
        let copies = 1 + (try copies(in: view.text, depth: depth + 1, reached: &reached))
        reached[name] = copies
        return copies
    }

    /// How many texts the names in a text expand to; a common table expression is expanded for each use.
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
            // A recursive one refers to itself and is expanded once.
            known[name] = 0
            known[name] = 1 + (try copies(of: sources))
            return known[name] ?? 0
        }
        // Each body counts at least once, even if unused.
        return try copies(of: text.own) + text.common.keys.reduce(0) { $0 + (try copies(of: $1)) }
    }

    private static let failure = ReadingFailure(object: nil, cause: .tooManyViews)
}
