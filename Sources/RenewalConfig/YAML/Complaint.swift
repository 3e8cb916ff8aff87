import RenewalRules

/// Why a value is refused and what to write instead; completes "KEY: ".
struct Complaint: Error, Equatable {
    let phrase: Phrase

    init(_ phrase: Phrase) { self.phrase = phrase }

    init(_ chinese: String, _ english: String) { phrase = Phrase(chinese, english) }
}

extension Phrase {
    /// What is wrong with a key's value: `KEY: …`.
    init(of key: String, _ fault: Phrase) {
        self.init("\(key)：\(fault.chinese)", "\(key): \(fault.english)")
    }
}

extension String {
    /// The text in quotes for a message: without control characters and at most 60 characters long.
    var quoted: String {
        let shown = unicodeScalars.prefix(60).map { scalar in
            scalar.properties.generalCategory.isPrintable ? String(scalar) : "?"
        }
        return "'\(shown.joined())\(unicodeScalars.count > 60 ? "…" : "")'"
    }

    /// Whether the text contains a line break or another unprintable character.
    var hasUnprintable: Bool {
        unicodeScalars.contains { !$0.properties.generalCategory.isPrintable }
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isPrintable: Bool {
        switch self {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
