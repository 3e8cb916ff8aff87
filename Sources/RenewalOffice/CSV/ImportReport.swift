/// What an import did, or would do.
package struct ImportReport: Hashable, Sendable {
    package let table: String
    /// `UTF-8`, `UTF-8 with BOM` or `GB18030`.
    package let encoding: String
    /// A comma or a tab.
    package let separator: UInt8
    /// Rows after the header, good and bad.
    package var rows = 0
    package var inserted = 0
    package var updated = 0
    package var unchanged = 0
    /// In the order of the file, each row once with its first problem.
    package var rejected: [RejectedRow] = []
    /// Whether the registry now has the good rows; `false` after a dry run or when rejected rows prevented it.
    package var written = false
}

/// A row of a file that was not imported.
package struct RejectedRow: Hashable, Sendable {
    /// The line of the file the row begins on; the header is line 1.
    package let line: Int
    /// The name in the header; `nil` when the whole row is wrong.
    package let column: String?
    /// What is wrong with the value, without repeating it.
    package let reason: String
}
