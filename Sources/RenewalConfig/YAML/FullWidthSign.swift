import RenewalRules

/// A sign that a Chinese keyboard types in the place of one that YAML knows.
struct FullWidthSign: Hashable {
    /// Counted from 1, in Unicode scalars.
    let column: Int
    let sign: Unicode.Scalar
    /// What YAML has instead.
    let meant: String

    var phrase: Phrase {
        if meant == " " {
            return Phrase("此处的空格是全角空格或不间断空格；请改为普通空格", "a full-width or non-breaking blank; type a plain one")
        }
        let blank = meant == ":" ? Phrase("，后面加空格", ", with a blank after it") : .empty
        return Phrase("此处是全角的'\(sign)'；请改为半角的'\(meant)'", "full-width '\(sign)'; type '\(meant)' instead") + blank
    }

    /// The first in a line that stands where the syntax is, not in a value, quotes or a comment.
    init?(in line: some Collection<Unicode.Scalar>) {
        let scalars = Array(line)
        var (quote, depth, isInValue): (Unicode.Scalar?, Int, Bool) = (nil, 0, false)
        var before: Unicode.Scalar?
        for (place, scalar) in scalars.enumerated() {
            let isAfterBlank = place == 0 || scalars[place - 1] == " "
            if let open = quote {
                if scalar == open { quote = nil }
                continue
            }
            if scalar == "#", isAfterBlank { return nil }
            let begins = before.map { ":{[,-".unicodeScalars.contains($0) } ?? true
            switch scalar {
            case "'", "\"": if begins { quote = scalar }
            case ":": isInValue = isInValue || place + 1 == scalars.count || scalars[place + 1] == " "
            case "{", "[": depth += 1
            case "}", "]": depth -= 1
            default:
                if let meant = Self.meant[scalar],
                    Self.isSyntax(scalar, isFirst: before == nil, begins: begins, depth: depth, isInValue: isInValue)
                {
                    (column, sign, self.meant) = (place + 1, scalar, meant)
                    return
                }
            }
            if scalar != " " { before = scalar }
        }
        return nil
    }

    private static let meant: [Unicode.Scalar: String] = [
        "：": ":", "，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]", "－": "-", "＃": "#",
        "\u{3000}": " ", "\u{A0}": " ",
    ]

    private static func isSyntax(
        _ scalar: Unicode.Scalar,
        isFirst: Bool,
        begins: Bool,
        depth: Int,
        isInValue: Bool
    ) -> Bool {
        switch scalar {
        case "：": !isInValue || depth > 0
        case "，", "｝", "］": depth > 0
        case "｛", "［", "\u{3000}", "\u{A0}": begins
        default: isFirst
        }
    }
}

extension YAMLDocument.Flaw {
    /// The first full-width sign in some lines of a text that cannot be parsed.
    init?(fullWidthIn text: String, lines: ClosedRange<Int>) {
        let all = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for number in lines where all.indices.contains(number - 1) {
            guard let sign = FullWidthSign(in: all[number - 1]) else { continue }
            self.init(place: Place(line: number, column: sign.column), message: sign.phrase)
            return
        }
        return nil
    }
}
