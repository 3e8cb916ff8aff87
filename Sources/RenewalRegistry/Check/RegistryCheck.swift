package import RenewalRules

/// The result of checking a registry.
package struct RegistryCheck: Hashable, Sendable {
    /// Rows per table, in the order of `ReferenceRegistry.tables`.
    package var counts: [TableCount] = []
    /// What SQLite says about damaged pages and indexes; empty when the file is sound.
    package var damage: [String] = []
    /// Rows that need attention, worst first: the first 10,000 of each consequence.
    package var problems: [RowProblem] { DataConsequence.allCases.flatMap { found[$0] ?? [] } }
    /// All of them, grouped by fault.
    package private(set) var tally = FaultTally()

    private var found: [DataConsequence: [RowProblem]] = [:]

    /// Whether somebody who should be notified is not.
    package var stopsReminders: Bool { !damage.isEmpty || tally.groups.contains { $0.consequence.stopsReminders } }

    /// A table and the number of its rows.
    package struct TableCount: Hashable, Sendable {
        package let table: String
        package let rows: Int

        /// Says how many rows a table has.
        package init(table: String, rows: Int) {
            self.table = table
            self.rows = rows
        }
    }

    /// Enough to work on; a registry with more has a single cause.
    package static let problemLimit = 10_000

    /// Begins with nothing found.
    package init() {}

    /// Takes down a problem, and counts it with those of the same fault.
    package mutating func add(_ problem: RowProblem) {
        tally.add(problem.rows)
        guard found[problem.consequence, default: []].count < Self.problemLimit else { return }
        found[problem.consequence, default: []].append(problem)
    }
}
