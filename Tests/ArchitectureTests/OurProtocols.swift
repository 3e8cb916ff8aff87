/// The protocols of the sources, what each asks for, and which types are made to fit them.
///
/// Read from the text: headers stand on one line, and what a protocol asks for is indented by four blanks.
struct OurProtocols: Sendable {
    private var requirements: [String: Set<String>] = [:]
    /// What a type or a protocol names behind its colon.
    private var inherited: [String: Set<String>] = [:]

    init(in files: [SourceFile]) {
        for file in files {
            var current: String?
            for (_, line) in file.code {
                if line.hasPrefix("}") { current = nil }
                if let header = Self.header(of: line) {
                    inherited[header.name, default: []].formUnion(header.inherited)
                    if header.isProtocol { current = header.name }
                } else if let current, let name = Self.function(in: line) {
                    requirements[current, default: []].insert(name)
                }
            }
        }
    }

    /// Whether a function of a type is documented where a protocol asks for it.
    func ask(for function: String, of type: String) -> Bool {
        var (open, seen) = ([type], Set<String>())
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            if requirements[next]?.contains(function) ?? false { return true }
            open += inherited[next] ?? []
        }
        return false
    }

    /// The name of a function that a line declares.
    static func function(in line: String) -> String? {
        guard line.contains("func ") else { return nil }  // a regular expression for every line takes seconds
        return line.firstMatch(of: /\bfunc ([^ (<]+|<)/).map { String($0.1) }
    }

    /// The type that a line begins or extends.
    static func header(of line: String) -> (name: String, inherited: [String], isProtocol: Bool)? {
        guard !line.hasPrefix(" "), line.contains("{") else { return nil }
        let header =
            /(?:package |public |private |final |indirect )*(struct|class|enum|actor|protocol|extension) (\w+)([^{]*)\{/
        guard let match = line.prefixMatch(of: header) else { return nil }
        let behind = match.3.drop { $0 != ":" }.dropFirst()
        return (String(match.2), behind.matches(of: /\w+/).map { String($0.0) }, match.1 == "protocol")
    }
}
