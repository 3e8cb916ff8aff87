package import RenewalRules

/// What an import did, or would do.
package struct ImportReport: Hashable, Sendable {
    package let table: String
    /// Of a text, such as `UTF-8 with BOM` or `GB18030`; of a workbook its format.
    package let encoding: String
    /// A comma, a tab or a semicolon.
    package let separator: UInt8
    /// Rows after the header, good and bad.
    package var rows = 0
    package var inserted = 0
    package var updated = 0
    package var unchanged = 0
    /// Rejected rows whose id the registry has for somebody else; with one of them nothing is written.
    package var otherPeople = 0
    /// In the order of the file, each row once with its first problem.
    package var rejected: [RejectedRow] = []
    /// What looks wrong in good rows, each remark once, by its first line.
    package var remarks: [ImportRemark] = []
    /// Whether the registry now has the good rows; `false` after a dry run or when rejected rows prevented it.
    package var written = false
}

extension ImportReport {
    /// Takes a remark down, or counts it with the first like it.
    mutating func add(_ remark: ImportRemark) {
        if let place = remarks.firstIndex(where: { $0.column == remark.column && $0.reason == remark.reason }) {
            remarks[place].rows += remark.rows
        } else if remarks.count < ImportRemark.limit {
            remarks.append(remark)
        }
    }
}

/// A row of a file that was not imported.
package struct RejectedRow: Hashable, Sendable {
    /// The line of the file the row begins on; the header is line 1.
    package let line: Int
    /// The name in the header; `nil` when the whole row is wrong.
    package let column: String?
    /// What is wrong with the value, without repeating it.
    package let reason: Phrase
}

/// Something in a good row that looks wrong, for the office to look at.
package struct ImportRemark: Hashable, Sendable {
    /// The line of the file the first such row begins on; the header is line 1.
    package let line: Int
    /// The name in the header.
    package let column: String
    /// What looks wrong, without repeating the value.
    package let reason: Phrase
    /// Rows with the same remark, this one included.
    package var rows: Int

    /// Different remarks on one file; there are seven categories to mistake.
    static let limit = 20
}
