import Foundation
import RenewalSheets

/// Whatever comes as a workbook: it is refused with a reason, or told in lines that a program can read.
enum SheetProperties {
    static func check(_ workbook: [UInt8]) throws(Finding) {
        let lines = Lines()
        let output = LineOutput(write: { lines.bytes += $0 }, isOutOfTime: { false })
        var isWhole = true
        do {
            try workbook.withUnsafeBytes { try WorkbookReading.read($0, to: output) }
        } catch {
            isWhole = false
            output.flush()
        }
        try check(lines.bytes, isWhole: isWhole)
    }

    private final class Lines {
        var bytes: [UInt8] = []
    }

    private static func check(_ bytes: [UInt8], isWhole: Bool) throws(Finding) {
        try insist(bytes.isEmpty || bytes.last == 0x0A, "a line without its end")
        var (row, last) = (0, "nothing")
        for line in bytes.split(separator: 0x0A) {
            let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
            let words = String(decoding: line, as: UTF8.self)
            try insist(object != nil && words.utf8.elementsEqual(line), "no JSON: \(words)")
            last = object?.keys.first { ["workbook", "sheet", "row", "end"].contains($0) } ?? "something else"
            if last == "sheet" { row = 0 }
            if let number = object?["row"] as? Int, let cells = object?["cells"] as? [Any] {
                try insist(number > row && (1...1_048_576).contains(number), "row \(number) after \(row)")
                try insist((1...1000).contains(cells.count), "\(cells.count) cells")
                try insist(!(cells.last is NSNull), "an empty cell at the end")
                row = number
            }
        }
        try insist((last == "end") == isWhole, "the last line is \(last)")
    }
}

/// A part of a workbook of Excel 2007 and later, packed with others that are sound; or an archive as it comes.
enum XLSXProperties {
    static func check(_ bytes: [UInt8]) throws(Finding) {
        guard let first = bytes.first else { return }
        let rest = Array(bytes.dropFirst())
        guard Int(first & 7) < parts.count else { return try SheetProperties.check(rest) }
        var parts = parts
        parts[Int(first & 7)].text = rest
        try SheetProperties.check(ZipText.archive(of: parts))
    }

    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static func relationships(_ targets: [(kind: String, target: String)]) -> [UInt8] {
        let entries = targets.enumerated().map { index, entry in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relations)/\(entry.kind)\" Target=\"\(entry.target)\"/>"
        }
        return Array("<Relationships>\(entries.joined())</Relationships>".utf8)
    }

    /// Each in its own turn what the input is put in the place of.
    private static let parts: [(name: String, text: [UInt8])] = [
        (
            "xl/worksheets/sheet1.xml",
            Array("<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>".utf8)
        ),
        ("xl/sharedStrings.xml", Array("<sst><si><t>a</t></si><si><t>b</t></si></sst>".utf8)),
        (
            "xl/styles.xml",
            Array("<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".utf8)
        ),
        ("xl/workbook.xml", Array("<workbook><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>".utf8)),
        (
            "xl/_rels/workbook.xml.rels",
            relationships([
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ])
        ),
        ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])),
    ]
}

/// The records of a workbook of Excel 97, in a compound file that is sound; or a compound file as it comes.
enum XLSProperties {
    static func check(_ bytes: [UInt8]) throws(Finding) {
        guard let first = bytes.first else { return }
        let rest = Array(bytes.dropFirst())
        try SheetProperties.check(first.isMultiple(of: 2) ? CompoundText.file(around: rest) : rest)
    }
}

/// Archives with parts that are stored as they are.
private enum ZipText {
    static func archive(of parts: [(name: String, text: [UInt8])]) -> [UInt8] {
        var (body, contents) = ([UInt8](), [UInt8]())
        for part in parts {
            let size = UInt32(part.text.count)
            var head = words([20, 0, 0, 0, 0x5C21]) + doubleWords([checksum(part.text), size, size])
            head += words([UInt16(part.name.utf8.count), 0])
            contents += Array("PK\u{1}\u{2}".utf8) + words([20]) + head + words([0, 0, 0]) + doubleWords([0])
            contents += doubleWords([UInt32(body.count)]) + Array(part.name.utf8)
            body += Array("PK\u{3}\u{4}".utf8) + head + Array(part.name.utf8) + part.text
        }
        let count = UInt16(parts.count)
        let end = Array("PK\u{5}\u{6}".utf8) + words([0, 0, count, count])
        return body + contents + end + doubleWords([UInt32(contents.count), UInt32(body.count)]) + words([0])
    }

    /// CRC-32 as zip has it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320 }
        }
        return ~sum
    }
}

/// Compound files with one stream: sector 0 is the table of sectors, sector 1 the list of names.
private enum CompoundText {
    static func file(around stream: [UInt8]) -> [UInt8] {
        let count = max(8, (stream.count + 511) / 512)
        let bytes = stream + [UInt8](repeating: 0, count: count * 512 - stream.count)
        var file: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 16)
        file += words([0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0])
        file += doubleWords([0, 1, 1, 0, 4096, end, 0, end, 0, 0] + [UInt32](repeating: none, count: 108))
        var table: [UInt32] = [0xFFFF_FFFD, end]
        for sector in 3..<UInt32(count + 2) { table.append(sector) }
        table.append(end)
        file += doubleWords(table + [UInt32](repeating: none, count: 128 - table.count))
        file += entry("Root Entry", kind: 5, start: end, bytes: 0)
        file += entry("Workbook", kind: 2, start: 2, bytes: UInt32(bytes.count))
        return file + [UInt8](repeating: 0, count: 256) + bytes
    }

    private static let end: UInt32 = 0xFFFF_FFFE
    private static let none: UInt32 = 0xFFFF_FFFF

    private static func entry(_ name: String, kind: UInt8, start: UInt32, bytes: UInt32) -> [UInt8] {
        let units = Array(name.utf16)
        var entry = words(units + [UInt16](repeating: 0, count: 32 - units.count) + [UInt16(units.count * 2 + 2)])
        entry += [kind, 1] + doubleWords([none, none, kind == 5 ? 1 : none])
        entry += [UInt8](repeating: 0, count: 36)
        return entry + doubleWords([start, bytes, 0])
    }
}

private func words(_ values: [UInt16]) -> [UInt8] {
    values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
}

private func doubleWords(_ values: [UInt32]) -> [UInt8] {
    words(values.flatMap { [UInt16(truncatingIfNeeded: $0), UInt16(truncatingIfNeeded: $0 >> 16)] })
}
