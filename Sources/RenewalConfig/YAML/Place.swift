import Yams

/// A position in the text, both parts counted from 1, columns in Unicode scalars.
struct Place: Hashable, Comparable {
    let line: Int
    let column: Int

    static let start = Place(line: 1, column: 1)

    static func < (left: Place, right: Place) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension Place {
    init(_ mark: Mark?) {
        self = mark.map { Place(line: $0.line, column: $0.column) } ?? .start
    }

    /// The place of the first matching scalar in `text`; `nil` when there is none.
    init?(in text: String, ofFirst fits: (Unicode.Scalar) -> Bool) {
        var (line, column) = (1, 1)
        for scalar in text.unicodeScalars {
            if fits(scalar) {
                self.init(line: line, column: column)
                return
            }
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return nil
    }
}

extension Node {
    var place: Place { Place(mark) }

    /// Whether nothing is written where a value could stand.
    var isEmpty: Bool {
        guard let scalar, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
