import Mustache

/// One parsed template, whose values Mustache never escapes: it renders plain text, from which HTML is made.
struct NoticeTemplate: Sendable {
    let mustache: MustacheTemplate

    /// Without this line Mustache escapes for HTML; every partial needs it too.
    private static let plainText = "{{% CONTENT_TYPE:TEXT}}\n"

    /// Parses a template and refuses anything it may not use.
    ///
    /// - Parameters:
    ///   - source: the text of the file
    ///   - file: its path, for problems
    ///   - fields: the names that variables and sections may use
    ///   - pieces: the names that `{{> …}}` may use
    /// - Throws: the first problem
    init(_ source: String, file: String, fields: Set<String>, pieces: Set<String>) throws(TemplateProblem) {
        guard !Wording.isMarked(source) else {
            throw TemplateProblem(file: file, message: "has the control character U+0001 or U+0002; remove it")
        }
        do {
            mustache = try MustacheTemplate(string: Self.plainText + source)
        } catch let error as MustacheTemplate.ParserError {
            throw Self.problem(error, file: file)
        } catch {
            throw TemplateProblem(file: file, message: "cannot be parsed; check its {{…}}")
        }
        for tag in TemplateTag.all(in: source) {
            guard let message = Self.fault(of: tag, fields: fields, pieces: pieces) else { continue }
            throw TemplateProblem(file: file, line: tag.line, column: tag.column, message: message)
        }
    }

    private static func fault(of tag: TemplateTag, fields: Set<String>, pieces: Set<String>) -> String? {
        switch tag.role {
        case .comment: nil
        case .field: fields.contains(tag.name) ? nil : "unknown field \"\(tag.name)\"; use one of the documented names"
        case .piece: pieces.contains(tag.name) ? nil : "unknown piece \"\(tag.name)\"; a piece is a file _name.mustache"
        case .unfinished: "a tag does not end on its line; write {{…}} on one line"
        case .unsupported: "a tag other than variable, section, comment and piece; remove it"
        }
    }

    private static func problem(_ error: MustacheTemplate.ParserError, file: String) -> TemplateProblem {
        let message =
            switch error.error as? MustacheTemplate.Error {
            case .sectionCloseNameIncorrect: "a section is closed by another name; close the innermost one first"
            case .expectedSectionEnd: "a section is not closed; add {{/name}}"
            case .unfinishedName, nil: "a tag is not finished; add }}"
            default: "a tag cannot be understood; check its {{…}}"
            }
        let place = error.context
        return TemplateProblem(file: file, line: place.lineNumber - 1, column: place.columnNumber, message: message)
    }
}
