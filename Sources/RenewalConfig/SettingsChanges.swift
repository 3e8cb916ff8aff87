import RenewalCouriers
import RenewalDelivery
package import RenewalRules
import Yams

/// Which keys of a configuration say something else than before, named without their values.
package struct SettingsChanges: Hashable, Sendable, Speakable, CustomStringConvertible {
    /// The keys in the order of the new file, then what is gone.
    private var changes: [Change]

    /// A key, and what became of it where that is more than another value.
    private struct Change: Hashable, Sendable {
        /// `channels.office-mail.url`, `routes[2]` (items of lists count from 0).
        let path: String
        var kind = Kind.value

        var phrase: Phrase {
            switch kind {
            case .value: Phrase(verbatim: path)
            case .new: Phrase("\(path)（新增）", "\(path) (new)")
            case .gone: Phrase("\(path)（删除）", "\(path) (gone)")
            case .secret: Phrase("\(path)（密钥）", "\(path) (secret)")
            }
        }
    }

    private enum Kind {
        case value, new, gone
        /// The file behind an unchanged key holds another one.
        case secret
    }

    /// More is a rewritten file, which nobody reads key by key.
    private static let shownLimit = 12

    /// The keys in one line: `channels.office-mail.url, channels.hr (new)`; `nothing changed` when there are none.
    package var phrase: Phrase {
        guard !changes.isEmpty else { return Phrase("没有改动", "nothing changed") }
        let rest = changes.count - Self.shownLimit
        let more = rest > 0 ? [Phrase("另有\(rest)项", "\(rest) more")] : []
        let words = changes.prefix(Self.shownLimit).map(\.phrase) + more
        return Phrase { language in
            words.map { $0[language] }.joined(separator: language.text(of: ("、", ", ")))
        }
    }

    /// Whether both say the same.
    package var isEmpty: Bool { changes.isEmpty }

    /// In English, as the log has it.
    package var description: String { phrase.english }

    fileprivate init(from old: Settings, to new: Settings) {
        changes = Self.changes(from: Self.sections(of: old), to: Self.sections(of: new), below: "")
        let before = Self.secrets(of: old)
        changes += Self.secrets(of: new).filter { name, secrets in before[name].map { $0 != secrets } ?? false }
            .keys.sorted().map { Change(path: $0, kind: .secret) }
    }

    // MARK: Reading

    /// The content of a node, however it is written.
    private indirect enum Content: Hashable {
        case nothing
        case text(String)
        case list([Content])
        case keys([Key])

        init(_ node: Node) {
            switch node {
            case .scalar(let scalar): self = node.isEmpty ? .nothing : .text(scalar.string)
            case .sequence(let items): self = .list(items.map(Content.init))
            case .mapping(let pairs):
                self = .keys(pairs.map { Key(name: $0.scalar?.string ?? "", content: Content($1)) })
            // The document has refused it.
            case .alias: self = .nothing
            }
        }

        /// An empty section and one that is left out say the same.
        var keys: [Key]? {
            switch self {
            case .nothing: []
            case .keys(let keys): keys
            case .text, .list: nil
            }
        }

        var isText: Bool { if case .text = self { true } else { false } }

        /// Equal for the same keys in another order.
        var sorted: Content {
            switch self {
            case .nothing, .text: self
            case .list(let items): .list(items.map(\.sorted))
            case .keys(let keys):
                .keys(keys.map { Key(name: $0.name, content: $0.content.sorted) }.sorted { $0.name < $1.name })
            }
        }
    }

    private struct Key: Hashable {
        let name: String
        let content: Content
    }

    private static func sections(of settings: Settings) -> Content {
        // A configuration that was put together by a program has no text, and changes in none.
        (try? YAMLDocument(settings.source))?.root.map(Content.init) ?? .nothing
    }

    private static func secrets(of settings: Settings) -> [String: [Secret]] {
        var secrets = Dictionary(
            settings.channels.map { ("channels.\($0.name)", $0.kind.descriptor.secrets) },
            uniquingKeysWith: { first, _ in first }
        )
        secrets["heartbeat.url"] = settings.heartbeat.map { [$0.url] }
        return secrets
    }

    // MARK: Comparing

    private static func changes(from old: Content, to new: Content, below path: String) -> [Change] {
        guard old.sorted != new.sorted else { return [] }
        if let old = old.keys, let new = new.keys { return changes(from: old, to: new, below: path) }
        if case .list(let old) = old, case .list(let new) = new, !(old + new).allSatisfy(\.isText) {
            return changes(from: old, to: new, of: path)
        }
        return [Change(path: path)]
    }

    private static func changes(from old: [Key], to new: [Key], below path: String) -> [Change] {
        let before = Dictionary(old.map { ($0.name, $0.content) }) { _, last in last }
        let after = Set(new.map(\.name))
        func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        func compare(_ name: String, _ old: Content?, _ new: Content?) -> [Change] {
            // A whole section is told by its keys.
            let isSection = path.isEmpty && (old ?? new)?.keys != nil
            guard let old = old ?? (isSection ? .nothing : nil) else { return [Change(path: full(name), kind: .new)] }
            guard let new = new ?? (isSection ? .nothing : nil) else { return [Change(path: full(name), kind: .gone)] }
            return changes(from: old, to: new, below: full(name))
        }
        return new.flatMap { compare($0.name, before[$0.name], $0.content) }
            + old.filter { !after.contains($0.name) }.flatMap { compare($0.name, $0.content, nil) }
    }

    /// One item of a list that is put in or taken out does not change those behind it.
    private static func changes(from old: [Content], to new: [Content], of path: String) -> [Change] {
        let difference = new.map(\.sorted).difference(from: old.map(\.sorted))
        var (gone, come): (Set<Int>, [Int]) = ([], [])
        for change in difference {
            switch change {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): come.append(offset)
            }
        }
        let changed = come.map { offset in
            Change(path: "\(path)[\(offset)]", kind: gone.remove(offset) == nil ? .new : .value)
        }
        return changed + gone.sorted().map { Change(path: "\(path)[\($0)]", kind: .gone) }
    }
}

extension Settings {
    /// Names what this configuration says differently from an earlier one.
    ///
    /// - Parameter old: in force until now
    /// - Returns: the keys, never their values
    package func changes(since old: Settings) -> SettingsChanges { SettingsChanges(from: old, to: self) }
}
