/// How many columns of a terminal a text takes.
///
/// Chinese characters and full-width signs take two, combining marks none, ambiguous ones one, and a cluster that is
/// drawn as one picture (a flag, a family) at most two.
///
/// - Source: UAX #11 (East_Asian_Width), wcwidth(3)
package enum DisplayWidth {
    /// The columns of a whole text without line breaks.
    package static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The columns of what is drawn as one character.
    package static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        let columns = min(2, scalars.reduce(0) { $0 + of($1) })
        // The selector asks for a picture in place of a sign: ❤ and ❤️.
        let isPicture = scalars.count > 1 && scalars.contains("\u{FE0F}") && scalars.first?.properties.isEmoji == true
        return isPicture ? 2 : columns
    }

    /// The columns of a scalar by itself: 0, 1 or 2.
    package static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value >= 0x20, scalar.value < 0x7F { return 1 }
        if isIn(none, scalar.value) { return 0 }
        return isIn(wide, scalar.value) ? 2 : 1
    }

    private static func isIn(_ table: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
        var (low, high) = (0, table.count)
        while low < high {
            let middle = (low + high) / 2
            if table[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < table.count && table[low].lowerBound <= value
    }
}

extension StringProtocol {
    /// The text followed by blanks up to a width in columns; one that is as wide gets one blank.
    package func padded(to width: Int) -> String {
        String(self) + String(repeating: " ", count: Swift.max(1, width - DisplayWidth.of(self)))
    }
}
