/// A category of practice under the regulation of 2019.
///
/// The raw value is the official spelling, with Chinese brackets.
///
/// - Source: rule V7
public enum PracticeCategory: String, Hashable, Sendable, CaseIterable {
    case coalMine = "煤矿安全"
    case otherMine = "金属非金属矿山安全"
    case chemical = "化工安全"
    case metalSmelting = "金属冶炼安全"
    case construction = "建筑施工安全"
    case roadTransport = "道路运输安全"
    case other = "其他安全（不包括消防安全）"

    /// The category that an office recorded, whatever brackets and blanks it typed; `nil` for any other text.
    public init?(recorded text: String) {
        guard let known = Self.byName[CategoryName(text)] else { return nil }
        self = known
    }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { (CategoryName($0.rawValue), $0) })

    /// The category in the words of the regulation.
    public var words: BothLanguages {
        switch self {
        case .coalMine: (rawValue, "coal mine safety")
        case .otherMine: (rawValue, "metal and non-metal mine safety")
        case .chemical: (rawValue, "chemical safety")
        case .metalSmelting: (rawValue, "metal smelting safety")
        case .construction: (rawValue, "construction safety")
        case .roadTransport: (rawValue, "road transport safety")
        case .other: (rawValue, "other safety (fire safety excluded)")
        }
    }
}

/// A category of before the regulation of 2019, which old records still name.
///
/// - Source: rule V7
public enum FormerCategory: String, Hashable, Sendable, CaseIterable {
    case coalMine = "煤矿"
    case otherMine = "非煤矿矿山"
    case construction = "建筑施工"
    case hazardousSubstances = "危险物品"
    case other = "其他"

    /// The former category that an office recorded; `nil` for any other text.
    public init?(recorded text: String) {
        self.init(rawValue: CategoryName(text).spelling)
    }

    /// The category in the words of that time.
    public var words: BothLanguages {
        switch self {
        case .coalMine: (rawValue, "coal mines (former category)")
        case .otherMine: (rawValue, "non-coal mines (former category)")
        case .construction: (rawValue, "construction (former category)")
        case .hazardousSubstances: (rawValue, "hazardous substances (former category)")
        case .other: (rawValue, "other (former category)")
        }
    }
}

/// A category as somebody typed it, compared without blanks and whatever the width of its brackets.
///
/// - Source: rule V7
public struct CategoryName: Hashable, Sendable, ExpressibleByStringLiteral {
    /// ASCII brackets and no blanks: `其他安全(不包括消防安全)`.
    public let spelling: String

    public init(_ text: String) {
        var spelling = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace && !Self.invisible.contains(scalar) {
            spelling.append(Self.narrow[scalar] ?? scalar)
        }
        self.spelling = String(spelling)
    }

    public init(stringLiteral text: String) { self.init(text) }

    private static let narrow: [Unicode.Scalar: Unicode.Scalar] = [
        "（": "(", "）": ")", "〔": "(", "〕": ")", "[": "(", "]": ")", "［": "(", "］": ")", "【": "(", "】": ")",
    ]
    private static let invisible = Set("\u{200B}\u{2060}\u{FEFF}".unicodeScalars)
}

extension CategoryName {
    /// The category, of today or of before 2019, in the words of its regulation; `nil` where none has it.
    public var words: BothLanguages? {
        PracticeCategory(recorded: spelling)?.words ?? FormerCategory(recorded: spelling)?.words
    }

    /// Why a recorded category is none of the seven; `nil` for one of them or a former one.
    public var doubt: CategoryDoubt? {
        if PracticeCategory(recorded: spelling) != nil || FormerCategory(recorded: spelling) != nil { return nil }
        if Self.ofFireEngineers.contains(spelling) { return .fireSafety }
        return .unknown(meant: likely)
    }

    private static let ofFireEngineers: Set<String> = ["消防安全", "消防"]

    /// The category that shares the most characters with the text; `nil` where none comes near or two come equally near.
    private var likely: PracticeCategory? {
        let typed = Self.distinctive(spelling)
        let near = PracticeCategory.allCases.map { category in
            let own = Self.distinctive(CategoryName(category.rawValue).spelling)
            let shared = own.intersection(typed).count
            return (category: category, shared: shared, share: Double(shared) / Double(own.count))
        }.filter { $0.shared >= 2 || $0.share >= 0.5 }
            .sorted { ($0.shared, $0.share) > ($1.shared, $1.share) }
        guard let best = near.first else { return nil }
        let isAlone = near.dropFirst().allSatisfy { ($0.shared, $0.share) < (best.shared, best.share) }
        return isAlone ? best.category : nil
    }

    /// The characters before a bracket that tell categories apart.
    private static func distinctive(_ spelling: String) -> Set<Character> {
        Set(spelling.prefix { $0 != "(" }).subtracting("安全")
    }
}

/// What is doubtful about a recorded category; it is kept as it is.
///
/// - Source: rule V7
public enum CategoryDoubt: Hashable, Sendable, Speakable, CustomStringConvertible {
    /// Fire safety has engineers of its own; the seventh category excludes it.
    case fireSafety
    /// None of the seven; the one probably meant, if the text comes near one.
    case unknown(meant: PracticeCategory?)

    /// What is wrong, and what to write instead, without repeating the text: `is none of the seven categories (V7); …`.
    public var phrase: Phrase {
        switch self {
        case .fireSafety:
            Phrase(
                "不是安全工程师的注册类别，消防安全另设注册消防工程师（V7）",
                "is no category of safety engineers, because fire safety has engineers of its own (V7)"
            )
        case .unknown(let meant?):
            Phrase(
                "不是七个注册类别之一（V7），疑为\(meant.rawValue)",
                "is none of the seven categories (V7); \(meant.rawValue) is probably meant"
            )
        case .unknown(nil):
            Phrase(
                "不是七个注册类别之一（V7），按登记内容保留",
                "is none of the seven categories (V7); it stays as it is recorded"
            )
        }
    }
}
