/// Subject and paragraphs as a template gives them, tidied.
struct NoticeText {
    let subject: String
    /// Each a run of lines without an empty one.
    let paragraphs: [[String]]

    static let subjectMark = "Subject:"

    /// Takes apart what a template rendered to; `nil` without a subject or without a body.
    init?(rendered: String) {
        let lines = rendered.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, first.hasPrefix(Self.subjectMark) else { return nil }
        subject = FieldText.singleLine(String(first.dropFirst(Self.subjectMark.count)))
        paragraphs = lines.dropFirst().map(Self.trimmed).split(whereSeparator: \.isEmpty).map(Array.init)
        guard !subject.isEmpty, !paragraphs.isEmpty else { return nil }
    }

    init(subject: String, paragraphs: [[String]]) {
        self.subject = subject
        self.paragraphs = paragraphs
    }

    private static func trimmed(_ line: Substring) -> String {
        let end = line.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(line[...$0]) } ?? ""
    }
}
