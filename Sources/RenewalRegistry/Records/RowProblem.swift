package import RenewalRules

/// A row that cannot be read or used as it is; it never stops a scan.
package struct RowProblem: Hashable, Sendable {
    /// `registration` or `application`, or the table of the reference schema.
    package let table: String
    /// The id of the row; empty when it cannot be read.
    package let id: String
    package let column: String?
    /// What is wrong with the value, without repeating it.
    package let reason: Phrase
    /// Its effect on reminders.
    package let consequence: DataConsequence
    /// The id or name of the record's employer, if readable.
    package let employer: String?

    package init(
        table: String,
        id: String,
        column: String?,
        reason: Phrase,
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

    /// The row as one of a group with the same fault.
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
