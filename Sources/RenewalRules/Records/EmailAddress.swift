/// A mail address that is safe to put on the wire and into a header.
///
/// The mailbox of RFC 5321 without quoted local parts, address literals, comments and non-ASCII text: whatever
/// recipients really use, and nothing that could end a command or a header line. A final dot or surrounding spaces are
/// refused, not repaired.
///
/// - Source: RFC 5321 sections 4.1.2, 4.5.3.1
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    public let localPart: String
    public let domain: String

    public var description: String { "\(localPart)@\(domain)" }

    /// Why a text is not a usable address; the phrase completes "the address …" without quoting it.
    public enum Problem: Error, Hashable, Sendable, CaseIterable, Speakable, CustomStringConvertible {
        case isEmpty, hasLineBreakOrControl, isNotASCII, hasNoSingleAt, isTooLong, hasBadLocalPart, hasBadDomain

        public var phrase: Phrase {
            switch self {
            case .isEmpty: Phrase("为空", "is empty")
            case .hasLineBreakOrControl: Phrase("含有换行或控制字符", "contains a line break or control character")
            case .isNotASCII: Phrase("含有汉字、全角符号等ASCII以外的字符", "contains a character outside ASCII")
            case .hasNoSingleAt: Phrase("应有且只有一个@", "does not have exactly one @")
            case .isTooLong: Phrase("超过254个字符，或者@之前超过64个字符", "is longer than 254 characters, 64 before the @")
            case .hasBadLocalPart:
                Phrase(
                    "@之前为空，或者有不能使用的字符、多余的点",
                    "has a character, dot or nothing before the @ that cannot stand there"
                )
            case .hasBadDomain: Phrase("@之后不是有效的域名", "has no valid domain after the @")
            }
        }
    }

    /// Checks and parses `text`.
    ///
    /// - Parameter text: one bare address, without name or angle brackets
    /// - Throws: the first problem found
    public init(_ text: String) throws(Problem) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .isEmpty }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .hasLineBreakOrControl }
        guard bytes.allSatisfy({ $0 < 0x80 }) else { throw .isNotASCII }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .hasNoSingleAt }
        guard bytes.count <= 254, parts[0].count <= 64 else { throw .isTooLong }
        guard Self.isDotAtom(parts[0]) else { throw .hasBadLocalPart }
        guard Self.isDomain(parts[1]) else { throw .hasBadDomain }
        localPart = String(decoding: parts[0], as: UTF8.self)
        domain = String(decoding: parts[1], as: UTF8.self)
    }

    private static func isDotAtom(_ bytes: ArraySlice<UInt8>) -> Bool {
        let atoms = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomText) }
    }

    private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard (1...63).contains(bytes.count), bytes.first != hyphen, bytes.last != hyphen else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }

    /// `atext` of RFC 5322.
    private static func isAtomText(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || Array("!#$%&'*+-/=?^_`{|}~".utf8).contains(byte)
    }
}
