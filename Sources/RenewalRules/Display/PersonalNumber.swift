/// A resident identity number or telephone number in a text, as people write them: ungrouped or in groups, in ASCII or
/// full-width digits.
struct PersonalNumber {
    /// The kinds of personal numbers.
    enum Kind: Hashable, Sendable, CaseIterable {
        /// 17 digits and a check character, or the former 15 digits, with a valid place and birthday.
        ///
        /// Ungrouped, the check character may be wrong, because people mistype. It must be right in groups, and where
        /// the number could also be an organisation's credit code.
        case identity
        /// More digits in a row than any other number has.
        case long
        case telephone
    }

    /// The scalars from the first digit to the last.
    let range: Range<Int>

    /// A number with at least this many digits in a row is taken for an identity number (rule D11).
    static let longDigits = 15
    private static let mostDigits = 18
    /// Blanks and signs allowed between two groups of digits.
    private static let mostSigns = 3
    /// Letters that an office may write directly before a number.
    private static let mostLetters = 4

    /// Finds the number that begins at a digit, the longest if there are several.
    ///
    /// - Source: GB 11643-1999; GB/T 2260 for the place; GB 32100-2015 for credit codes
    init?(in scalars: [Unicode.Scalar], at start: Int, of kinds: Set<Kind>) {
        guard scalars[start].digit != nil, start == 0 || scalars[start - 1].digit == nil else { return nil }
        if kinds.contains(.long) {
            let end = scalars[start...].firstIndex { $0.digit == nil } ?? scalars.count
            if end - start >= Self.longDigits {
                range = start..<(end < scalars.count && scalars[end].isCheckX ? end + 1 : end)
                return
            }
        }
        var (digits, place, found) = ([Int](), start, Int?.none)
        var (isGrouped, kinds) = (false, kinds)
        while let digit = scalars[place].digit {
            digits.append(digit)
            let after = place + 1
            let isWhole = after == scalars.count || scalars[after].digit == nil
            if isWhole, Self.isNumber(digits, isGrouped: isGrouped, in: scalars, at: start..<after, of: kinds) {
                found = after
            }
            let next = Self.next(in: scalars, after: after)
            if kinds.contains(.identity), digits.count == 17, let next, scalars[next].isCheckX,
                Self.isWord(scalars, start..<next + 1)
            {
                let isInRow = !isGrouped && next == after
                found = Self.isIdentity(digits, check: .x, isMistypable: isInRow) ? next + 1 : found
            }
            guard digits.count < Self.mostDigits, let next, scalars[next].digit != nil else { break }
            isGrouped = isGrouped || next > after
            if next > after, Self.hostEnd(in: scalars, at: next) != nil { kinds.remove(.telephone) }
            place = next
        }
        guard let found else { return nil }
        range = start..<found
    }

    /// The end of an IPv4 address that begins at a place: whoever reads a refusal needs the host.
    ///
    /// - Returns: `nil` where none begins; groups with a leading zero do not count
    static func hostEnd(in scalars: [Unicode.Scalar], at start: Int) -> Int? {
        let isBegun = start == 0 || (scalars[start - 1].digit == nil && ![".", "+", "＋"].contains(scalars[start - 1]))
        guard isBegun else { return nil }
        var place = start
        for group in 0..<4 {
            if group > 0 {
                guard place < scalars.count, scalars[place] == "." else { return nil }
                place += 1
            }
            let digits = scalars[place...].prefix { ("0"..."9").contains($0) }
            guard (1...3).contains(digits.count), digits.count == 1 || digits.first != "0",
                digits.reduce(0, { $0 * 10 + ($1.digit ?? 0) }) <= 255
            else { return nil }
            place += digits.count
        }
        let rest = scalars[place...].drop { $0 == "." }
        return rest.startIndex <= place + 1 && rest.first?.digit != nil ? nil : place
    }

    /// The next digit or check character, after at most a few signs.
    private static func next(in scalars: [Unicode.Scalar], after place: Int) -> Int? {
        let next = scalars[place...].prefix(mostSigns + 1).firstIndex { !$0.isGroupSign }
        return next.flatMap { scalars[$0].digit != nil || scalars[$0].isCheckX ? $0 : nil }
    }

