import Foundation

/// Text as it is compared and kept, whatever a keyboard or a spreadsheet made of it.
///
/// Surrounding blanks and invisible characters are gone, each run of blanks inside is one space, full-width letters,
/// digits and signs are ASCII, Chinese brackets too, and accents are composed (Unicode normal form C).
///
/// - Source: Unicode Standard Annexes 11 (full-width forms) and 15 (NFC)
struct FoldedText: Hashable {
    let text: String

    init(_ written: some StringProtocol) {
        // Nearly every cell: nothing in it has another form.
        if Self.isFolded(written) {
            text = String(written)
            return
        }
        var scalars = String.UnicodeScalarView()
        for scalar in written.unicodeScalars {
            switch scalar {
            case "\u{FF01}"..."\u{FF5E}":
                if let narrow = Unicode.Scalar(scalar.value - Self.fullWidthDistance) { scalars.append(narrow) }
            case "〔", "【": scalars.append("(")
            case "〕", "】": scalars.append(")")
            case "−", "–", "—", "‐", "‑": scalars.append("-")
            case _ where scalar.properties.isWhitespace: scalars.append(" ")
            case _ where scalar.properties.isDefaultIgnorableCodePoint: continue
            default: scalars.append(scalar)
            }
        }
        let composed = String(scalars).precomposedStringWithCanonicalMapping
        text = composed.split(separator: " ").joined(separator: " ")
    }

    /// Whether a text is ideographs and visible ASCII, with single spaces between them at most.
    private static func isFolded(_ written: some StringProtocol) -> Bool {
        var isAfterSpace = true
        for scalar in written.unicodeScalars {
            switch scalar {
            case "\u{21}"..."\u{7E}", "\u{4E00}"..."\u{9FFF}": isAfterSpace = false
            case " " where !isAfterSpace: isAfterSpace = true
            default: return false
            }
        }
        return !isAfterSpace
    }

    /// From a full-width character to its ASCII form.
    private static let fullWidthDistance: UInt32 = 0xFEE0
}
