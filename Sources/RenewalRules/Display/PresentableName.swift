/// A name that may be shown to people who did not choose it.
///
/// Registrants enter their own names, and the office's mail carries them to others. So a name is short, has only
/// characters of names, and nothing that a mail program would turn into a link. Anything else is better left out: a
/// greeting can do without.
package struct PresentableName: Hashable, Sendable, CustomStringConvertible {
    /// Whose name it is.
    package enum Bearer: Sendable {
        case person
        /// An employer, a review body.
        case organization
        /// A category of registration, in the office's words.
        case category
    }

    /// Why a text cannot be shown as a name; the phrase describes the column without quoting it.
    package enum Problem: Error, Hashable, Sendable, CaseIterable, Speakable, CustomStringConvertible {
        case isEmpty, isTooLong, hasAddress, hasNumber, hasSign, hasPrivateUse, isSentence

        package var phrase: Phrase {
            switch self {
            case .isEmpty: Phrase("没有文字，不予显示", "has no letter; it is not shown")
            case .isTooLong: Phrase("过长，不像名称，不予显示", "is too long for a name; it is not shown")
            case .hasAddress: Phrase("含有网址或邮箱地址，不予显示", "holds a web or mail address; it is not shown")
            case .hasNumber: Phrase("含有名称中不应有的号码，不予显示", "holds a number that no name has; it is not shown")
            case .hasSign: Phrase("含有名称中不应有的符号，不予显示", "holds a sign that no name has; it is not shown")
            case .hasPrivateUse:
                Phrase(
                    "含有自造字（私用区字符），各系统显示不一，不予显示",
                    "holds a character of private use, which each system shows as another; it is not shown"
                )
            case .isSentence: Phrase("像一句话而不像名称，不予显示", "reads like a sentence; it is not shown")
            }
        }
    }

    /// Unicode scalars of a shown name; a longer name of an organisation is cut and ends in `…`.
    package static let limit = 60

    /// At most ``limit`` Unicode scalars on one line.
    package let description: String

    /// Checks a text and makes it safe to show.
    ///
    /// - Parameters:
    ///   - text: as recorded
    ///   - bearer: whose name it is; an organisation's allows more
    /// - Throws: the first problem found
    package init(_ text: String, of bearer: Bearer) throws(Problem) {
        guard !Self.isPlainlyName(text, of: bearer) else {
            description = text
            return
        }
        guard !Self.hasPrivateUse(text) else { throw .hasPrivateUse }
        var scalars = Array(VisibleLine(text).description.unicodeScalars)
        guard !Self.hasAddress(scalars) else { throw .hasAddress }
        guard scalars.contains(where: { $0.isLetter || ($0.isDigit && bearer != .person) }) else {
            throw .isEmpty
        }
        guard scalars.count <= bearer.longest else { throw .isTooLong }
        let colon = Self.colonOfFormerName(in: scalars)
        if let colon { scalars[colon] = "：" }
        guard scalars.indices.allSatisfy({ $0 == colon || bearer.allows(scalars[$0]) }) else { throw .hasSign }
        guard !Self.hasNumber(scalars, of: bearer) else { throw .hasNumber }
        let name = Self.unlinked(scalars)
        guard !Self.isSentence(bearer == .person ? name : scalars, of: bearer) else { throw .isSentence }
        let cut = name.count > Self.limit ? name.prefix(Self.limit - 1) + ["…"] : name[...]
        description = String(String.UnicodeScalarView(cut))
    }

    /// Whether the bytes alone prove it, as for nearly every name: letters, Chinese characters, and full-width brackets
    /// around a part of an organisation's.
    private static func isPlainlyName(_ text: String, of bearer: Bearer) -> Bool {
        // A Chinese character has three bytes.
        guard text.utf8.count <= 3 * min(bearer.longestRun, limit) else { return false }
        var (second, last) = (UInt8(0), UInt8(0))
        var (letters, brackets) = (0, 0)
        for byte in text.utf8 {
            switch (second, last, byte) {
            case (0xEF, 0xBC, 0x88...0x89): brackets += 1
            case (_, 0xEF, 0xBC), (_, _, 0xEF): break
            case (0xEF, _, _), (_, 0xEF, _): return false
            // U+5000…U+9FFF
            case (_, _, 0xE5...0xE9), (_, _, UInt8(ascii: "A")...UInt8(ascii: "Z")),
                (_, _, UInt8(ascii: "a")...UInt8(ascii: "z")):
                letters += 1
            case (_, _, 0x80...0xBF): break
            default: return false
            }
            (second, last) = (last, byte)
        }
        return letters > 0 && letters + brackets <= limit && (brackets == 0 || bearer != .person)
    }
}

