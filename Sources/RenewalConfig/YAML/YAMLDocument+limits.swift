import RenewalRules
import Yams

/// Features of YAML that a configuration has no use for.
extension YAMLDocument {
    /// Several times as many levels as the complete configuration has.
    private static let nestingLimit = 32

    static let tooDeep = Phrase(
        "嵌套过深；请减至\(nestingLimit)层以内",
        "nested too deeply; use at most \(nestingLimit) levels"
    )

    /// The first anchor or alias of a text.
    ///
    /// Yams replaces an alias by the anchored node and compares keys by their whole content: a key of eleven lists that
    /// each name the previous one ten times keeps it busy for years. So anchors and aliases are found by its own
    /// scanner before it reads the text: in a copy where their two characters are replaced by two that cannot begin
    /// anything, the scanner stops at the first one. In quotes, comments and within words all four characters are text.
    /// An earlier flaw ends the search; reading the text finds it too.
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
            case "*":
                let message = Phrase("不支持别名；请直接写出该值", "aliases are not supported; write the value out")
                return Flaw(place: place, message: message)
            case "&":
                let message = Phrase("不支持锚点；请逐处写出该值", "anchors are not supported; write each value out")
                return Flaw(place: place, message: message)
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
        // Different from each other, so that the copy has the same duplicate keys as the text.
        case "@": "\u{F8FE}"
        case "`": "\u{F8FF}"
        default: scalar
        }
    }

    /// The first merge key, the first value in Chinese quotation marks, or the first node that is nested too deeply.
    static func excess(of root: Node) -> Flaw? { excess(of: root, level: 1) }

    private static func excess(of node: Node, level: Int) -> Flaw? {
        let children: [Node]
        switch node {
        case .scalar(let scalar) where scalar.style == .plain && isInChineseQuotes(scalar.string):
            let message = Phrase(
                "两端是中文引号；请改为英文引号，或不加引号",
                "Chinese quotation marks; type \" instead, or none"
            )
            return Flaw(place: node.place, message: message)
        case .scalar, .alias: return nil
        case .sequence(let sequence): children = Array(sequence)
        case .mapping(let mapping):
            if let key = mapping.keys.first(where: { $0.scalar?.style == .plain && $0.scalar?.string == "<<" }) {
                let message = Phrase(
                    "不支持合并键；请逐项写出各配置项",
                    "merge keys are not supported; write the keys out"
                )
                return Flaw(place: key.place, message: message)
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

extension YAMLDocument {
    private static func isInChineseQuotes(_ text: String) -> Bool {
        [("“", "”"), ("‘", "’"), ("”", "”"), ("＂", "＂")].contains {
            text.count > 1 && text.hasPrefix($0) && text.hasSuffix($1)
        }
    }
}

extension String {
    fileprivate func scalar(at place: Place) -> Unicode.Scalar? {
        let lines = unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return nil }
        return lines[place.line - 1].dropFirst(place.column - 1).first
    }
}
