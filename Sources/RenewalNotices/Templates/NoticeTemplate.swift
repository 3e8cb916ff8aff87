import Mustache
import RenewalRules

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
            let message = Phrase(
                "含有控制字符U+0001或U+0002；请删去",
                "has the control character U+0001 or U+0002; remove it"
            )
            throw TemplateProblem(file: file, message: message)
        }
        do {
            mustache = try MustacheTemplate(string: Self.plainText + source)
        } catch let error as MustacheTemplate.ParserError {
            throw Self.problem(error, file: file)
        } catch {
            let message = Phrase("无法解析；请核对其中的{{…}}", "cannot be parsed; check its {{…}}")
            throw TemplateProblem(file: file, message: message)
        }
        for tag in TemplateTag.all(in: source) {
            guard let message = Self.fault(of: tag, fields: fields, pieces: pieces) else { continue }
            throw TemplateProblem(file: file, line: tag.line, column: tag.column, message: message)
        }
    }

    private static func fault(of tag: TemplateTag, fields: Set<String>, pieces: Set<String>) -> Phrase? {
        switch tag.role {
        case .comment: nil
        case .field where fields.contains(tag.name): nil
        case .piece where pieces.contains(tag.name): nil
        case .field:
            Phrase(
                "没有字段\"\(tag.name)\"；可用的字段请见\"renewald templates fields\"",
                "unknown field \"\(tag.name)\"; use one that \"renewald templates fields\" lists"
            )
        case .piece:
            Phrase(
                "没有片段\"\(tag.name)\"；片段是名为_name.mustache的文件",
                "unknown piece \"\(tag.name)\"; a piece is a file _name.mustache"
            )
        case .unfinished:
            Phrase("标签没有在本行结束；请将{{…}}写在一行内", "a tag does not end on its line; write {{…}} on one line")
        case .unsupported:
            Phrase(
                "只能使用变量、区段、注释和片段标签；请删去此标签",
                "a tag other than variable, section, comment and piece; remove it"
            )
        }
    }

    private static func problem(_ error: MustacheTemplate.ParserError, file: String) -> TemplateProblem {
        let message =
            switch error.error as? MustacheTemplate.Error {
            case .sectionCloseNameIncorrect:
                Phrase(
                    "区段的结束名称不符；请先结束最内层的区段",
                    "a section is closed by another name; close the innermost one first"
                )
            case .expectedSectionEnd: Phrase("区段没有结束；请加上{{/name}}", "a section is not closed; add {{/name}}")
            case .unfinishedName, nil: Phrase("标签没有结束；请加上}}", "a tag is not finished; add }}")
            default: Phrase("标签无法识别；请核对其中的{{…}}", "a tag cannot be understood; check its {{…}}")
            }
        let place = error.context
        return TemplateProblem(file: file, line: place.lineNumber - 1, column: place.columnNumber, message: message)
    }
}
