import GRDB

/// What earlier rows of a sheet said of a person or an employer: the first row that says something counts.
struct SaidBefore {
    /// The columns of the table that a row can fill.
    private let columns: [String]
    /// By the id, the only row that has told of it: nearly everybody has one.
    private var only: [String: (row: Int32, said: UInt8)] = [:]
    /// By the id, the row that said each column, in the order of ``columns``; 0 for none.
    private var several: [String: [Int]] = [:]

    init(_ columns: some Sequence<String>) { self.columns = columns.sorted() }

    /// What is left to write of what a row says.
    ///
    /// - Parameters:
    ///   - fields: what the row says, by column; empty ones too
    ///   - known: what the table holds
    ///   - row: its number
    /// - Returns: the fields that no earlier row decides, and the columns that say something else, with the row that counts
    mutating func settle(
        _ fields: [String: DatabaseValue],
        of known: StoredRow,
        in row: Int
    ) -> (fields: [String: DatabaseValue], differing: [(column: String, row: Int)]) {
        guard let earlier = earlier(known.id) else {
            note(fields, of: known.id, in: row)
            return (fields, [])
        }
        var (left, differing): ([String: DatabaseValue], [(column: String, row: Int)]) = (fields, [])
        for (place, column) in columns.enumerated() {
            guard let value = fields[column], earlier[place] > 0 || value.isNull else { continue }
            left[column] = nil
            guard !value.isNull, value != known.row[column] as DatabaseValue else { continue }
            differing.append((column, earlier[place]))
        }
        note(left, of: known.id, in: row)
        return (left, differing)
    }

    /// Remembers what a row said; an empty cell says nothing that a later row could contradict.
    mutating func note(_ fields: [String: DatabaseValue], of id: String, in row: Int) {
        let says = columns.map { column in fields[column].map { !$0.isNull } == true }
        guard let earlier = earlier(id) else {
            only[id] = (Int32(row), says.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) })
            return
        }
        several[id] = zip(earlier, says).map { $0 > 0 ? $0 : $1 ? row : 0 }
    }

    private func earlier(_ id: String) -> [Int]? {
        if let rows = several[id] { return rows }
        guard let (row, said) = only[id] else { return nil }
        return columns.indices.map { said & 1 << $0 == 0 ? 0 : Int(row) }
    }
}
