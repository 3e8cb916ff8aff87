import RenewalNotices
package import RenewalRules

extension [TemplateField] {
    /// The fields of a kind: name, what it is, whether it may be missing, and an example; JSON as an object a line.
    package func lines(in format: StoryFormat, language: Language) -> [ReportLine] {
        let width = (map(\.name.count).max() ?? 0) + 2
        return map { field in
            switch format {
            case .text: ReportLine(Phrase(verbatim: field.text(in: language, width: width)))
            case .json: ReportLine(data: field.json.text)
            }
        }
    }
}

extension NoticeKind {
    /// All kinds with their titles, a line each: what `templates fields` takes.
    package static var catalogue: [ReportLine] {
        let width = (allCases.map(\.rawValue.count).max() ?? 0) + 2
        return allCases.map { kind in
            ReportLine(Phrase { kind.rawValue.padded(to: width) + kind.title(in: $0) })
        }
    }
}

extension TemplateField {
    fileprivate func text(in language: Language, width: Int) -> String {
        let missing = mayBeMissing && form != .flag ? language.text(of: ("可缺", "may be missing")) : ""
        let parts = [
            name.padded(to: width), form.word[language].padded(to: 6), missing.padded(to: 15), value(in: language),
        ]
        var line = parts.joined()
        while line.last == " " { line.removeLast() }
        return line
    }

    private func value(in language: Language) -> String {
        switch form {
        case .list(let fields): language.text(of: ("其中的字段：", "of: ")) + language.list(fields)
        case .flag: ""
        case .text: example?.split(separator: "\n").joined(separator: " / ") ?? ""
        }
    }

    fileprivate var json: JSONValue {
        let inside: [JSONValue] = if case .list(let fields) = form { fields.map(JSONValue.string) } else { [] }
        return [
            "name": .string(name), "form": .string(form.word.english), "may_be_missing": .bool(mayBeMissing),
            "example": .optional(form == .flag ? nil : example), "fields": .array(inside),
        ]
    }
}

extension TemplateField.Form {
    fileprivate var word: Phrase {
        switch self {
        case .text: Phrase("文字", "text")
        case .flag: Phrase("条件", "flag")
        case .list: Phrase("列表", "list")
        }
    }
}
