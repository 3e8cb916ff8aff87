import GRDB
package import RenewalFiles
package import RenewalRegistry
import RenewalRules

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
        for file in files { sources.append(try ImportSource(file, encoding: options.encoding)) }
        let total = sources.reduce(0) { $0 + $1.records.count }
        var reports: [ImportReport] = []
        do {
            try queue.inTransaction(.immediate) { database in
                var isSettled = true
                var done = 0
                for source in sources {
                    var importer = RowImporter(source, options, in: database)
                    try importer.addAll(of: source) { progress(done + $0, total) }
                    done += source.records.count
                    progress(done, total)
                    isSettled = try importer.settle() && isSettled
                    reports.append(importer.report)
                }
                let hasSlipped = reports.contains { $0.otherPeople > 0 }
                let isGood = !hasSlipped && (reports.allSatisfy(\.rejected.isEmpty) || options.skipsBad)
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
    let header: ImportHeader
    /// `UTF-8`, `GB18030`, or the format of a workbook.
    let encoding: String
    let separator: UInt8
    let records: ImportRecords
    let isWorkbook: Bool

    init(_ file: ImportFile, encoding said: TextEncoding?) throws(RegistryError) {
        records = try ImportRecords(file, encoding: said)
        (encoding, separator) = (records.encoding, records.separator)
        isWorkbook = SheetFile.isWorkbook(file.bytes)
        var first = records
        let names = first.next()
        table = try Self.table(of: file, header: names)
        header = try ImportHeader(names, of: table, fileName: file.name)
    }

    /// The table that somebody names, that the file is named after, or the first that has the columns.
    private static func table(of file: ImportFile, header: CSVRecord?) throws(RegistryError) -> ReferenceTable {
        let name = file.tableName
        if file.table == nil, !ReferenceRegistry.tables.contains(name), let header {
            let fitting = ReferenceTable.all.filter { $0.isImportable && $0.has(header.fields) }
            let named = fitting.filter { name.hasPrefix($0.name) }.max { $0.name.count < $1.name.count }
            // Registrations are what offices have lists of; the report says which table was taken.
            let usual = fitting.first { $0.name == "registration" }
            guard fitting.count < 2 || named != nil || usual != nil else {
                let names = Phrase(list: fitting.map(\.name))
                let reason = Phrase(
                    "列名同时符合数据表\(names.chinese)；请用 --table 指定",
                    "has columns of the tables \(names.english); name one with --table"
                )
                throw .badFile(name: file.name, line: header.line, reason: reason)
            }
            if let table = named ?? usual ?? fitting.first { return table }
        }
        return try ReferenceTable.importable(named: name)
    }
}

extension ImportFile {
    /// The table that somebody names, else the file's name without its ending: `data/person.csv` is for `person`.
    fileprivate var tableName: String {
        if let table { return table }
        let last = name.split(separator: "/").last ?? ""
        return String(last.prefix { $0 != "." })
    }

    /// Tells the file of a table from a sheet of people.
    ///
    /// - Parameter encoding: of a text, as somebody says it
    /// - Returns: whether it fills one table by its ids
    package func isOfTable(encoding: TextEncoding?) -> Bool {
        if table != nil || ReferenceRegistry.tables.contains(tableName) { return true }
        guard let titles = firstRow(encoding: encoding) else { return false }
        return ReferenceTable.all.contains { $0.isImportable && $0.has(titles) }
    }

    private func firstRow(encoding: TextEncoding?) -> [String]? {
        guard !SheetFile.isWorkbook(bytes) else {
            return try? SheetProgram().firstRow(of: bytes)?.cells.map(\.shown)
        }
        guard var records = try? ImportRecords(self, encoding: encoding) else { return nil }
        return records.next()?.fields
    }
}

extension ReferenceTable {
    /// Whether a header names columns of this table, and those by which rows are told apart.
    fileprivate func has(_ header: [String]) -> Bool {
        let titles = Set(header.map { $0.lowercased() })
        return titles.isSubset(of: columns.map(\.name)) && titles.isSuperset(of: key)
    }
}
