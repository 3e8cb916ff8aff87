import Glibc

/// The encodings in which Chinese offices save text, converted by the C library.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// With GBK and GB2312 inside it.
    case gb18030 = "GB18030"
    /// With the characters of Hong Kong.
    case big5 = "BIG5-HKSCS"

    /// Where a conversion stopped.
    package struct Stop: Error {
        /// Of the first byte that makes no sense.
        package let offset: Int
    }

    /// The encoding that somebody names: `gbk`, `GB2312`, `utf8`, `big5`.
    package init?(named name: String) {
        switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
        case "utf8", "utf8bom", "utf8sig": self = .utf8
        case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "gb18030", "gbk", "gb2312", "cp936", "ansi", "euccn": self = .gb18030
        case "big5", "big5hkscs", "cp950": self = .big5
        default: return nil
        }
    }

    /// The name people know it by.
    package var shortName: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        case .gb18030: "GBK"
        case .big5: "Big5"
        }
    }

    /// The bytes as UTF-8.
    package func decode(_ bytes: [UInt8]) -> Result<[UInt8], Stop> {
        Self.convert(bytes, from: rawValue, to: Self.utf8.rawValue)
    }

    /// Text in this encoding; a character that it lacks is a stop.
    package func encode(_ text: String) -> Result<[UInt8], Stop> {
        Self.convert(Array(text.utf8), from: Self.utf8.rawValue, to: rawValue)
    }

    private static func convert(_ bytes: [UInt8], from source: String, to target: String) -> Result<[UInt8], Stop> {
        guard let converter = iconv_open(target, source), converter != iconv_t(bitPattern: -1) else {
            return .failure(Stop(offset: 0))
        }
        defer { iconv_close(converter) }
        var input = bytes.map(CChar.init(bitPattern:))
        // One byte of UTF-8 becomes at most four of GB18030, two of UTF-16 at most three of UTF-8.
        var output = [CChar](repeating: 0, count: bytes.count * 4)
        var (inputLeft, outputLeft) = (input.count, output.count)
        let converted = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                return iconv(converter, &from, &inputLeft, &to, &outputLeft)
            }
        }
        guard converted != -1 else { return .failure(Stop(offset: bytes.count - inputLeft)) }
        return .success(output.dropLast(outputLeft).map(UInt8.init(bitPattern:)))
    }
}
