import RenewalFiles

@testable import RenewalOffice

/// A file is read to its end, its lines are counted correctly, and what was read can be written and read again.
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

    /// No field shifts a column, and the guard against formulas can be removed again.
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

/// Any reader of RFC 4180 gets back whatever fields were written, and none begins a formula.
enum CSVWritingProperties {
    static func check(_ bytes: [UInt8]) throws(Finding) {
        guard let first = bytes.first else { return }
        let separator: UInt8 = first.isMultiple(of: 2) ? UInt8(ascii: ",") : UInt8(ascii: "\t")
        let records = bytes.dropFirst().split(separator: 0, omittingEmptySubsequences: false).map { record in
            record.split(separator: 1, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        }
        let writer = CSVWriter(separator: separator)
        let text = records.map(writer.record).joined(separator: "\r\n")
        let read = try fields(of: Array(text.utf8), separator: separator)
        let written = records.map { $0.map { Array(FormulaGuard.guarded($0).utf8) } }
        try insist(read == written, "fields change: \(records)")
        for field in records.joined() {
            let guarded = FormulaGuard.guarded(field)
            try insist(!beginsFormula(guarded), "formula: \(field)")
            try insist(FormulaGuard.restored(guarded).utf8.elementsEqual(field.utf8), "guard of \(field)")
        }
    }

    /// RFC 4180 to the letter, every field quoted: a second parser, plainer than that of the import.
    private static func fields(of bytes: [UInt8], separator: UInt8) throws(Finding) -> [[[UInt8]]] {
        var (records, place) = ([[[UInt8]]]([[]]), 0)
        while true {
            try insist(place < bytes.count && bytes[place] == UInt8(ascii: "\""), "no quote at \(place)")
            let start = place + 1
            place = start
            while place + 1 < bytes.count, bytes[place] != 0x22 || bytes[place + 1] == 0x22 {
                place += bytes[place] == 0x22 ? 2 : 1
            }
            try insist(place < bytes.count && bytes[place] == 0x22, "a field without an end")
            records[records.count - 1].append(single(bytes[start..<place]))
            place += 1
            guard place < bytes.count else { return records }
            if bytes[place] == separator {
                place += 1
            } else {
                try insist(bytes[place...].starts(with: [0x0D, 0x0A]), "text behind a quote at \(place)")
                records.append([])
                place += 2
            }
        }
    }

    private static func single(_ quoted: ArraySlice<UInt8>) -> [UInt8] {
        var (field, isSecond) = ([UInt8](), false)
        for byte in quoted {
            isSecond = byte == 0x22 && !isSecond
            if byte != 0x22 || isSecond { field.append(byte) }
        }
        return field
    }

    private static func beginsFormula(_ text: String) -> Bool {
        let visible = text.unicodeScalars.first { scalar in
            !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
                && ![.control, .format].contains(scalar.properties.generalCategory) && scalar != "\u{2800}"
        }
        return visible.map { "=+-@＝＋－＠\u{FE62}\u{FE63}\u{FE66}\u{FE6B}".unicodeScalars.contains($0) } == true
    }
}
