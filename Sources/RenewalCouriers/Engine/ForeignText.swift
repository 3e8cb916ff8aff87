import RenewalFiles

/// Text from the other side, decoded with its most likely encoding.
enum ForeignText {
    /// UTF-8 if the bytes are valid, else GB18030, which includes GBK and GB2312, else with replacement characters.
    static func decode(_ bytes: some Collection<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? gb18030(Array(bytes)) ?? String(decoding: bytes, as: UTF8.self)
    }

    /// A text cut at a byte limit may end within a character.
    static func decode(beginning bytes: [UInt8]) -> String {
        for count in 0...min(3, bytes.count) {
            let whole = bytes.dropLast(count)
            if let text = String(validating: whole, as: UTF8.self) { return text }
        }
        return gb18030(bytes) ?? gb18030(bytes.dropLast()) ?? String(decoding: bytes, as: UTF8.self)
    }

    private static func gb18030(_ bytes: [UInt8]) -> String? {
        switch TextEncoding.gb18030.decode(bytes) {
        case .success(let text): String(decoding: text, as: UTF8.self)
        case .failure: nil
        }
    }
}
