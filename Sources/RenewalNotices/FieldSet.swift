/// The fields one part of the domain gives to a template.
///
/// A text that the record has nothing for keeps its name and is `nil`, so that every name can be told from it.
struct FieldSet {
    var texts: [String: String?] = [:]
    /// What opens and closes sections.
    var flags: [String: Bool] = [:]
    /// What a section repeats for.
    var lists: [String: [[String: String]]] = [:]

    /// The fields of both; a name that both have keeps its first value.
    func merging(_ other: FieldSet) -> FieldSet {
        FieldSet(
            texts: texts.merging(other.texts) { first, _ in first },
            flags: flags.merging(other.flags) { first, _ in first },
            lists: lists.merging(other.lists) { first, _ in first }
        )
    }

    /// Every name, those inside the lists included.
    var names: Set<String> {
        let inside = lists.values.joined().flatMap(\.keys)
        return Set(texts.keys).union(flags.keys).union(lists.keys).union(inside)
    }

    /// The texts that are there.
    var known: [String: String] { texts.compactMapValues(\.self) }

    /// What Mustache looks names up in.
    var values: [String: Any] {
        let texts: [String: Any] = known
        return texts.merging(flags) { text, _ in text }.merging(lists) { value, _ in value }
    }
}
