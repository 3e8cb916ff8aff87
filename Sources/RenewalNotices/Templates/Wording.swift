import RenewalRules
import Synchronization

/// A template's output in one case, with gaps for the texts of a record.
///
/// Which parts of a template appear depends only on which texts are present and which flags are set: templates have no
/// lambdas and no transforms. So Mustache renders only the first notice of a case, and later ones are filled in.
struct Wording: Sendable {
    /// Around the name of a field in a rendered template: control characters that no template may contain.
    private static let (opening, closing): (Unicode.Scalar, Unicode.Scalar) = ("\u{1}", "\u{2}")

    /// The text before, between and after the gaps: one more than there are gaps.
    private let words: [String]
    /// The index of each gap's text; `nil` for an unknown name.
    private let gaps: [Int?]

    /// The placeholder for a field's text while the template is rendered.
    static func mark(_ field: String) -> String { "\(opening)\(field)\(closing)" }

    /// Whether a template contains such marks itself.
    static func isMarked(_ template: String) -> Bool {
        template.unicodeScalars.contains { $0 == opening || $0 == closing }
    }

    /// Splits the output of a template that was rendered with marks.
    ///
    /// - Parameters:
    ///   - rendered: the text with the marks
    ///   - fields: the names of the texts, in the order of later values
    init(rendered: String, fields: [String]) {
        var (words, gaps): ([String], [Int?]) = ([], [])
        var rest = Substring(rendered).unicodeScalars
        while let start = rest.firstIndex(of: Self.opening), let end = rest[start...].firstIndex(of: Self.closing) {
            words.append(String(rest[..<start]))
            gaps.append(fields.firstIndex(of: String(rest[rest.index(after: start)..<end])))
            rest = rest[rest.index(after: end)...]
        }
        (self.words, self.gaps) = (words + [String(rest)], gaps)
    }

    /// The text of another notice of the same case.
    func filled(with texts: [String]) -> String {
        var text = words[0]
        for (gap, next) in zip(gaps, words.dropFirst()) {
            if let gap { text += texts[gap] }
            text += next
        }
        return text
    }
}

/// The cached wordings of one language.
final class WordingCache: Sendable {
    /// What determines the output of a template.
    struct Case: Hashable {
        let kind: NoticeKind
        /// The present texts and the set flags, in the order of the fields.
        let open: [String]
    }

    /// Far more than an office has; beyond that the cache starts again.
    private static let limit = 512

    private let wordings = Mutex<[Case: Wording]>([:])

    /// The wording of a case, rendered the first time.
    func wording(of kind: NoticeKind, _ fields: FieldSet, render: ([String: Any]) -> String) -> Wording {
        let key = Case(kind: kind, open: fields.open)
        if let known = wordings.withLock({ $0[key] }) { return known }
        let wording = Wording(rendered: render(fields.marked), fields: fields.known.map(\.name))
        wordings.withLock { wordings in
            if wordings.count >= Self.limit { wordings.removeAll() }
            wordings[key] = wording
        }
        return wording
    }
}
