/// What a caller has in hand: a name, a number or its last digits, an address, the number of a notice.
///
/// It is compared in one form: width and case folded, blanks and invisible characters left out, all dots within names
/// alike. A label before it, as in `通知编号：…`, and the dots of a masked number are left out too.
package struct Clue: Hashable, Sendable {
    /// What a value of a record is, which decides how it may answer.
    package enum Place: Hashable, Sendable {
        /// Answers only as a whole.
        case id
        /// Answers as a whole or by its last characters, four at least.
        case number
        /// Answers by its last digits, seven at least: with and without the country's code.
        case telephone
        /// Answers with any of its addresses, each as a whole.
        case address
        /// Answers with any part of it, two characters at least.
        case name
    }

    /// How well a value answers.
    package enum Answer: Int, Hashable, Sendable, Comparable {
        case inPart, wholly

        package static func < (left: Answer, right: Answer) -> Bool { left.rawValue < right.rawValue }
    }

    /// The folded form.
    package let text: String
    private let folded: [UInt8]
    private let digits: [UInt8]
    private let isAddress: Bool
    private let isNumber: Bool

    /// More is no name or number, and each value of a registry is compared with it.
    package static let longest = 200
    private static let fewestOfNumber = 4
    private static let fewestOfTelephone = 7
    private static let fewestOfName = 2

    /// Reads what was said or pasted; `nil` when nothing is left of it, or far too much.
    package init?(_ written: String) {
        let value = written.split { $0 == ":" || $0 == "：" }.last ?? ""
        let bare = value.drop { "…*.".contains($0) || $0.isWhitespace }
        folded = Self.fold(bare)
        guard !folded.isEmpty, folded.count <= Self.longest else { return nil }
        text = String(decoding: folded, as: UTF8.self)
        digits = folded.filter(Self.isDigit)
        isAddress = folded.contains(UInt8(ascii: "@"))
        isNumber = !isAddress && !digits.isEmpty
    }

    /// The number of a notice as it is printed, or six or more of its first characters; of an event's id the part that is
    /// the id of a delivery; `nil` for anything else.
    ///
    /// - Source: rule D3; the ids of notices and deliveries are 26 characters of `a–z2–7`
    package var printedNumber: String? {
        let number = Self.withoutMarksOfEvent(text)
        let isPrinted = number.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
        return isPrinted && (6...Self.lengthOfPrinted).contains(number.utf8.count) ? String(number) : nil
    }

    /// Whether it can be nothing but the whole number of a notice, or the id of an event.
    package var isWholePrintedNumber: Bool { printedNumber?.utf8.count == Self.lengthOfPrinted }

    /// The id of an event without what stands before and after the id of its delivery: `msg_`, `_2`, `_p2`, `_2_p2`.
    private static func withoutMarksOfEvent(_ text: String) -> Substring {
        let bare = text.hasPrefix("msg_") ? text.dropFirst(4) : text[...]
        let number = bare.prefix(lengthOfPrinted)
        let isMarked = bare.dropFirst(lengthOfPrinted).wholeMatch(of: /(_[0-9]+)?(_p[0-9]+)?/) != nil
        return isMarked ? number : bare
    }

    /// Whether it is a mail address.
    package var isMailAddress: Bool { isAddress }

    private static let lengthOfPrinted = 26

    /// Whether a value in a place could answer at all, so that others need not be read.
    package func mayAnswer(_ place: Place) -> Bool {
        switch place {
        case .id: !isAddress
        case .number: isNumber && folded.count >= Self.fewestOfNumber
        case .telephone: isNumber && digits.count >= Self.fewestOfTelephone
        case .address: isAddress
        case .name: !isAddress && digits.count < folded.count && text.unicodeScalars.count >= Self.fewestOfName
        }
    }

    /// How well a value answers; `nil` when it does not.
    package func answer(of value: String, in place: Place) -> Answer? {
        guard mayAnswer(place) else { return nil }
        switch place {
        case .id: return Self.fold(value[...]) == folded ? .wholly : nil
        case .number: return Self.ending(of: Self.fold(value[...]), as: folded)
        case .telephone:
            let number = Self.fold(value[...]).filter(Self.isDigit)
            guard number.count >= Self.fewestOfTelephone else { return nil }
            return Self.ending(of: number, as: digits) ?? Self.ending(of: digits, as: number)
        case .address:
            return EmailAddresses.pieces(of: value[...]).contains { Self.fold($0) == folded } ? .wholly : nil
        case .name:
            let name = Self.fold(value[...])
            return name == folded ? .wholly : Self.contains(name, folded) ? .inPart : nil
        }
    }

    private static func ending(of value: [UInt8], as end: [UInt8]) -> Answer? {
        guard value.count >= end.count, value.suffix(end.count).elementsEqual(end) else { return nil }
        return value.count == end.count ? .wholly : .inPart
    }

    private static func contains(_ value: [UInt8], _ part: [UInt8]) -> Bool {
        guard value.count >= part.count, let first = part.first else { return false }
        return (0...(value.count - part.count)).contains { start in
            value[start] == first && value[start..<(start + part.count)].elementsEqual(part)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The UTF-8 of the folded form.
    private static func fold(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { fold(scalar, into: &bytes) }
        return bytes
    }

    private static func fold(_ scalar: Unicode.Scalar, into bytes: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: bytes.append(UInt8(truncatingIfNeeded: scalar.value + 0x20))
        case 0x21...0x7E: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        case 0...0x20, 0x7F: break
        // The characters of nearly every name.
        case 0x4E00...0x9FFF: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        case 0xFF01...0xFF5E:
            Unicode.Scalar(scalar.value - fullWidthDistance).map { fold($0, into: &bytes) }
        // Between the parts of a name: middle dots, bullets, the dot of Katakana.
        case 0xB7, 0x2022, 0x2027, 0x22C5, 0x30FB, 0xFF65: bytes += [0xC2, 0xB7]
        default:
            let properties = scalar.properties
            guard !properties.isWhitespace, !properties.isDefaultIgnorableCodePoint else { return }
            bytes += properties.lowercaseMapping.utf8
        }
    }

    /// From a full-width character to its ASCII form.
    private static let fullWidthDistance: UInt32 = 0xFEE0
}
