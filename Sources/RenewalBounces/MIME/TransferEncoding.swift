import Foundation

/// How the content of a part is written.
///
/// - Source: RFC 2045 section 6
enum TransferEncoding {
    case plain, base64, quotedPrintable

    init(_ word: String?) {
        switch word?.lowercased().trimmingBlanks {
        case "base64": self = .base64
        case "quoted-printable": self = .quotedPrintable
        default: self = .plain
        }
    }

    /// The content; what cannot be decoded is left out.
    func decode(_ body: ArraySlice<UInt8>) -> [UInt8] {
        switch self {
        case .plain: Array(body)
        case .base64: Self.base64(body)
        case .quotedPrintable: Self.quotedPrintable(body)
        }
    }

    private static func base64(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var code = body.filter { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
        // A report that was cut off ends anywhere.
        code.removeLast(code.count % 4 == 1 ? 1 : 0)
        while code.count % 4 != 0 { code.append(UInt8(ascii: "=")) }
        return Data(base64Encoded: Data(code)).map { Array($0) } ?? []
    }

    private static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var (bytes, place): ([UInt8], Int) = ([], body.startIndex)
        while place < body.endIndex {
            let byte = body[place]
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                place += 1
                continue
            }
            let next = body[(place + 1)...].prefix(2)
            if next.count == 2, let code = UInt8(String(decoding: next, as: UTF8.self), radix: 16) {
                bytes.append(code)
                place += 3
            } else {
                // The end of the line is only there for the wire.
                place += 1 + (next.first == UInt8(ascii: "\n") ? 1 : next.elementsEqual([0x0D, 0x0A]) ? 2 : 0)
            }
        }
        return bytes
    }
}
