import RenewalRules
import Yams

/// Walks the nodes of a file, returns values and collects all problems.
///
/// An absent or refused value is returned as `nil`, and reading continues with a default, so that one run reports
/// everything. The extensions read the sections.
struct ConfigurationReader {
    let file: String
    let environment: [String: String]
    let secretReading: SecretReading
    private let shadowedKeys: [Place: String]
    private(set) var problems: Set<ConfigurationProblem> = []
    /// The keys that unknown ones are probably meant for, by the place of their section: those are not missing too.
    private var misspelt: [Place: Set<String>] = [:]

    init(
        file: String,
        environment: [String: String],
        secretReading: SecretReading,
        shadowedKeys: [Place: String]
    ) {
        self.file = file
        self.environment = environment
        self.secretReading = secretReading
        self.shadowedKeys = shadowedKeys
    }

    mutating func report(_ message: Phrase, at place: Place) {
        problems.insert(
            ConfigurationProblem(file: file, line: place.line, column: place.column, message: message)
        )
    }

    /// Reports what is wrong with the value of a key.
    mutating func report(_ key: String, _ chinese: String, _ english: String, at place: Place) {
        report(Phrase(of: key, Phrase(chinese, english)), at: place)
    }

    // MARK: Mappings

    /// The section under a key; `nil` when the key is absent or has another type.
    mutating func section(_ key: String, of parent: Section, allowing keys: [String]) -> Section? {
        guard let entry = parent[key] else { return nil }
        return section(entry.node, named: parent.path(of: key), at: entry.keyPlace, allowing: keys)
    }

    /// The section under a key that must be there.
    mutating func requiredSection(_ key: String, of parent: Section, allowing keys: [String]) -> Section? {
        if parent[key] == nil { reportMissing(key, in: parent) }
        return section(key, of: parent, allowing: keys)
    }

    /// A node as a section; unknown keys are problems.
    mutating func section(_ node: Node, named name: String, at place: Place, allowing keys: [String]) -> Section? {
        guard let entries = entries(of: node, named: name) else { return nil }
        refuseUnknownKeys(among: entries, of: place, allowing: keys)
        return Section(name: name, place: place, entries: entries)
    }

    /// Reports keys that a section does not have; it is known by its place.
    mutating func refuseUnknownKeys(among entries: [Section.Entry], of section: Place, allowing keys: [String]) {
        let words = AllowedWords(words: keys)
        for entry in entries where !keys.contains(entry.key) {
            if let meant = words.nearest(to: String(entry.key.prefix { $0 != "：" })) {
                misspelt[section, default: []].insert(meant)
            }
            if entry.key.contains("："), let sign = FullWidthSign(in: entry.key.unicodeScalars) {
                let place = Place(line: entry.keyPlace.line, column: entry.keyPlace.column + sign.column - 1)
                report(sign.phrase, at: place)
                continue
            }
            let advice = words.advice(for: entry.key)
            let (chinese, english) = (advice.chinese, advice.english)
            report(
                Phrase("没有\(entry.key.quoted)这一配置项，\(chinese)", "unknown key \(entry.key.quoted), \(english)"),
                at: entry.keyPlace
            )
        }
    }

    /// The keys and values of a mapping in the order of the file; an empty value counts as an empty mapping.
    mutating func entries(of node: Node, named name: String) -> [Section.Entry]? {
        if node.isEmpty { return [] }
        guard let mapping = node.mapping else {
            let (subject, shape) = (name.isEmpty ? Phrase("文件", "the file") : Phrase(verbatim: name), node.shape)
            report(
                Phrase(
                    "\(subject.chinese)：应为若干配置项及其值，现为\(shape.chinese)；请写成`配置项: 值`，冒号后加空格",
                    "\(subject.english): expected keys with values, found \(shape.english); write KEY: VALUE, with a blank "
                        + "after the colon"
                ),
                at: node.place
            )
            return nil
        }
        var firstPlaces: [String: Place] = [:]
        return mapping.compactMap { key, value in
            guard let name = shadowedKeys[key.place] ?? key.scalar?.string else {
                let shape = key.shape
                report(
                    Phrase(
                        "配置项的名称应为一个单词，现为\(shape.chinese)",
                        "expected a plain word as key, found \(shape.english)"
                    ),
                    at: key.place
                )
                return nil
            }
            if let first = firstPlaces[name] {
                report(
                    Phrase(
                        "配置项\(name.quoted)重复，第\(first.line)行已有；请删去一处",
                        "duplicate key \(name.quoted), first on line \(first.line); remove one of them"
                    ),
                    at: key.place
                )
            }
            firstPlaces[name] = firstPlaces[name] ?? key.place
            return Section.Entry(key: name, keyPlace: key.place, node: value)
        }
    }

