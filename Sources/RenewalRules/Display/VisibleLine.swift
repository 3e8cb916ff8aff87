/// A text on one line without invisible characters.
///
/// Blanks and line ends of every kind become one space. Characters without a visible form are removed: fillers,
/// zero-width and tag characters, variation selectors, direction marks, private use. So are marks stacked on a letter
/// or without one.
package struct VisibleLine: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Accents on one letter; Vietnamese has two.
    private static let accentLimit = 2
    /// Marks of any kind on one letter, such as the vowels and stacked letters of Tibetan.
    private static let markLimit = 4

    package init(_ text: String) { description = Self.isPlain(text) ? text : Self.visible(text) }

    private static func visible(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var hasGap = false
        var (accents, marks) = (0, 0)
        for scalar in text.unicodeScalars {
            if isGap(scalar) {
                hasGap = !line.isEmpty
                continue
            }
            if isInvisible(scalar) { continue }
            if isMark(scalar) {
                marks += 1
                accents += scalar.properties.canonicalCombiningClass == .notReordered ? 0 : 1
                guard !line.isEmpty, !hasGap, accents <= accentLimit, marks <= markLimit else { continue }
            } else {
                (accents, marks) = (0, 0)
            }
            if hasGap { line.append(" ") }
            hasGap = false
            line.append(scalar)
        }
        return String(line)
    }

    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        // The blank Braille pattern is a symbol to Unicode and a blank to the eye.
        default: scalar == "\u{2800}"
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .privateUse: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }

    /// Whether a text certainly needs no change, judged by its bytes; most do not.
    private static func isPlain(_ text: String) -> Bool {
        let space = UInt8(ascii: " ")
        var (second, last) = (space, space)
        for byte in text.utf8 {
            switch (second, last, byte) {
            case (_, space, space): return false
            case (_, _, 0x20...0x7E), (_, _, 0xE2...0xE9), (_, _, 0xEF): break
            // In U+2000… dashes, quotes and dots; in U+3000… punctuation; in U+F000… full-width forms.
            case (_, 0xE2, 0x80), (_, 0xE3, 0x80), (_, 0xEF, 0xBC): break
            case (0xE2, 0x80, 0x90...0xA7), (0xE3, 0x80, 0x81...0xA9): break
            case (_, 0xE2, _), (_, 0xE3, _), (_, 0xEF, _), (0xE2, _, _), (0xE3, _, _): return false
            // Chinese characters in U+4000…U+9FFF and the rest of the full-width forms.
            case (_, 0xE4...0xE9, 0x80...0xBF), (0xE4...0xE9, _, 0x80...0xBF), (0xEF, 0xBC, 0x80...0xBF): break
            default: return false
            }
            (second, last) = (last, byte)
        }
        return last != space
    }
}
