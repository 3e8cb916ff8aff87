import GRDB
package import RenewalRegistry

extension ReferenceRegistry {
    /// Inserts and updates the rows of CSV files by their ids, in the order given and all in one transaction.
    ///
    /// Columns that a file does not name keep their value; an empty field is null. A file's `updated_at` is checked but
    /// ignored: a changed row counts as changed now. An application whose state a file changes without a `state_on` has
    /// it since the day of the import; without either it keeps its day. A dry run performs the same steps and rolls them back, so that a
    /// row may refer to one in an earlier file.
    ///
    /// - Parameters:
    ///   - files: the files; tables that others refer to come first
    ///   - options: whether to write, and what to do about bad rows
    ///   - progress: called now and then with the bytes read and the total
    /// - Returns: for each file what was or would be changed, and every rejected row
    /// - Throws: `RegistryError.unknownTable`, `.badFile` when a file as a whole cannot be understood, or what the
    ///   database answered; nothing is written then
    package func importCSV(
        _ files: [ImportFile],
        options: ImportOptions,
        progress: (Int, Int) -> Void
    ) throws(RegistryError) -> [ImportReport] {
        var sources: [ImportSource] = []
        for file in files { sources.append(try ImportSource(file)) }
        let total = sources.reduce(0) { $0 + $1.text.bytes.count }
        var reports: [ImportReport] = []
        do {
            try queue.inTransaction(.immediate) { database in
                var isSettled = true
                var done = 0
                for source in sources {
                    var importer = RowImporter(source, options, in: database)
                    try importer.addAll(of: source) { progress(done + $0, total) }
                    done += source.text.bytes.count
                    progress(done, total)
                    isSettled = try importer.settle() && isSettled
                    reports.append(importer.report)
                }
                let isGood = reports.allSatisfy(\.rejected.isEmpty) || options.skipsBad
                let writes = options.writes && isSettled && isGood
                for index in reports.indices { reports[index].written = writes }
                return writes ? .commit : .rollback
            }
        } catch {
            throw RegistryError(error, path: path)
        }
        return reports
    }
}

/// A decoded file with a parsed header.
struct ImportSource {
    let table: ReferenceTable
    let text: CSVText
    let separator: UInt8

    init(_ file: ImportFile) throws(RegistryError) {
        table = try ReferenceTable.importable(named: file.table ?? Self.tableName(of: file.name))
        text = try CSVText(file.bytes, fileName: file.name)
        separator = try ImportHeader.separator(in: text.bytes, fileName: file.name)
        var reader = CSVReader(text.bytes, separator: separator)
        header = try ImportHeader(reader.next(), of: table, fileName: file.name)
    }

    let header: ImportHeader

    /// The file `data/person.csv` is meant for the table `person`.
    private static func tableName(of fileName: String) -> String {
        let last = fileName.split(separator: "/").last ?? ""
        return String(last.prefix { $0 != "." })
    }
}
