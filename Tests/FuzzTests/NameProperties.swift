import RenewalRules

/// A presented name is short, fully visible and not a link; an identity number in a text is never shown.
enum NameProperties {
    private static let identity = "11010519491231002X"

    static func check(_ bytes: [UInt8]) throws(Finding) {
        let text = String(decoding: bytes, as: UTF8.self)
        let line = VisibleLine(text).description
        try insist(VisibleLine(line).description.utf8.elementsEqual(line.utf8), "tidied twice: \(text)")
        try insist(line.unicodeScalars.allSatisfy(isSeen) && line.unicodeScalars.first != " ", "unseen: \(text)")
        for bearer in [PresentableName.Bearer.person, .organization, .category] {
            guard let name = try? PresentableName(text, of: bearer) else { continue }
            try check(Array(name.description.unicodeScalars))
        }
        for masked in [MaskedText(ofOthers: "\(text) \(identity)"), MaskedText(ofOurs: "\(identity) \(text)")] {
            try insist(!masked.description.contains(identity), "shown: \(masked)")
        }
    }

    private static func check(_ name: [Unicode.Scalar]) throws(Finding) {
        let shown = String(String.UnicodeScalarView(name))
        try insist((1...60).contains(name.count), "length of \(shown)")
        try insist(name.allSatisfy(isSeen), "unseen in \(shown)")
        let lower = shown.lowercased().unicodeScalars.map(String.init).joined(separator: "|")
        for link in ["://", "www."] {
            try insist(!lower.contains(link.map(String.init).joined(separator: "|")), "link in \(shown)")
        }
        try insist(!name.contains("@") && !name.contains("<") && !name.contains(":"), "sign in \(shown)")
        for (dot, next) in zip(name, name.dropFirst()) where dot == "." {
            try insist(!next.properties.isAlphabetic && next.properties.numericType == nil, "domain in \(shown)")
        }
    }

    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.properties.isDefaultIgnorableCodePoint, scalar != "\u{2800}" else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .lineSeparator, .paragraphSeparator: return false
        case .spaceSeparator: return scalar == " "
        default: return true
        }
    }
}