extension PresentableName {
    /// Whether a text has characters that only the system that wrote it knows, as GBK systems use for `䶮`.
    ///
    /// Without them the rest would be another name.
    package static func hasPrivateUse(_ text: String) -> Bool {
        // U+E000…U+F8FF and U+F0000…U+10FFFF begin with these bytes.
        text.utf8.contains { (0xEE...0xEF).contains($0) || $0 >= 0xF3 }
            && text.unicodeScalars.contains { $0.properties.generalCategory == .privateUse }
    }

    /// Also in full-width characters.
    private static func hasAddress(_ scalars: [Unicode.Scalar]) -> Bool {
        let folded = scalars.map { scalar in
            let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
            let plain = isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            return plain == "W" ? "w" : plain
        }
        return ["://", "www.", "@"].contains { Self.holds(folded, Array($0.unicodeScalars)) }
    }

    private static func holds(_ scalars: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
        scalars.indices.contains { scalars[$0...].starts(with: part) }
    }

    /// The place of the colon in `（曾用名：张三）`, full-width or not.
    private static func colonOfFormerName(in scalars: [Unicode.Scalar]) -> Int? {
        guard let colon = scalars.firstIndex(where: { $0 == "：" || $0 == ":" }),
            let bracket = scalars[..<colon].lastIndex(where: { $0 == "（" || $0 == "(" }),
            scalars.last == "）" || scalars.last == ")"
        else { return nil }
        let word = String(String.UnicodeScalarView(scalars[(bracket + 1)..<colon]))
        return wordsForFormerName.contains(word) ? colon : nil
    }

    private static let wordsForFormerName: Set<String> = ["原", "原名", "曾用", "曾用名", "又名", "别名"]

    /// Whether it contains a telephone number or the like: many digits or, in a person's name, digits on both sides of
    /// a sign.
    private static func hasNumber(_ scalars: [Unicode.Scalar], of bearer: Bearer) -> Bool {
        let runs = scalars.split { !$0.isDigit }
        guard runs.allSatisfy({ $0.count <= Self.digitLimit }) else { return true }
        guard bearer == .person else { return false }
        return zip(runs, runs.dropFirst()).contains { left, right in
            let between = scalars[left.endIndex..<right.startIndex]
            return between.count == 1 && between.allSatisfy { !$0.isLetter && $0 != " " }
        }
    }

    /// Digits in a row; an army unit has five, a telephone number seven or more.
    private static let digitLimit = 6

    /// The name with a blank after each dot that a mail program could take for part of a domain.
    ///
    /// Between Chinese characters it becomes the dot used in minority names, which people type as a full stop.
    private static func unlinked(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        scalars.indices.flatMap { place -> [Unicode.Scalar] in
            guard scalars[place].isDot, place + 1 < scalars.count, !scalars[place + 1].isGapOrSign else {
                return [scalars[place]]
            }
            let isChinese = { (scalar: Unicode.Scalar) in scalar.properties.isIdeographic }
            return place > 0 && isChinese(scalars[place - 1]) && isChinese(scalars[place + 1]) ? ["·"] : [".", " "]
        }
    }

