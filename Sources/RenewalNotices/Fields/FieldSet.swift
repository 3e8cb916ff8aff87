/// The fields that one part of the domain provides to a template, always in the same order.
///
/// A missing text keeps its name and is `nil`, so that every name is known.
struct FieldSet: Sendable {
    var texts: NamedValues<String?> = [:]
    /// Flags that open and close sections.
    var flags: NamedValues<Bool> = [:]
    /// Lists that a section repeats for.
    var lists: NamedValues<[[String: String]]> = [:]
    /// Lists that a section with nested lists repeats for.
    var sections: NamedValues<[FieldSet]> = [:]

    /// Adds other fields, whose names must be new.
    mutating func add(_ other: FieldSet) {
        texts.add(other.texts)
        flags.add(other.flags)
        lists.add(other.lists)
        sections.add(other.sections)
    }

    /// The fields of both.
    func adding(_ other: FieldSet) -> FieldSet {
        var both = self
        both.add(other)
        return both
    }

    /// A text, if it is there.
    func text(_ name: String) -> String? { texts[name] ?? nil }

    /// Every name, including those inside lists and sections; a name in a section refers to the section's own field.
    var names: [String] {
        let own = texts.names + flags.names + lists.names + sections.names
        let inside = Set(lists.pairs.flatMap(\.value).flatMap(\.keys))
        let nested = Set(sections.pairs.flatMap(\.value).flatMap(\.names))
        return own + inside + nested.subtracting(own).subtracting(inside)
    }

    /// The texts that are there.
    var known: [(name: String, value: String)] {
        texts.pairs.compactMap { name, text in text.map { (name, $0) } }
    }

    /// The names of the texts that are there and of the flags that are set.
    var open: [String] {
        texts.pairs.compactMap { $0.value == nil ? nil : $0.name } + flags.pairs.compactMap { $0.value ? $0.name : nil }
    }

    /// The values in which Mustache looks up names.
    var values: [String: Any] { values { _, text in text } }

    /// The same with marks in place of texts.
    var marked: [String: Any] { values { name, _ in Wording.mark(name) } }

    private func values(_ text: (String, String) -> String) -> [String: Any] {
        var values: [String: Any] = [:]
        for (name, lines) in lists.pairs { values[name] = lines }
        for (name, parts) in sections.pairs { values[name] = parts.map(\.values) }
        for (name, flag) in flags.pairs { values[name] = flag }
        for (name, known) in known { values[name] = text(name, known) }
        return values
    }
}

/// Values by name in the given order, because most are looked up once, one after another.
struct NamedValues<Value: Sendable>: ExpressibleByDictionaryLiteral, Sendable {
    private(set) var pairs: [(name: String, value: Value)]

    init(dictionaryLiteral pairs: (String, Value)...) { self.pairs = pairs.map { ($0.0, $0.1) } }

    var names: [String] { pairs.map(\.name) }

    subscript(_ name: String) -> Value? { pairs.first { $0.name == name }?.value }

    mutating func add(_ other: Self) { pairs += other.pairs }

    mutating func add(_ value: Value, named name: String) { pairs.append((name, value)) }
}
