import RenewalFiles
import RenewalRegistry

/// The bytes of an import file converted to UTF-8, whatever encoding the spreadsheet program used.
struct CSVText {
    /// UTF-8 without byte order mark.
    let bytes: [UInt8]
    /// `UTF-8`, `UTF-8 with BOM` or `GB18030`.
    let encoding: String

    /// Larger than any export to one file; the whole text is held in memory.
    static let largestFile = 256 << 20

    /// - Throws: `RegistryError.badFile` with the line of the first undecodable bytes
    init(_ bytes: [UInt8], fileName: String) throws(RegistryError) {
        try Self.refuseOtherFormats(bytes, fileName: fileName)
        if bytes.starts(with: Self.byteOrderMark) {
            self.bytes = Array(bytes.dropFirst(Self.byteOrderMark.count))
            encoding = "UTF-8 with BOM"
        } else if let converted = try Self.converted(bytes, fileName: fileName) {
            self.bytes = converted
            encoding = "GB18030"
            return
        } else {
            self.bytes = bytes
            encoding = "UTF-8"
        }
        if let offset = Damage(inUTF8: self.bytes).firstOffset {
            throw Self.problem("is UTF-8 but damaged here", at: offset, in: self.bytes, fileName: fileName)
        }
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func refuseOtherFormats(_ bytes: [UInt8], fileName: String) throws(RegistryError) {
        let advice = "save it as \"CSV UTF-8\" and import that"
        let reason: String? =
            if bytes.isEmpty {
                "is empty; the first line must name the columns"
            } else if bytes.count > largestFile {
                "is larger than \(largestFile >> 20) MiB; split it"
            } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
                "is a workbook, not CSV; \(advice)"
            } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
                || bytes.prefix(64).contains(0)
            {
                "is UTF-16; \(advice)"
            } else {
                nil
            }
        if let reason { throw .badFile(name: fileName, line: 1, reason: reason) }
    }

    /// The text as UTF-8 if it is GB18030; `nil` when it is, or was meant to be, UTF-8.
    private static func converted(_ bytes: [UInt8], fileName: String) throws(RegistryError) -> [UInt8]? {
        let damage = Damage(inUTF8: bytes)
        // Chinese text in GB18030 hardly ever forms valid UTF-8 by chance, while damaged UTF-8 still has much of it.
        guard damage.count > 0, damage.count >= damage.validSequences else { return nil }
        switch GB18030.decode(bytes) {
        case .success(let text): return text
        case .failure(let stop):
            let advice = "is neither UTF-8 nor GB18030; save the file as \"CSV UTF-8\""
            throw problem(advice, at: stop.offset, in: bytes, fileName: fileName)
        }
    }

    private static func problem(
        _ reason: String,
        at offset: Int,
        in bytes: [UInt8],
        fileName: String
    ) -> RegistryError {
        let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
        return .badFile(name: fileName, line: line, reason: reason)
    }
}

/// The parts of a text that are not UTF-8.
private struct Damage {
    private(set) var firstOffset: Int?
    private(set) var count = 0
    /// Well-formed characters outside ASCII.
    private(set) var validSequences = 0

    init(inUTF8 bytes: [UInt8]) {
        guard String(validating: bytes, as: UTF8.self) == nil else { return }
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let sequence):
                offset += sequence.count
                validSequences += sequence.count > 1 ? 1 : 0
            case .error(let length):
                firstOffset = firstOffset ?? offset
                count += 1
                offset += length
            case .emptyInput: return
            }
        }
    }
}
