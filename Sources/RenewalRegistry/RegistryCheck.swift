/// What an examination of the reference registry found.
package struct RegistryCheck: Hashable, Sendable {
    /// Rows per table, in the order of `ReferenceRegistry.tables`.
    package var counts: [TableCount] = []
    /// What SQLite says about damaged pages and indexes; empty when the file is sound.
    package var damage: [String] = []
    /// Rows the office should look at: broken references, contacts, review bodies, expiries; the first 10,000.
    package var problems: [RowProblem] = []
    /// Problems beyond those in `problems`.
    package var omittedProblems = 0

    package var isSound: Bool { damage.isEmpty && problems.isEmpty }

    /// A table and the number of its rows.
    package struct TableCount: Hashable, Sendable {
        package let table: String
        package let rows: Int
    }

    /// Enough to work on; a registry with more has one cause.
    static let problemLimit = 10_000

    mutating func add(_ problem: RowProblem) {
        if problems.count < Self.problemLimit { problems.append(problem) } else { omittedProblems += 1 }
    }
}
