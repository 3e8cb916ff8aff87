package import RenewalRules

/// A name that the templates of a kind may use, as the notices on made-up records have it.
package struct TemplateField: Hashable, Sendable {
    /// How a template uses it.
    package enum Form: Hashable, Sendable {
        /// `{{name}}`, and `{{#name}}…{{/name}}` around what is only said with it.
        case text
        /// `{{#name}}…{{/name}}` where it holds, `{{^name}}…{{/name}}` where not.
        case flag
        /// `{{#name}}…{{/name}}` once for each of its items, with the fields that an item has.
        case list(of: [String])
    }

    package let name: String
    package let form: Form
    /// A value, for a flag whether it holds; `nil` where no made-up record has one, and for a list.
    package let example: String?
    /// Whether it is missing, or the list empty, for some of those who get the kind.
    package let mayBeMissing: Bool

    /// The fields of a kind in the order in which they are made, by what renders the templates itself.
    ///
    /// - Parameters:
    ///   - kind: what the notice says
    ///   - language: of the examples
    /// - Returns: each name once; what is inside lists stands with its list
    package static func all(of kind: NoticeKind, in language: Language) -> [TemplateField] {
        let sets = TemplateFixture.allCases.flatMap { fixture in
            kind.row.audiences.map { audience in
                NoticeFields.all(of: fixture.context(kind: kind, audience: audience, language: language))
            }
        }
        return texts(in: sets) + flags(in: sets) + lists(in: sets)
    }

    private static func texts(in sets: [FieldSet]) -> [TemplateField] {
        names(in: sets, \.texts.names).map { name in
            let values = sets.map { $0.text(name) }
            return TemplateField(
                name: name,
                form: .text,
                example: values.lazy.compactMap(\.self).first,
                mayBeMissing: values.contains(nil)
            )
        }
    }

    private static func flags(in sets: [FieldSet]) -> [TemplateField] {
        names(in: sets, \.flags.names).map { name in
            let values = sets.map { $0.flags[name] ?? false }
            return TemplateField(
                name: name,
                form: .flag,
                example: values.first.map { "\($0)" },
                mayBeMissing: values.contains(false)
            )
        }
    }

    private static func lists(in sets: [FieldSet]) -> [TemplateField] {
        let plain = names(in: sets, \.lists.names).map { name in
            let items = sets.map { $0.lists[name] ?? [] }
            return TemplateField(
                name: name,
                form: .list(of: Set(items.joined().flatMap(\.keys)).sorted()),
                example: nil,
                mayBeMissing: items.contains(where: \.isEmpty)
            )
        }
        let nested = names(in: sets, \.sections.names).map { name in
            let items = sets.map { $0.sections[name] ?? [] }
            return TemplateField(
                name: name,
                form: .list(of: Set(items.joined().flatMap(\.names)).sorted()),
                example: nil,
                mayBeMissing: items.contains(where: \.isEmpty)
            )
        }
        return plain + nested
    }

    private static func names(in sets: [FieldSet], _ own: (FieldSet) -> [String]) -> [String] {
        var seen: Set<String> = []
        return sets.flatMap(own).filter { seen.insert($0).inserted }
    }
}
