/// A CSV file to import.
package struct ImportFile: Sendable {
    /// For messages, and for the table when none is given; may be a path.
    package let name: String
    /// The table to fill; `nil` takes the file's name without its ending.
    package let table: String?
    /// UTF-8 with or without BOM or GB18030, comma or tab; the first line names the columns.
    package let bytes: [UInt8]

    package init(name: String, table: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.table = table
        self.bytes = bytes
    }
}
