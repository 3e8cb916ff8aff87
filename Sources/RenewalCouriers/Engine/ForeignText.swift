import Foundation

/// What the other side said, read as the encoding it was most likely meant in.
enum ForeignText {
    /// UTF-8 where the bytes are that, else GB18030 with GBK and GB2312 inside it, else with marks in place of what
    /// cannot be read.
    static func decode(_ bytes: some Collection<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? String(bytes: bytes, encoding: gb18030)
            ?? String(decoding: bytes, as: UTF8.self)
    }

    /// Cut at a limit of bytes, a text may end within a character.
    static func decode(beginning bytes: [UInt8]) -> String {
        for count in 0...min(3, bytes.count) {
            let whole = bytes.dropLast(count)
            if let text = String(validating: whole, as: UTF8.self) { return text }
        }
        return String(bytes: bytes, encoding: gb18030) ?? String(bytes: bytes.dropLast(), encoding: gb18030)
            ?? String(decoding: bytes, as: UTF8.self)
    }

    /// `kCFStringEncodingGB_18030_2000` as Foundation numbers it.
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
}
