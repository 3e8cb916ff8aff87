/// The public names a floor declares, as `Type/member` without arguments.
struct DeclaredNames {
    private(set) var paths: Set<String> = []
    /// The types that are open at the line being read, each with its indent.
    private var scopes: [(indent: Int, path: String)] = []

    init(in files: [SourceFile]) {
        for file in files {
            scopes = []
            for (_, line) in file.code { read(line) }
        }
    }

    /// Whether a link such as `Type/member(label:)` leads somewhere.
    func contains(_ link: String) -> Bool { paths.contains(String(link.prefix { $0 != "(" })) }

    private mutating func read(_ line: String) {
        let indent = line.prefix { $0 == " " }.count
        let text = line.drop { $0 == " " }
        while let scope = scopes.last, !text.isEmpty, indent <= scope.indent { scopes.removeLast() }
        let isMember = scopes.last.map { indent == $0.indent + 4 } ?? (indent == 0)
        guard isMember else { return }
        if let type = text.firstMatch(of: /^(public )?(?:indirect )?(?:struct|enum|class|actor|extension) ([\w.]+)/) {
            let path = self.path(of: type.2.split(separator: ".").joined(separator: "/"))
            if type.1 != nil { paths.insert(path) }
            if text.hasSuffix("{") { scopes.append((indent, path)) }
        } else if let member = text.firstMatch(of: /^public (?:internal\(set\) |static )*(?:func|var|let) (\w+)/) {
            paths.insert(path(of: String(member.1)))
        } else if text.hasPrefix("case ") {
            let names = text.dropFirst(5).replacing(/\([^)]*\)/, with: "").split(separator: ",")
            for name in names { paths.insert(path(of: String(name.drop { $0 == " " }.prefix { $0.isLetter }))) }
        }
    }

    private func path(of name: String) -> String { scopes.last.map { "\($0.path)/\(name)" } ?? name }
}
