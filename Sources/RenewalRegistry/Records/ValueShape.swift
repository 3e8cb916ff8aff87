/// How a value is written, without saying what it is: `9999/9/9`, `字字`, `a99`.
///
/// Digits become 9, letters a, other characters 字; signs and the characters of dates stay. One or two digits look alike, so
/// that rows with the same fault are reported together.
struct ValueShape: CustomStringConvertible {
    let description: String

    /// The shape of a text or number.
    init(_ text: String) {
        var (shape, digits) = ("", 0)
        for scalar in FoldedID(text).text.unicodeScalars {
            if scalar.properties.numericType == .decimal {
                digits += 1
                if digits != 2 { shape.append("9") }
                if digits == 3 { shape.append("9") }
            } else {
                digits = 0
                shape.unicodeScalars.append(Self.shape(of: scalar))
            }
            guard shape.utf8.count < Self.longest else {
                shape += "…"
                break
            }
        }
        description = shape
    }

    /// Longer than any day.
    private static let longest = 32

    private static func shape(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case _ where signs.contains(scalar): scalar
        case "a"..."z", "A"..."Z": "a"
        case _ where scalar.properties.isWhitespace: " "
        default: "字"
        }
    }

    private static let signs = Set("-/.:+,年月日号时分秒".unicodeScalars)
}
