/// The fields one part of the domain gives to a template.
///
/// A text that the record has nothing for keeps its name and is `nil`, so that every name can be told from it.
struct FieldSet {
    var texts: [String: String?] = [:]
    /// What opens and closes sections.
    var flags: [String: Bool] = [:]
    /// What a section repeats for.
    var lists: [String: [[String: String]]] = [:]

    /// Takes in other fields; a name that both have keeps its first value.
    mutating func add(_ other: FieldSet) {
        texts.merge(other.texts) { first, _ in first }
        flags.merge(other.flags) { first, _ in first }
        lists.merge(other.lists) { first, _ in first }
    }

    /// The fields of both, as by ``add(_:)``.
    func adding(_ other: FieldSet) -> FieldSet {
        var both = self
        both.add(other)
        return both
    }

    /// Every name, those inside the lists included.
    var names: Set<String> {
        let inside = lists.values.joined().flatMap(\.keys)
        return Set(texts.keys).union(flags.keys).union(lists.keys).union(inside)
    }

    /// The texts that are there.
    var known: [String: String] { texts.compactMapValues(\.self) }

    /// The flags that are set and the texts that are there.
    var open: Set<String> {
        var open: Set<String> = []
        open.reserveCapacity(texts.count)
        for case (let name, true) in flags { open.insert(name) }
        for case (let name, .some) in texts { open.insert(name) }
        return open
    }

    /// What Mustache looks names up in.
    var values: [String: Any] { values { _, text in text } }

    /// The same with marks in place of the texts.
    var marked: [String: Any] { values { name, _ in Wording.mark(name) } }

    private func values(_ text: (String, String) -> String) -> [String: Any] {
        var values: [String: Any] = lists
        values.reserveCapacity(texts.count + flags.count + lists.count)
        for (name, flag) in flags { values[name] = flag }
        for case (let name, let known?) in texts { values[name] = text(name, known) }
        return values
    }
}