    private static func isNumber(
        _ digits: [Int],
        isGrouped: Bool,
        in scalars: [Unicode.Scalar],
        at range: Range<Int>,
        of kinds: Set<Kind>
    ) -> Bool {
        let isBegun = range.lowerBound == 0 || !scalars[range.lowerBound - 1].isLatin
        let isAlone = isBegun && isEndOfWord(scalars, range.upperBound)
        if kinds.contains(.identity) {
            if digits.count == 18, isWord(scalars, range),
                isIdentity(digits, check: .digit(digits[17]), isMistypable: !isGrouped)
            {
                return true
            }
            // It has no check digit, so among letters it counts as part of a code.
            if digits.count == 15, isAlone, isFormerIdentity(digits) { return true }
        }
        guard kinds.contains(.telephone), isAlone else { return false }
        let hasPlus = range.lowerBound > 0 && scalars[range.lowerBound - 1].isPlus
        return isTelephone(digits, isInternational: hasPlus)
    }

    /// Whether a number is a word of its own or follows a few letters such as `ID`; within a fingerprint it is neither.
    private static func isWord(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
        let letters = scalars[..<range.lowerBound].reversed().prefix(mostLetters + 1).prefix { $0.isLatin }.count
        let before = range.lowerBound - letters - 1
        let isBegun = letters <= mostLetters && (before < 0 || scalars[before].digit == nil)
        let isEnded = range.upperBound == scalars.count || scalars[range.upperBound].digit == nil
        return isBegun && isEnded && isEndOfWord(scalars, range.upperBound)
    }

    private static func isEndOfWord(_ scalars: [Unicode.Scalar], _ end: Int) -> Bool {
        end == scalars.count || !scalars[end].isLatin
    }

    /// What follows the 17 digits.
    private enum Check: Hashable {
        case digit(Int)
        case x

        /// Its value in an identity number.
        var ofIdentity: Int { if case .digit(let digit) = self { digit } else { 10 } }
        /// Its value in a credit code, whose alphabet lacks I, O, S, V and Z.
        var ofCredit: Int { if case .digit(let digit) = self { digit } else { 28 } }
    }

    /// Whether the digits begin like an identity number, with the right check character where that matters.
    private static func isIdentity(_ digits: [Int], check: Check, isMistypable: Bool) -> Bool {
        guard isBirth(digits[6..<14]) else { return false }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).map(*).reduce(0, +)
        let isRight = (12 - sum % 11) % 11 == check.ofIdentity
        guard isPlace(digits) else { return isRight && isPlaceAbroad(digits) }
        return isRight || (isMistypable && !isCreditCode(digits, check: check))
    }

    /// Whether the check character fits a unified social credit code, which may consist of digits only.
    private static func isCreditCode(_ digits: [Int], check: Check) -> Bool {
        let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
        let sum = zip(digits, weights).map(*).reduce(0, +)
        return (31 - sum % 31) % 31 == check.ofCredit
    }

    private static func isFormerIdentity(_ digits: [Int]) -> Bool {
        isPlace(digits) && isBirth([1, 9] + digits[6..<12])
    }

    private static func isPlace(_ digits: [Int]) -> Bool {
        switch digits[0] * 10 + digits[1] {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83: true
        default: false
        }
    }

    /// Not a division of China: credit codes of companies begin like this.
    private static func isPlaceAbroad(_ digits: [Int]) -> Bool { digits.starts(with: [9, 1]) }

    private static func isBirth(_ digits: ArraySlice<Int>) -> Bool {
        let number = digits.reduce(0) { $0 * 10 + $1 }
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        return (1850...2100).contains(year) && CalendarDate(year: year, month: month, day: day) != nil
    }

    /// A mobile number, one with an area code, or one with a country code.
    private static func isTelephone(_ digits: [Int], isInternational: Bool) -> Bool {
        if isInternational { return (8...15).contains(digits.count) }
        switch digits.count {
        case 11 where digits[0] == 1 && digits[1] >= 3: return true
        case 13 where digits.starts(with: [8, 6, 1]): return true
        case 10...12: return digits[0] == 0 && digits[1] != 0
        default: return false
        }
    }
}

extension Unicode.Scalar {
    fileprivate var digit: Int? {
        switch value {
        case 0x30...0x39: Int(value - 0x30)
        case 0..<0x80: nil
        default: properties.numericType == .decimal ? properties.numericValue.map { Int($0) } : nil
        }
    }

    /// Characters that people write between groups of digits.
    fileprivate var isGroupSign: Bool {
        switch self {
        case " ", "-", "_", ".", "/", "·", "\u{A0}", "\u{3000}", "\u{2010}"..."\u{2015}", "\u{FF0D}": true
        default: false
        }
    }

    fileprivate var isCheckX: Bool { ["X", "x", "Ｘ", "ｘ"].contains(self) }
    fileprivate var isPlus: Bool { self == "+" || self == "＋" }
    fileprivate var isLatin: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
