/// A row that cannot be read or used as it is; it never stops a scan.
package struct RowProblem: Hashable, Sendable {
    /// `registration` or `application`, or the table of the reference schema.
    package let table: String
    /// The id of the row, empty when that is what cannot be read.
    package let id: String
    package let column: String?
    /// What is wrong with the value, without repeating it.
    package let reason: String

    package init(table: String, id: String, column: String?, reason: String) {
        self.table = table
        self.id = id
        self.column = column
        self.reason = reason
    }
}
