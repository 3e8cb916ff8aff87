import Foundation

/// An id in the form in which ids are compared, so that ids that look the same are the same.
///
/// Surrounding blanks and invisible characters are removed, every blank inside becomes a space, full-width letters,
/// digits and signs become ASCII, and accents are composed (Unicode normal form C). An import stores this form. A scan
/// only compares by it: keys and lookups use the registry's bytes.
///
/// - Source: Unicode Standard Annex 15 (NFC), Unicode Character Database (`Default_Ignorable_Code_Point`)
package struct FoldedID: Hashable {
    /// The folded form.
    package let text: String

    /// Folds an id.
    package init(_ id: String) {
        guard !Self.isPlain(id) else {
            text = id
            return
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: id.unicodeScalars.lazy.compactMap(Self.folded))
        let composed = String(scalars).precomposedStringWithCanonicalMapping.unicodeScalars
        let inner = composed.drop(while: \.properties.isWhitespace)
        let end = inner.lastIndex { !$0.properties.isWhitespace }.map(inner.index(after:)) ?? inner.startIndex
        text = String(inner[inner.startIndex..<end])
    }

    /// Whether an id has this form byte for byte: Swift treats all encodings of an accent as equal.
    func isWritten(_ id: String) -> Bool { text.utf8.elementsEqual(id.utf8) }

    /// The folded form of an id that is not folded.
    package static func unlike(_ id: String) -> FoldedID? {
        guard !isPlain(id) else { return nil }
        let folded = FoldedID(id)
        return folded.isWritten(id) ? nil : folded
    }

    /// True of nearly every id: printable ASCII without surrounding blanks.
    private static func isPlain(_ id: String) -> Bool {
        let space = UInt8(ascii: " ")
        return id.utf8.first != space && id.utf8.last != space && id.utf8.allSatisfy { (space...0x7E).contains($0) }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - fullWidthDistance)
        case _ where scalar.properties.isDefaultIgnorableCodePoint: nil
        case _ where scalar.properties.generalCategory == .spaceSeparator: " "
        default: scalar
        }
    }

    /// From a full-width character to its ASCII form.
    private static let fullWidthDistance: UInt32 = 0xFEE0
}
