import RenewalRules
import Yams

/// The nodes of a YAML text, including repeated keys.
///
/// Yams refuses a mapping with a repeated key and reports only the first occurrence, which would hide all other
/// problems. So that occurrence is renamed in a copy of the text, without moving anything, and the copy is parsed
/// again.
struct YAMLDocument {
    /// Why the text cannot be parsed.
    struct Flaw: Error {
        let place: Place
        let message: Phrase
    }

    /// `nil` for a text without content.
    let root: Node?
    /// The true names of the renamed keys, by place.
    let shadowedKeys: [Place: String]

    /// Parses one document.
    ///
    /// - Parameter text: may have a byte order mark and any line ends
    /// - Throws: the first flaw, after which nothing can be read
    init(_ text: String) throws(Flaw) {
        var text = text
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        if let place = Place(in: text, ofFirst: Self.isForbidden) {
            throw Flaw(place: place, message: Phrase("含有控制字符；请删去", "control character in the text; remove it"))
        }
        var shadowed: [Place: String] = [:]
        root = try Self.parse(&text, shadowed: &shadowed)
        shadowedKeys = shadowed
    }

    /// A file with more repeated keys than this is not read to the end.
    private static let shadowedKeyLimit = 32

    private static func parse(_ text: inout String, shadowed: inout [Place: String]) throws(Flaw) -> Node? {
        if let flaw = reference(in: text) { throw flaw }
        let root: Node?
        do {
            root = try Parser(yaml: text, encoding: .utf8).singleRoot()
        } catch YamlError.duplicatedKeysInMapping(let names, let context) {
            let (name, place) = (names.first ?? "", Place(context.mark))
            guard shadowed.count < shadowedKeyLimit,
                let renamed = text.renamingKey(name, at: place, number: shadowed.count)
            else {
                let message = Phrase(
                    "配置项\(name.quoted)重复；请删去一处",
                    "duplicate key \(name.quoted); remove one of them"
                )
                throw Flaw(place: place, message: message)
            }
            shadowed[place] = name
            text = renamed
            return try parse(&text, shadowed: &shadowed)
        } catch let error as YamlError {
            throw Flaw(error, text: text)
        } catch {
            let message = Phrase("无法按YAML读取；请核对文件内容", "cannot read this as YAML; check the text")
            throw Flaw(place: .start, message: message)
        }
        if let flaw = root.flatMap({ excess(of: $0) }) { throw flaw }
        return root
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}

extension String {
    /// The text with a key replaced by as many private-use characters, the first of which differs for each `number`.
    ///
    /// It is `nil` when the key is not there literally, as with escapes in quotes.
    fileprivate func renamingKey(_ key: String, at place: Place, number: Int) -> String? {
        var lines = unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        guard !key.isEmpty, place.line <= lines.count, let first = Unicode.Scalar(0xE001 + number) else { return nil }
        let line = lines[place.line - 1]
        let isQuoted = place.column <= line.count && ["\"", "'"].contains(line[place.column - 1])
        let name = Array(key.unicodeScalars)
        let start = place.column - (isQuoted ? 0 : 1)
        guard line.dropFirst(start).starts(with: name) else { return nil }
        let filler = Array(repeating: "\u{E000}" as Unicode.Scalar, count: name.count - 1)
        lines[place.line - 1].replaceSubrange(start..<start + name.count, with: [first] + filler)
        var renamed = UnicodeScalarView()
        renamed.append(contentsOf: lines.joined(separator: ["\n"]))
        return String(renamed)
    }
}

extension YAMLDocument.Flaw {
    /// The parser's finding in our words; its own description quotes the text, which may contain a secret.
    fileprivate init(_ error: YamlError, text: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let place = Place(mark)
            if Self.hasTab(in: text, atOrBefore: place) {
                self.init(place: place, message: Phrase("缩进中有制表符；请改用空格", "tab in the indentation; use spaces"))
            } else if problem.hasPrefix("Maximum nesting level") {
                self.init(place: place, message: YAMLDocument.tooDeep)
            } else {
                // The parser may notice it only lines later.
                let origin = context.map { Place($0.mark) }
                let first = min(origin?.line ?? place.line, place.line - 1)
                let sign = Self(fullWidthIn: text, lines: max(1, first)...place.line)
                let beginsLine = Self.isFirst(in: text, at: place)
                self = sign ?? Self(problem: problem, at: place, origin: origin, beginsLine: beginsLine)
            }
        case .composer(nil, let problem, let mark, _):
            self.init(problem: problem, at: Place(mark), origin: nil, beginsLine: false)
        case .composer(_, _, let mark, _):
            let message = Phrase("此处开始了第二个文档；请只保留一个", "a second document begins here; keep one")
            self.init(place: Place(mark), message: message)
        case .reader(let problem, _, _, _):
            self.init(problem: problem, at: .start, origin: nil, beginsLine: false)
        default:
            self.init(place: .start, message: Phrase("不是YAML；请核对文件内容", "not YAML; check the text"))
        }
    }

    /// Whether nothing but blanks stands before `place` in its line.
    private static func isFirst(in text: String, at place: Place) -> Bool {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard place.line <= lines.count else { return true }
        return lines[place.line - 1].prefix(place.column - 1).allSatisfy { $0 == " " }
    }

    /// Whether the white space at the beginning of the line, up to and including `place`, has a tab.
    private static func hasTab(in text: String, atOrBefore place: Place) -> Bool {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard place.line <= lines.count else { return false }
        return lines[place.line - 1].prefix { $0 == " " || $0 == "\t" }.prefix(place.column).contains("\t")
    }
}
