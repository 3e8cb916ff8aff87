import Mustache
import RenewalRules

/// The templates of one language: one for each kind, and the partials they share.
struct LanguageTemplates: Sendable {
    let language: Language
    /// The faults of files; their notices use the plain texts.
    let problems: [TemplateProblem]
    private let notices: [NoticeKind: MustacheTemplate]
    private let pieces: MustacheLibrary
    private let wordings = WordingCache()
    private let folder: TemplateFolder

    init(_ language: Language, folder: TemplateFolder) {
        var problems: [TemplateProblem] = []
        let pieces = Self.pieces(language, folder: folder, problems: &problems)
        var notices: [NoticeKind: MustacheTemplate] = [:]
        for kind in NoticeKind.allCases {
            do throws(TemplateProblem) {
                notices[kind] = try Self.notice(kind, language, folder: folder, pieces: Set(pieces.keys))
            } catch {
                problems.append(error)
            }
        }
        self.language = language
        self.problems = problems
        self.notices = notices
        self.pieces = MustacheLibrary(templates: pieces)
        self.folder = folder
    }

    /// The text of a notice; `nil` when its template says nothing to its audience.
    func text(of context: NoticeContext, as kind: NoticeKind) -> NoticeText? {
        words(kind, with: NoticeFields.all(of: context)).flatMap { NoticeText(rendered: $0) }
    }

    /// The output of a kind's template; `nil` without a sound one.
    func words(_ kind: NoticeKind, with fields: FieldSet) -> String? {
        guard let template = notices[kind] else { return nil }
        // The length of lists is not limited.
        guard fields.lists.pairs.isEmpty, fields.sections.pairs.isEmpty else {
            return template.render(fields.values, library: pieces)
        }
        let wording = wordings.wording(of: kind, fields) { template.render($0, library: pieces) }
        return wording.filled(with: fields.known.map(\.value))
    }

    /// Mustache's output for the template of a kind.
    func rendered(_ kind: NoticeKind, with values: [String: Any]) -> String? {
        notices[kind]?.render(values, library: pieces)
    }

    /// Tries every sound template on every made-up record, for every audience of its kind.
    func trial() -> [TemplateProblem] {
        notices.keys.sorted { $0.rawValue < $1.rawValue }.flatMap { kind in
            kind.row.audiences.filter { !speaks(kind, to: $0) }.map { audience in
                TemplateProblem(
                    file: folder.place(of: Self.name(kind, language)),
                    message: Phrase(
                        "没有给\(audience.words.chinese)的主题或正文；请增加相应的区段",
                        "has no subject or no text for the \(Self.name(audience)); add a section for it"
                    )
                )
            }
        }
    }

    private func speaks(_ kind: NoticeKind, to audience: Audience) -> Bool {
        // Not cached, because no office's notice is like these.
        TemplateFixture.allCases.allSatisfy { fixture in
            let fields = NoticeFields.all(of: fixture.context(kind: kind, audience: audience, language: language))
            return rendered(kind, with: fields.values).flatMap { NoticeText(rendered: $0) } != nil
        }
    }

    private static func name(_ audience: Audience) -> String { audience.rawValue.replacing("_", with: " ") }

    private static func name(_ kind: NoticeKind, _ language: Language) -> String {
        "\(language.rawValue)/\(kind.rawValue)\(TemplateFolder.fileExtension)"
    }

    private static func notice(
        _ kind: NoticeKind,
        _ language: Language,
        folder: TemplateFolder,
        pieces: Set<String>
    ) throws(TemplateProblem) -> MustacheTemplate {
        let name = name(kind, language)
        let (source, file) = (try folder.text(of: name), folder.place(of: name))
        guard source.hasPrefix(NoticeText.subjectMark) else {
            throw TemplateProblem(
                file: file,
                line: 1,
                column: 1,
                message: Phrase(
                    "没有以\"Subject:\"开头；请加上这一行",
                    "does not begin with \"Subject:\"; add that line"
                )
            )
        }
        return try NoticeTemplate(source, file: file, fields: NoticeFields.names, pieces: pieces).mustache
    }

    /// The shared partials by name; a partial may not include another, so that none can include itself.
    private static func pieces(
        _ language: Language,
        folder: TemplateFolder,
        problems: inout [TemplateProblem]
    ) -> [String: MustacheTemplate] {
        var pieces: [String: MustacheTemplate] = [:]
        for piece in folder.pieceNames(in: language.rawValue) {
            let name = "\(language.rawValue)/\(piece)\(TemplateFolder.fileExtension)"
            do throws(TemplateProblem) {
                let (source, file) = (try folder.text(of: name), folder.place(of: name))
                pieces[piece] = try NoticeTemplate(source, file: file, fields: NoticeFields.names, pieces: []).mustache
            } catch {
                problems.append(error)
            }
        }
        return pieces
    }
}
