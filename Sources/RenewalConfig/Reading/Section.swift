import Yams

/// A mapping of the file whose keys are known and unique.
struct Section {
    /// One key with its value.
    struct Entry {
        let key: String
        let keyPlace: Place
        let node: Node
    }

    /// Its name in messages: `channels.office-mail`; empty for the whole file.
    let name: String
    /// The place for messages about the whole section.
    let place: Place
    private let entries: [String: Entry]

    init(name: String, place: Place, entries: [Entry]) {
        self.name = name
        self.place = place
        self.entries = Dictionary(entries.map { ($0.key, $0) }) { _, last in last }
    }

    subscript(key: String) -> Entry? { entries[key] }

    /// The full name of a key in this section.
    func path(of key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }
}
