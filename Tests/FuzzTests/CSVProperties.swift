@testable import RenewalRegistry

/// A file is read to its end, its lines are counted as they are, and what was read can be written and read again.
enum CSVProperties {
    static func check(_ bytes: [UInt8]) throws(Finding) {
        guard let first = bytes.first else { return }
        let separator: UInt8 = first.isMultiple(of: 2) ? UInt8(ascii: ",") : UInt8(ascii: "\t")
        guard let text = try? CSVText(Array(bytes.dropFirst()), fileName: "f.csv") else { return }
        try insist(String(validating: text.bytes, as: UTF8.self) != nil, "bytes that are not UTF-8 were let in")
        let records = try records(in: text.bytes, separator: separator)
        let good = records.filter { $0.problem == nil }
        let again = try Self.records(in: written(good, separator: separator), separator: separator)
        try insist(again.map(\.fields) == good.map(\.fields), "fields change: \(good.map(\.fields))")
        try insist(again.allSatisfy { $0.problem == nil }, "quoting that is ours is not understood")
        for table in ReferenceTable.all { try checkValues(of: good, in: table) }
    }

    private static func records(in bytes: [UInt8], separator: UInt8) throws(Finding) -> [CSVRecord] {
        let lineCount = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
        var reader = CSVReader(bytes, separator: separator)
        var (records, line, offset) = ([CSVRecord](), 0, -1)
        while let record = reader.next() {
            try insist(record.line > line && record.line <= lineCount, "line \(record.line) after \(line)")
            try insist(reader.offset > offset, "stands still at \(offset)")
            try insist(!record.fields.isEmpty, "a record without a field")
            (line, offset) = (record.line, reader.offset)
            records.append(record)
        }
        try insist(reader.offset == bytes.count, "stopped before the end")
        return records
    }

    private static func written(_ records: [CSVRecord], separator: UInt8) -> [UInt8] {
        let mark = String(UnicodeScalar(separator))
        return records.flatMap { record in
            let fields = record.fields.map { field in
                "\"" + field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
            }
            return Array((fields.joined(separator: mark) + "\r\n").utf8)
        }
    }

    /// No field upsets a column, and a formula's guard can be taken off again.
    private static func checkValues(of records: [CSVRecord], in table: ReferenceTable) throws(Finding) {
        for (field, column) in zip(records.joined().prefix(40), table.columns) {
            _ = try? column.value(of: field)
            let guarded = FormulaGuard.guarded(field)
            try insist(FormulaGuard.restored(guarded).utf8.elementsEqual(field.utf8), "guard of \(field)")
        }
    }
}

extension [CSVRecord] {
    fileprivate func joined() -> [String] { flatMap(\.fields) }
}
