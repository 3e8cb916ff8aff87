/// A text with its personal data hidden, for storing, logging or showing.
///
/// A number keeps its first and last character, a mail address its first letter and domain: enough to recognise what
/// you know, too little to learn it.
package struct MaskedText: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Masks a reply of a relay or an endpoint, which may repeat whom the message was about.
    ///
    /// Hides identity and telephone numbers, mail addresses and the names given.
    ///
    /// - Parameters:
    ///   - text: as it was said
    ///   - names: of the people the message was about
    package init(ofOthers text: String, hiding names: [String] = []) {
        var masked = Self.hidingAddresses(in: text)
        for name in names where name.unicodeScalars.count > 1 { masked = Self.hiding(name, in: masked) }
        description = Self.hidingNumbers(of: [.identity, .long, .telephone], in: masked)
    }

    /// Masks a text of the registry, with any number of fifteen or more digits hidden.
    package init(ofRegistry text: String) { description = Self.hidingNumbers(of: [.identity, .long], in: text) }

    /// Masks anything the program prints or logs: only certain identity numbers are hidden, other numbers stay.
    package init(ofOurs text: String) { description = Self.hidingNumbers(of: [.identity], in: text) }

    private static func hidingNumbers(of kinds: Set<PersonalNumber.Kind>, in text: String) -> String {
        guard mayHoldNumber(text, of: kinds.contains(.telephone) ? 8 : PersonalNumber.longDigits) else { return text }
        var scalars = Array(text.unicodeScalars)
        var (place, hostEnd) = (0, 0)
        while place < scalars.count {
            hostEnd = PersonalNumber.hostEnd(in: scalars, at: place) ?? hostEnd
            let possible = place < hostEnd ? kinds.subtracting([.telephone]) : kinds
            guard let number = PersonalNumber(in: scalars, at: place, of: possible) else {
                place += 1
                continue
            }
            for inner in number.range.dropFirst().dropLast() where scalars[inner].properties.numericType == .decimal {
                scalars[inner] = "*"
            }
            place = number.range.upperBound
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Whether the bytes can contain so many digits with few signs between them; most texts have too few.
    private static func mayHoldNumber(_ text: String, of least: Int) -> Bool {
        var (digits, signs) = (0, 0)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: (digits, signs) = (digits + 1, 0)
            case 0x20, 0x2D, 0x2E, 0x2F, 0x5F: signs += 1
            // There are no digits in U+0080…U+065F and U+2000…U+9FFF; three bytes of them count as one sign.
            case 0xC2...0xD8, 0xE2...0xE9: signs += 1
            case 0x80...0xBF: break
            case 0x00...0x7F: signs = 4
            default: return true
            }
            if signs > 3 { digits = 0 }
            if digits >= least { return true }
        }
        return false
    }

    private static func hidingAddresses(in text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(where: isAt) else { return text }
        var masked = String.UnicodeScalarView()
        for word in words(of: scalars) {
            guard let at = word.lastIndex(where: isAt), at > word.startIndex, at + 1 < word.endIndex,
                !word[..<at].reversed().starts(with: "***".unicodeScalars)
            else {
                masked.append(contentsOf: word)
                continue
            }
            if at - word.startIndex > 1 { masked.append(word[word.startIndex]) }
            masked.append(contentsOf: "***".unicodeScalars)
            masked.append(contentsOf: word[at...])
        }
        return String(masked)
    }

    /// The words and what separates them: the whole text in its order.
    private static func words(of scalars: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
        var (parts, start) = ([ArraySlice<Unicode.Scalar>](), 0)
        for place in scalars.indices where isBoundary(scalars[place]) {
            parts += [scalars[start..<place], scalars[place...place]]
            start = place + 1
        }
        return parts + [scalars[start...]]
    }

    private static func isAt(_ scalar: Unicode.Scalar) -> Bool { scalar == "@" || scalar == "＠" }

    private static func isBoundary(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || "<>()[]{}\"',;:=，；：。、（）【】《》".unicodeScalars.contains(scalar)
            || scalar.properties.generalCategory == .control
    }

    /// Works scalar by scalar, so that a combining mark after a name does not make it another.
    private static func hiding(_ name: String, in text: String) -> String {
        let (scalars, name) = (Array(text.unicodeScalars), Array(name.unicodeScalars))
        guard scalars.count >= name.count else { return text }
        var (masked, place) = (String.UnicodeScalarView(), 0)
        while place < scalars.count {
            let end = place + name.count
            let isWhole = !isWithinWord(scalars, place) && !isWithinWord(scalars, end)
            let isHere = isWhole && scalars[place...].starts(with: name)
            masked.append(contentsOf: isHere ? "***".unicodeScalars : String(scalars[place]).unicodeScalars)
            place += isHere ? name.count : 1
        }
        return String(masked)
    }

    /// Whether the letters on both sides of a place belong to one word.
    ///
    /// Scripts without letter case, such as Chinese, do not separate words.
    private static func isWithinWord(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        place > 0 && place < scalars.count && scalars[place - 1].properties.isCased && scalars[place].properties.isCased
    }

    /// A text that was cut off, without the beginning of a name left at its end.
    package static func withoutPartOfName(_ text: String, of names: [String]) -> String {
        let scalars = Array(text.unicodeScalars)
        let longest = names.reduce(0) { longest, name in
            let name = Array(name.unicodeScalars)
            let lengths = stride(from: min(name.count - 1, scalars.count), to: longest, by: -1)
            return lengths.first { length in
                let start = scalars.count - length
                return scalars[start...].elementsEqual(name[..<length]) && !isWithinWord(scalars, start)
            } ?? longest
        }
        return String(String.UnicodeScalarView(scalars.dropLast(longest)))
    }
}
