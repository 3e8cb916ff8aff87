import Yams

/// What YAML allows and a configuration has no use for.
extension YAMLDocument {
    /// More levels than the complete configuration has, several times over.
    private static let nestingLimit = 32

    static let tooDeep = "nested too deeply; use at most \(nestingLimit) levels"

    /// The first anchor or alias of a text.
    ///
    /// Yams puts the anchored node in the alias's place and compares keys by all they hold: a key made of eleven lists
    /// that name each other ten times keeps it busy for years. So they are looked for before it reads the text, by its
    /// own scanner: in a copy where the two characters are replaced by two that cannot begin anything, and where those
    /// stand for nothing, the scanner stops at the first anchor or alias. In quotes, comments and within words all four
    /// are text. Another flaw before it ends the search; the reading will find that one too.
    static func reference(in text: String) -> Flaw? {
        guard text.unicodeScalars.contains(where: { $0 == "&" || $0 == "*" }) else { return nil }
        var screened = String.UnicodeScalarView()
        screened.append(contentsOf: text.unicodeScalars.lazy.map { stand(in: $0) })
        do {
            _ = try Parser(yaml: String(screened), encoding: .utf8).singleRoot()
            return nil
        } catch YamlError.scanner(_, _, let mark, _) {
            let place = Place(mark)
            switch text.scalar(at: place) {
            case "*": return Flaw(place: place, message: "aliases are not supported; write the value out")
            case "&": return Flaw(place: place, message: "anchors are not supported; write each value out")
            default: return nil
            }
        } catch {
            return nil
        }
    }

    private static func stand(in scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "*": "@"
        case "&": "`"
        // Different from each other, so that the copy has the same keys twice as the text has.
        case "@": "\u{F8FE}"
        case "`": "\u{F8FF}"
        default: scalar
        }
    }

    /// The first merge key, or the first node that lies too deep.
    static func excess(of root: Node) -> Flaw? { excess(of: root, level: 1) }

    private static func excess(of node: Node, level: Int) -> Flaw? {
        let children: [Node]
        switch node {
        case .scalar, .alias: return nil
        case .sequence(let sequence): children = Array(sequence)
        case .mapping(let mapping):
            if let key = mapping.keys.first(where: { $0.scalar?.style == .plain && $0.scalar?.string == "<<" }) {
                return Flaw(place: key.place, message: "merge keys are not supported; write the keys out")
            }
            children = mapping.flatMap { [$0.key, $0.value] }
        }
        guard level <= nestingLimit else { return Flaw(place: node.place, message: tooDeep) }
        for child in children {
            if let flaw = excess(of: child, level: level + 1) { return flaw }
        }
        return nil
    }
}

extension String {
    fileprivate func scalar(at place: Place) -> Unicode.Scalar? {
        let lines = unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return nil }
        return lines[place.line - 1].dropFirst(place.column - 1).first
    }
}
