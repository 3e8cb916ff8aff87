package import RenewalRules

/// A row that cannot be read or used as it is; it never stops a scan.
package struct RowProblem: Hashable, Sendable {
    /// `registration` or `application`, or the table of the reference schema.
    package let table: String
    /// The id of the row, empty when that is what cannot be read.
    package let id: String
    package let column: String?
    /// What is wrong with the value, without repeating it.
    package let reason: String
    /// What it does to reminders.
    package let consequence: DataConsequence
    /// The id or name of the employer whose record it is, where that can be read.
    package let employer: String?

    package init(
        table: String,
        id: String,
        column: String?,
        reason: String,
        consequence: DataConsequence = .unreadable,
        employer: String? = nil
    ) {
        self.table = table
        self.id = id
        self.column = column
        self.reason = reason
        self.consequence = consequence
        self.employer = employer
    }

    /// The row as one of those with its fault.
    package var rows: FaultyRows {
        FaultyRows(
            table: table,
            column: column,
            reason: reason,
            consequence: consequence,
            count: 1,
            ids: id.isEmpty ? [] : [id]
        )
    }
}
