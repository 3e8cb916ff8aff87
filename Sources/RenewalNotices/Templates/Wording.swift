import RenewalRules
import Synchronization

/// What a template says in one case, with gaps where the texts of a record go.
///
/// Which parts of a template show depends on nothing but which texts are there and which flags are set: templates
/// have no lambdas and no transforms. So Mustache renders one for its first notice of a case only, and the notices that
/// follow are filled in.
struct Wording: Sendable {
    /// Around the name of a field in a rendered template; controls that no template may hold.
    private static let (opening, closing): (Unicode.Scalar, Unicode.Scalar) = ("\u{1}", "\u{2}")

    /// The words before, between and behind the gaps: one more than there are gaps.
    private let words: [String]
    /// The place of each gap's text; `nil` for a name that is none.
    private let gaps: [Int?]

    /// What stands for the text of a field while the template is rendered.
    static func mark(_ field: String) -> String { "\(opening)\(field)\(closing)" }

    /// Whether a template could be taken for a rendered one.
    static func isMarked(_ template: String) -> Bool {
        template.unicodeScalars.contains { $0 == opening || $0 == closing }
    }

    /// Takes apart what a template rendered to when it was given marks.
    ///
    /// - Parameters:
    ///   - rendered: the text with the marks
    ///   - fields: the names of the texts, in the order in which they will be given
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

    /// The words with the texts of a notice of the same case.
    func filled(with texts: [String]) -> String {
        var text = words[0]
        for (gap, next) in zip(gaps, words.dropFirst()) {
            if let gap { text += texts[gap] }
            text += next
        }
        return text
    }
}

/// The wordings of one language that have been needed so far.
final class WordingCache: Sendable {
    /// What decides what a template says.
    struct Case: Hashable {
        let kind: NoticeKind
        /// The texts that are there and the flags that are set, in the order of the fields.
        let open: [String]
    }

    /// Far more than an office meets; what is beyond begins anew.
    private static let limit = 512

    private let wordings = Mutex<[Case: Wording]>([:])

    /// The wording of a case, rendered if it is the first time.
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
