import RenewalRules

/// All templates of an installation, read and parsed once.
package struct TemplateSet: Sendable {
    private let languages: [LanguageTemplates]
    private let layout: MailLayout
    private let folder: TemplateFolder?

    /// Reads the templates; faults are kept for ``check()``, and built-in texts replace unusable ones.
    ///
    /// - Parameter directory: the folder with `zh-CN/`, `en/` and `layout.html.mustache`; `nil` for built-in texts only
    package init(directory: String?) {
        let folder = directory.map(TemplateFolder.init(path:))
        self.folder = folder
        languages = folder.map { folder in Language.allCases.map { LanguageTemplates($0, folder: folder) } } ?? []
        layout = MailLayout(folder: folder)
    }

    /// Renders a notice; never fails and never leaves a part empty.
    ///
    /// Built-in texts replace a missing or broken template, as ``RenderedNotice/usedFallback`` shows.
    ///
    /// - Parameters:
    ///   - context: the notice and its record
    ///   - forMail: whether a person opens it as a mail; in an event the HTML is empty, and nobody is told that the words
    ///     may be disregarded
    /// - Returns: subject and text at least
    package func render(_ context: NoticeContext, forMail: Bool = true) -> RenderedNotice {
        let templates = languages.first { $0.language == context.language }
        let chosen = templates?.text(of: context, as: context.spokenKind)
        let text = chosen ?? PlainNotice.text(of: context)
        let mark = context.isTest ? context.language.testMark : ""
        return RenderedNotice(
            language: context.language,
            subject: FieldText.cut(mark + text.fittedSubject(in: context), to: Self.subjectLimit),
            text: plainText(text, for: context, closing: forMail ? context.closing : context.language.closing),
            html: forMail ? layout.html(of: text, for: context) : "",
            usedFallback: chosen == nil
        )
    }

    /// The faults of the files, found by reading them and by trying each on made-up records.
    ///
    /// - Returns: problems by language and file; empty when every template is usable
    package func check() -> [TemplateProblem] {
        if let folder, !folder.exists {
            let message = Phrase("目录不存在；请更正texts.templates", "there is no such directory; correct texts.templates")
            return [TemplateProblem(file: folder.path, message: message)]
        }
        return languages.flatMap { $0.problems + $0.trial() } + [layout.problem].compactMap { $0 }
    }

    /// Unicode scalars of a subject: twice the longest of ours, and more than any list of mails shows.
    private static let subjectLimit = 200

    private func plainText(_ text: NoticeText, for context: NoticeContext, closing: String) -> String {
        let language = context.language
        let note = context.isTest ? [[language.testNote]] : []
        let end = [[closing], [language.noticeLabel + context.noticeID]]
        return (note + text.paragraphs + end).map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }
}
