import RenewalFiles
import RenewalRegistry
import RenewalRules

/// The bytes of a text file converted to UTF-8, whatever encoding the spreadsheet program used.
struct CSVText {
    /// UTF-8 without byte order mark.
    let bytes: [UInt8]
    let encoding: TextEncoding
    /// Whether a byte order mark told the encoding.
    let hasByteOrderMark: Bool

    /// Larger than any export to one file; the whole text is held in memory.
    static let largestFile = 256 << 20

    /// - Parameters:
    ///   - bytes: the whole file
    ///   - fileName: for messages
    ///   - said: the encoding as somebody says it; `nil` finds it out
    ///   - detector: asked where two encodings are equally likely
    /// - Throws: `RegistryError.badFile` with the line of the first undecodable bytes
    init(
        _ bytes: [UInt8],
        fileName: String,
        encoding said: TextEncoding? = nil,
        detector: ([UInt8]) -> TextEncoding? = { _ in nil }
    ) throws(RegistryError) {
        try Self.refuseOtherFormats(bytes, said: said, fileName: fileName)
        let mark = Self.byteOrderMarks.first { bytes.starts(with: $0.bytes) }
        let content = Array(bytes.dropFirst(mark?.bytes.count ?? 0))
        hasByteOrderMark = mark != nil
        guard let encoding = said ?? mark?.encoding ?? EncodingGuess.of(content, detector: detector) else {
            let advice = Phrase(
                "既不是 UTF-8，也不是 GBK（GB18030）或 Big5；请另存为“CSV UTF-8”，或用 --encoding 指定编码",
                "is neither UTF-8 nor GB18030 nor Big5; save the file as \"CSV UTF-8\", or give --encoding"
            )
            throw Self.problem(advice, at: Self.end(ofGB18030: content), in: content, fileName: fileName)
        }
        self.encoding = encoding
        if encoding == .utf8 {
            self.bytes = content
            if let offset = Self.firstDamage(inUTF8: content) {
                let reason = Phrase("是 UTF-8，但此处已损坏", "is UTF-8 but damaged here")
                throw Self.problem(reason, at: offset, in: content, fileName: fileName)
            }
            return
        }
        switch encoding.decode(content) {
        case .success(let text): self.bytes = text
        case .failure(let stop):
            let reason = Phrase("此处不是 \(encoding.shortName) 编码", "is no \(encoding.shortName) here")
            throw Self.problem(reason, at: stop.offset, in: content, fileName: fileName)
        }
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static let byteOrderMarks: [(bytes: [UInt8], encoding: TextEncoding)] = [
        (byteOrderMark, .utf8), ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
    ]

    /// The encoding as people know it: `GB18030`, `UTF-8 with BOM`.
    var encodingName: String {
        switch encoding {
        case .utf8: hasByteOrderMark ? "UTF-8 with BOM" : "UTF-8"
        case .gb18030: "GB18030"
        case .big5: "Big5"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        }
    }

    private static func refuseOtherFormats(
        _ bytes: [UInt8],
        said: TextEncoding?,
        fileName: String
    ) throws(RegistryError) {
        let isUTF16 =
            said == .utf16LittleEndian || said == .utf16BigEndian || bytes.starts(with: [0xFF, 0xFE])
            || bytes.starts(with: [0xFE, 0xFF])
        let reason: Phrase? =
            if bytes.isEmpty {
                Phrase("是空文件；第一行应为列名", "is empty; the first line must name the columns")
            } else if bytes.count > largestFile {
                Phrase("超过 \(largestFile >> 20) MiB；请拆分", "is larger than \(largestFile >> 20) MiB; split it")
            } else if !isUTF16, bytes.prefix(64).contains(0) {
                Phrase(
                    "不是文本文件；请另存为“CSV UTF-8”或 .xlsx 后再导入",
                    "is no text; save it as \"CSV UTF-8\" or .xlsx and import that"
                )
            } else {
                nil
            }
        if let reason { throw .badFile(name: fileName, line: 1, reason: reason) }
    }

    /// How far the text is what Chinese spreadsheets save by default.
    private static func end(ofGB18030 bytes: [UInt8]) -> Int {
        guard case .failure(let stop) = TextEncoding.gb18030.decode(bytes) else { return 0 }
        return stop.offset
    }

    private static func firstDamage(inUTF8 bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let sequence): offset += sequence.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }

    private static func problem(
        _ reason: Phrase,
        at offset: Int,
        in bytes: [UInt8],
        fileName: String
    ) -> RegistryError {
        let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
        return .badFile(name: fileName, line: line, reason: reason)
    }
}
