import RenewalRules

/// All templates of an installation, read and parsed once.
package struct TemplateSet: Sendable {
    private let languages: [LanguageTemplates]
    private let layout: MailLayout
    private let folder: TemplateFolder?

    /// Reads the templates; faults are kept for ``check()``, and plain texts replace unusable ones.
    ///
    /// - Parameter directory: the office's folder with `zh-CN/`, `en/` and `layout.html.mustache`, each as far as it has
    ///   its own; `nil` for the shipped ones alone
    package init(directory: String?) {
        self = directory.map { TemplateSet(folder: TemplateFolder(path: $0)) } ?? Self.shipped
    }

    /// Those that came with the program, which are always the same.
    private static let shipped = TemplateSet(folder: TemplateFolder(path: nil))

    /// What every notice says where no template can be used.
    static let plain = TemplateSet(folder: nil)

    private init(folder: TemplateFolder?) {
        self.folder = folder
        languages = folder.map { folder in Language.allCases.map { LanguageTemplates($0, folder: folder) } } ?? []
        layout = MailLayout(folder: folder)
    }

    /// Renders a notice; never fails and never leaves a part empty.
    ///
    /// Plain texts replace a broken template, as ``RenderedNotice/usedFallback`` shows.
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
        if let path = folder?.missing {
            let message = Phrase("目录不存在；请更正texts.templates", "there is no such directory; correct texts.templates")
            return [TemplateProblem(file: path, message: message)]
        }
        return languages.flatMap { $0.problems + $0.trial() } + [layout.problem].compactMap { $0 }
    }

    /// How many files cannot be used, as far as that is seen without trying each.
    package var mistakes: Int { languages.reduce(layout.problem == nil ? 0 : 1) { $0 + $1.problems.count } }

    /// Unicode scalars of a subject: twice the longest of ours, and more than any list of mails shows.
    private static let subjectLimit = 200

    private func plainText(_ text: NoticeText, for context: NoticeContext, closing: String) -> String {
        let language = context.language
        let note = context.isTest ? [[language.testNote]] : []
        let end = [[closing], [language.noticeLabel + context.noticeID]]
        return (note + text.paragraphs + end).map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }
}
