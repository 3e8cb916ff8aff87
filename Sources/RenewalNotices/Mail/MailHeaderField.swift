import Foundation
import RenewalRules

/// One header field in its wire form: ASCII, folded, and without anything that could end it.
///
/// - Source: RFC 5322 section 2.2.3, RFC 2047 sections 2 and 5
struct MailHeaderField {
    let name: String
    /// The parts between which the field may be folded.
    private let words: [String]

    private static let lineLength = 76
    private static let crlf = "\r\n"
    /// Bytes of UTF-8 in one encoded-word: 60 characters of base64, 72 with its frame.
    private static let wordBytes = 45
    /// Less in the first word of a field, which shares the line with the name.
    private static let firstWordBytes = 36
    /// Keeps the whole encoded and folded field below 998 octets.
    private static let textBytes = 480
    private static let nameBytes = 300
    private static let tokenBytes = 320

    /// Free text such as a subject.
    init(_ name: String, text: String) {
        let text = Self.cut(FieldText.singleLine(text), to: Self.textBytes)
        self.init(name, words: Self.isPlain(text) ? Self.words(of: text) : Self.encodedWords(text))
    }

    /// An address with a display name.
    init(_ name: String, address: EmailAddress, displayName: String?) {
        guard let displayName = FieldText.clean(displayName) else {
            self.init(name, words: [address.description])
            return
        }
        let phrase = Self.cut(displayName, to: Self.nameBytes)
        let isAtoms = phrase.utf8.allSatisfy { Self.isAtomText($0) || $0 == UInt8(ascii: " ") } && Self.isPlain(phrase)
        let words = isAtoms ? Self.words(of: phrase) : Self.encodedWords(phrase)
        self.init(name, words: words + ["<\(address)>"])
    }

    /// Ids and fixed values: visible ASCII; anything else in it is dropped.
    init(_ name: String, token: String) {
        let visible = token.utf8.filter { $0 > 0x20 && $0 < 0x7F }
        self.init(name, words: [String(decoding: visible.prefix(Self.tokenBytes), as: UTF8.self)])
    }

    /// Several words that are known to be plain ASCII.
    init(_ name: String, words: [String]) {
        self.name = name
        self.words = words
    }

    /// The field with its folds and its line end.
    var wire: String {
        var lines = ["\(name):"]
        for word in words {
            let last = lines[lines.count - 1]
            let fits = last.utf8.count + 1 + word.utf8.count <= Self.lineLength
            // The first word stays on the line of the name, however long it is.
            if fits || last == "\(name):" {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(" \(word)")
            }
        }
        return lines.joined(separator: Self.crlf) + Self.crlf
    }

    private static func words(of text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// The text in encoded-words, each of whole characters.
    private static func encodedWords(_ text: String) -> [String] {
        var chunks: [Data] = [Data()]
        for scalar in text.unicodeScalars {
            let limit = chunks.count == 1 ? firstWordBytes : wordBytes
            if chunks[chunks.count - 1].count + UTF8.width(scalar) > limit { chunks.append(Data()) }
            chunks[chunks.count - 1].append(contentsOf: String(scalar).utf8)
        }
        return chunks.map { "=?utf-8?B?\($0.base64EncodedString())?=" }
    }

    /// Whether a text needs no encoding: visible ASCII in words that can be folded, none looking like encoded ones.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && text.firstRange(of: "=?") == nil
            && words(of: text).allSatisfy { $0.utf8.count <= wordBytes }
    }

    /// Whether an id is valid in angle brackets: atoms joined by single dots.
    static func isDotAtom(_ text: Substring.UTF8View) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy { isAtomText($0) || $0 == UInt8(ascii: "_") } }
    }

    /// Characters allowed in a display name without quotes.
    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"): true
        default: false
        }
    }

    private static func cut(_ text: String, to bytes: Int) -> String {
        var kept = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            count += UTF8.width(scalar)
            guard count <= bytes else { return String(kept) + "…" }
            kept.append(scalar)
        }
        return text
    }
}