    // MARK: Values

    /// The value under a key; `nil` when the key is absent or its value refused.
    mutating func value<Value>(_ key: String, in section: Section, as form: ScalarForm<Value>) -> Value? {
        section[key].flatMap { value(of: $0.node, named: key, as: form) }
    }

    /// The value under a key that must be there.
    mutating func required<Value>(_ key: String, in section: Section, as form: ScalarForm<Value>) -> Value? {
        if section[key] == nil { reportMissing(key, in: section) }
        return value(key, in: section, as: form)
    }

    /// Replaces a default by the value under a key, if that is valid.
    mutating func update<Value>(
        _ target: inout Value,
        from key: String,
        in section: Section,
        as form: ScalarForm<Value>
    ) {
        if let value = value(key, in: section, as: form) { target = value }
    }

    /// Like `update`, for a setting without a default.
    mutating func update<Value>(
        _ target: inout Value?,
        from key: String,
        in section: Section,
        as form: ScalarForm<Value>
    ) {
        if let value = value(key, in: section, as: form) { target = value }
    }

    /// The values of a list, or of a single value in its place; `nil` when the key is absent or the list empty.
    mutating func list<Value>(
        _ key: String,
        in section: Section,
        as form: ScalarForm<Value>
    ) -> [(value: Value, place: Place)]? {
        guard let nodes = items(key, in: section) else { return nil }
        return nodes.compactMap { node in
            value(of: node, named: key, as: form).map { ($0, node.place) }
        }
    }

    /// Like `list`, where `[]` means none at all.
    mutating func listOrNone<Value>(
        _ key: String,
        in section: Section,
        as form: ScalarForm<Value>
    ) -> [(value: Value, place: Place)]? {
        if section[key]?.node.sequence?.isEmpty == true { return [] }
        return list(key, in: section, as: form)
    }

    /// The nodes of a list, or the single node in its place; an empty list is a problem.
    mutating func items(_ key: String, in section: Section, isRequired: Bool = false) -> [Node]? {
        guard let node = section[key]?.node else { return nil }
        guard let sequence = node.sequence ?? (node.isEmpty ? [] : nil) else { return [node] }
        guard !sequence.isEmpty else {
            let finding = node.isEmpty ? Phrase("没有值", "has no value") : Phrase("列表为空", "the list is empty")
            report(
                key,
                "\(finding.chinese)；请至少填写一项" + (isRequired ? "" : "，或者删去该配置项"),
                "\(finding.english); give at least one" + (isRequired ? "" : " or remove the key"),
                at: node.place
            )
            return nil
        }
        return Array(sequence)
    }

    mutating func reportMissing(_ key: String, in section: Section) {
        if misspelt[section.place]?.contains(key) == true { return }
        let name = section.path(of: key).quoted
        report(
            Phrase("缺少必填的配置项\(name)；请补上", "missing key \(name), which is required; add it"),
            at: section.place
        )
    }

    private mutating func value<Value>(of node: Node, named key: String, as form: ScalarForm<Value>) -> Value? {
        guard let scalar = node.scalar else {
            let shape = node.shape
            report(
                key,
                "应为单个值，现为\(shape.chinese)；请只写一个值",
                "expected one value, found \(shape.english); write a single one",
                at: node.place
            )
            return nil
        }
        guard !node.isEmpty else {
            report(key, "没有值；请填写，或者删去该配置项", "has no value; give one or remove the key", at: node.place)
            return nil
        }
        do {
            return try form.read(scalar.string)
        } catch {
            report(Phrase(of: key, error.phrase), at: node.place)
            return nil
        }
    }
}

extension Node {
    /// The name of the node's type in messages.
    var shape: Phrase {
        switch self {
        case .mapping: Phrase("配置项及其值", "keys with values")
        case .sequence: Phrase("列表", "a list")
        case .scalar: isEmpty ? Phrase("空", "nothing") : Phrase("单个值", "a single value")
        case .alias: Phrase("别名", "an alias")
        }
    }
}
