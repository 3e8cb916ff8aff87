/// A file that fills one table by its ids.
package struct ImportFile: Sendable {
    /// For messages, and for the table when none is given; may be a path.
    package let name: String
    /// The table to fill; `nil` takes the file's name without its ending.
    package let table: String?
    /// A workbook, or text in any encoding that ``TextEncoding`` knows; the first row names the columns.
    package let bytes: [UInt8]

    package init(name: String, table: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.table = table
        self.bytes = bytes
    }
}
