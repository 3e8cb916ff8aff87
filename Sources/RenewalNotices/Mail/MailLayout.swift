import Mustache
import RenewalRules

/// The HTML document around a notice: `layout.html.mustache`, or a plain one when that is unusable.
struct MailLayout: Sendable {
    /// What was wrong with the file; `nil` when it is in use.
    let problem: TemplateProblem?
    /// The layout of a mail, and that of a test mail; `nil` without a usable file.
    private let wordings: (usual: Wording, test: Wording)?

    static let fileName = "layout.html.mustache"
    /// The fields it may use, in the order in which they are given.
    private static let fields = [
        "language", "subject", "heading", "severity", "accent", "test_note", "body", "closing", "notice_label",
        "notice_id",
    ]
    /// Without these a mail would lack its text or its mandatory closing line.
    private static let required = ["body", "closing"]

    /// - Parameter folder: where the office's layout lies; `nil` for the plain one
    init(folder: TemplateFolder?) {
        do throws(TemplateProblem) {
            wordings = try folder.map { folder throws(TemplateProblem) in try Self.read(folder) }
            problem = nil
        } catch {
            wordings = nil
            problem = error
        }
    }

    /// The whole document; every value except the body is escaped here, however the layout writes its tag.
    func html(of text: NoticeText, for context: NoticeContext) -> String {
        let severity = context.notice.severity
        let values: NamedValues<String> = [
            "language": context.language.rawValue,
            "subject": text.subject,
            "heading": text.heading(without: context.language.urgencyMark(of: severity)),
            "severity": context.language.name(of: severity),
            "accent": Self.accents[severity.rank],
            "test_note": context.isTest ? context.language.testNote : "",
            "body": NoticeHTML(paragraphs: text.paragraphs, link: context.link).body,
            "closing": context.closing,
            "notice_label": context.language.noticeLabel,
            "notice_id": context.noticeID,
        ]
        let escaped = values.pairs.map { $0.name == "body" ? $0.value : NoticeHTML.escaped($0.value) }
        assert(values.names == Self.fields)
        let wording = context.isTest ? wordings?.test : wordings?.usual
        return wording?.filled(with: escaped) ?? Self.plain.filled(with: escaped)
    }

    private static func read(_ folder: TemplateFolder) throws(TemplateProblem) -> (usual: Wording, test: Wording) {
        let (source, file) = (try folder.text(of: fileName), folder.place(of: fileName))
        let template = try NoticeTemplate(source, file: file, fields: Set(fields), pieces: []).mustache
        let used = Set(TemplateTag.all(in: source).filter { $0.role == .field }.map(\.name))
        for name in required where !used.contains(name) {
            let message = Phrase("没有使用{{\(name)}}；请加上", "does not use {{\(name)}}; add it")
            throw TemplateProblem(file: file, message: message)
        }
        let test = Dictionary(uniqueKeysWithValues: fields.map { ($0, Wording.mark($0)) })
        let usual = test.filter { $0.key != "test_note" }
        return (
            Wording(rendered: template.render(usual), fields: fields),
            Wording(rendered: template.render(test), fields: fields)
        )
    }

    private static let plain = Wording(
        rendered: """
            <!DOCTYPE html>
            <html lang="\(Wording.mark("language"))">
            <head><meta charset="utf-8"><title>\(Wording.mark("subject"))</title></head>
            <body>
            <p>\(Wording.mark("test_note"))</p>
            \(Wording.mark("body"))
            <p>\(Wording.mark("closing"))</p>
            <p>\(Wording.mark("notice_label"))\(Wording.mark("notice_id"))</p>
            </body>
            </html>

            """,
        fields: fields
    )

    /// One colour per severity, dark enough for text on white.
    private static let accents = ["#3b6ea5", "#0f7b6c", "#975a16", "#c2410c", "#b91c1c"]
}
