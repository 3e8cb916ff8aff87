/// Subject and paragraphs of a template's output, tidied.
struct NoticeText {
    let subject: String
    /// Each is a run of non-empty lines.
    let paragraphs: [[String]]

    static let subjectMark = "Subject:"

    /// Parses a template's output; `nil` without a subject or without text.
    init?(rendered: String) {
        let lines = rendered.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map(Substring.init)
        guard let first = lines.first, first.hasPrefix(Self.subjectMark) else { return nil }
        subject = FieldText.singleLine(String(first.dropFirst(Self.subjectMark.count)))
        paragraphs = lines.dropFirst().map(Self.trimmed).split(whereSeparator: \.isEmpty).map(Array.init)
        guard Self.isTelling(subject), paragraphs.contains(where: Self.isSaid) else { return nil }
    }

    /// Whether a subject says more than its mark of urgency; one beginning with a comma or dash has lost its head.
    private static func isTelling(_ subject: String) -> Bool {
        var words = subject[...]
        for (opening, closing) in [("[", "]"), ("【", "】")] as [(Character, Character)] {
            guard words.first == opening, let end = words.firstIndex(of: closing) else { continue }
            words = words[words.index(after: end)...].drop { $0.isWhitespace }
            break
        }
        guard let first = words.first else { return false }
        return !"，,。.；;：:–-".contains(first)
    }

    /// Whether a paragraph only greets: `王建国同志：`, `Dear Wang Jianguo,`.
    static func isSalutation(_ lines: [String]) -> Bool {
        guard lines.count == 1, let line = lines.first else { return false }
        return line.hasSuffix("：") || (line.hasPrefix("Dear ") && line.hasSuffix(","))
    }

    /// Whether a paragraph has sentences; a salutation or a table of facts alone tells nobody what to do.
    private static func isSaid(_ lines: [String]) -> Bool {
        !isSalutation(lines) && lines.contains { !$0.hasPrefix(NoticeHTML.factMark) }
    }

    init(subject: String, paragraphs: [[String]]) {
        self.subject = subject
        self.paragraphs = paragraphs
    }

    /// The subject without its mark of urgency, for a place that shows the severity beside it.
    func heading(without mark: String?) -> String {
        let mark = FieldText.singleLine(mark ?? "")
        guard !mark.isEmpty, subject.hasPrefix(mark) else { return subject }
        return FieldText.singleLine(String(subject.dropFirst(mark.count)))
    }

    /// The subject within the length that a list of mails shows.
    ///
    /// The matter comes first: a name that does not fit behind it is cut, or left out where nothing of it would remain.
    func fittedSubject(in context: NoticeContext) -> String {
        let limit = PlainNotice.subjectLimit(in: context.language)
        guard subject.count > limit else { return subject }
        let names = ["holder_name", "employer_name"].compactMap { context.common.text($0) }
        for name in names {
            guard let place = subject.firstRange(of: name) else { continue }
            let room = name.count - (subject.count - limit) - 1
            if room >= Self.shortestName {
                return "\(subject[..<place.lowerBound])\(name.prefix(room))…\(subject[place.upperBound...])"
            }
            var head = subject[..<place.lowerBound]
            while let last = head.last, "：: ，,–".contains(last) { head.removeLast() }
            let rest = "\(head)\(subject[place.upperBound...])"
            if rest.count <= limit { return rest }
        }
        return String(subject.prefix(limit - 1)) + "…"
    }

    /// Characters of a name that tell it from others.
    private static let shortestName = 2

    private static func trimmed(_ line: Substring) -> String {
        let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t")]
        let end = line.utf8.lastIndex { !blanks.contains($0) }
        return end.map { String(line[...$0]) } ?? ""
    }
}