    /// Whether there are more words than in a name, or a word begins after another's full stop.
    private static func isSentence(_ scalars: [Unicode.Scalar], of bearer: Bearer) -> Bool {
        let words = scalars.split(separator: " ")
        guard words.count <= bearer.mostWords else { return true }
        let isRunOn = scalars.split { !$0.properties.isIdeographic }.contains { $0.count > bearer.longestRun }
        let rest = words.drop { $0.last?.isDot == true && (isAbbreviation($0) || isFormOfAddress($0)) }
        return isRunOn || rest.dropLast().contains { $0.last?.isDot == true && !isAbbreviation($0) }
    }

    private static func isAbbreviation(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        let text = lettersBeforeDot(of: word)
        return text.unicodeScalars.count <= 1 || titles.contains(text)
    }

    private static func isFormOfAddress(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        formsOfAddress.contains(lettersBeforeDot(of: word))
    }

    private static func lettersBeforeDot(of word: ArraySlice<Unicode.Scalar>) -> String {
        let letters = word.dropLast().split { !$0.isLetter }.last ?? []
        return String(String.UnicodeScalarView(letters)).lowercased()
    }

    /// Words whose full stop is only expected before a name; elsewhere it may end a sentence.
    private static let formsOfAddress: Set<String> = [
        "er", "smt", "shri", "fr", "ma", "messrs", "mme", "mlle", "sra", "gebr",
    ]

    /// Words before or in names that end in a full stop.
    private static let titles: Set<String> = [
        "dr", "mr", "mrs", "ms", "prof", "st", "ste", "sto", "sta", "jr", "sr", "rev", "hon", "eng", "engr", "ing",
        "dipl", "lic",
        "arch", "capt", "col", "gen", "lt", "maj", "sgt", "ph", "sc", "md", "mohd", "muhd", "abd", "wm", "chas", "geo",
        "co", "corp", "inc", "ltd", "llc", "plc", "pty", "pte", "sdn", "bhd", "cie", "bros", "no", "nos", "mt", "ft",
        "intl", "int", "natl", "nat", "govt", "gov", "prov", "dist", "dept", "div", "br", "univ", "inst", "assn",
        "assoc", "soc", "acad", "lab", "labs", "hosp", "bldg", "blk", "rd", "ave", "fl", "rm", "ind", "inds", "mfg",
        "min", "petr", "chem", "pharm", "elec", "mech", "tech", "sci", "dev", "constr", "svc", "svcs", "mgmt", "grp",
        "hldgs",
    ]
}

extension PresentableName.Bearer {
    /// Unicode scalars of a text that can be a name at all.
    fileprivate var longest: Int { self == .person ? PresentableName.limit : 2 * PresentableName.limit }
    fileprivate var mostWords: Int { self == .person ? 8 : 16 }
    /// Chinese characters in a row: names of people have five, transliterated ones more.
    fileprivate var longestRun: Int { self == .person ? 12 : longest }

    private static let signs = Set("·•・‧∙⋅.．'’‘ʼ`´\"“”-‐‑–—－,/()（）་׳״…* ".unicodeScalars)
    private static let organizationSigns = Set("&＆+＋#＃、[]【】〔〕〈〉《》「」『』_／№|°!×㈱㈲㈳㈶㈜".unicodeScalars)
    private static let categorySigns = Set("，；：".unicodeScalars)

    /// Whether a scalar occurs in such names; `…` and `*` are left by masked numbers.
    fileprivate func allows(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLetter || scalar.isDigit || Self.signs.contains(scalar)
            || (self != .person && Self.organizationSigns.contains(scalar))
            || (self == .category && Self.categorySigns.contains(scalar))
    }
}

extension Unicode.Scalar {
    /// A letter or a mark that belongs to one.
    fileprivate var isLetter: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: properties.isAlphabetic
        }
    }

    fileprivate var isDigit: Bool { properties.numericType == .decimal }

    /// A full stop, full-width or not.
    fileprivate var isDot: Bool { self == "." || self == "．" }

    /// Whether it cannot continue a domain after a dot.
    fileprivate var isGapOrSign: Bool { !isLetter && !isDigit && self != "-" }
}
