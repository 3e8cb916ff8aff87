/// What a number means under the format of its cell.
enum NumberFormat: Equatable {
    case plain
    /// A day, with or without a time.
    case date
    /// A number that is written out in digits: `00000`.
    case digits(DigitsFormat)

    /// The meaning of a format that has a number instead of a code.
    ///
    /// 27–36 and 50–58 are those of Chinese and Japanese Excel. A mere time of day stays a number.
    ///
    /// - Source: ECMA-376 part 1, 18.8.30
    init(builtIn id: Int) {
        switch id {
        case 14...17, 22, 27...36, 50...58: self = .date
        default: self = .plain
        }
    }

    /// The meaning of a format code: `yyyy"年"m"月"d"日"`, `[$-804]m/d/yyyy;@`, `00000`.
    init(code: String) {
        let section = FormatSection(code)
        if section.isDate {
            self = .date
        } else if let digits = DigitsFormat(section) {
            self = .digits(digits)
        } else {
            self = .plain
        }
    }
}

/// The first section of a format code, which is that of positive numbers, taken apart.
struct FormatSection {
    /// Text that is shown as it is: quoted, or behind a backslash.
    enum Element: Equatable {
        case literal(String)
        case sign(Character)
    }

    private(set) var elements: [Element] = []

    init(_ code: String) {
        var rest = code[...]
        while let sign = rest.popFirst(), sign != ";" {
            switch sign {
            case "\"":
                elements.append(.literal(String(rest.prefix { $0 != "\"" })))
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\": if let shown = rest.popFirst() { elements.append(.literal(String(shown))) }
            // As wide as, or filled with, the next character.
            case "_", "*": rest = rest.dropFirst()
            case "[":
                // A colour, a language or a condition; or hours, minutes or seconds that have passed.
                let words = rest.prefix { $0 != "]" }.lowercased()
                if ["h", "m", "s"].contains(where: { words.allSatisfy($0.contains) }) { elements += [.sign("h")] }
                rest = rest.drop { $0 != "]" }.dropFirst()
            default: elements.append(.sign(sign))
            }
        }
    }

    private var signs: String {
        String(elements.compactMap { if case .sign(let sign) = $0 { sign } else { nil } }).lowercased()
    }

    /// Whether it shows a year, a month or a day; minutes are months only where no hour or second stands.
    var isDate: Bool {
        let signs = signs
        guard !["general", "g/通用格式"].contains(signs) else { return false }
        let letters = Set(signs.replacing("am/pm", with: "").replacing("a/p", with: ""))
        guard letters.isDisjoint(with: "0#?@") else { return false }
        if !letters.isDisjoint(with: "ydeg") || signs.contains("aaa") { return true }
        return letters.contains("m") && letters.isDisjoint(with: "hs")
    }
}

/// A format of zeros, with words around them or not: `00000`, `"注"0000`.
struct DigitsFormat: Equatable {
    private let prefix: String
    private let width: Int
    private let suffix: String

    /// - Returns: `nil` for a format that has anything else, and for a single zero, which changes nothing
    init?(_ section: FormatSection) {
        var (prefix, width, suffix) = ("", 0, "")
        for element in section.elements {
            switch element {
            case .sign("0") where suffix.isEmpty: width += 1
            case .literal(let words) where width == 0: prefix += words
            case .literal(let words): suffix += words
            case .sign: return nil
            }
        }
        guard width > 1 || width == 1 && !(prefix + suffix).isEmpty, width <= 30 else { return nil }
        (self.prefix, self.width, self.suffix) = (prefix, width, suffix)
    }

    /// The text that a sheet shows.
    ///
    /// - Returns: `nil` for a number below zero, or too large to have all its digits
    func text(of value: Double) -> String? {
        let rounded = value.rounded()
        guard rounded >= 0, rounded < 1e15 else { return nil }
        let digits = String(Int(rounded))
        return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits + suffix
    }
}
