/// One `{{…}}` of a template and its place, found without rendering so that no branch is skipped.
struct TemplateTag {
    enum Role {
        case field, piece, comment, unsupported
        /// It does not end on the line it begins on.
        case unfinished
    }

    let role: Role
    let name: String
    let line: Int
    let column: Int

    /// All tags of a template in order.
    static func all(in source: String) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        let lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.map(Substring.init).enumerated() {
            var rest = line
            while let open = pair(of: UInt8(ascii: "{"), in: rest) {
                let inside = rest[open.upperBound...]
                let column = line.distance(from: line.startIndex, to: open.lowerBound) + 1
                guard let close = pair(of: UInt8(ascii: "}"), in: inside) else {
                    tags.append(TemplateTag(role: .unfinished, name: "", line: index + 1, column: column))
                    break
                }
                tags.append(TemplateTag(inside[..<close.lowerBound], line: index + 1, column: column))
                rest = inside[close.upperBound...]
            }
        }
        return tags
    }

    /// The first place of two equal bytes next to each other.
    private static func pair(of byte: UInt8, in text: Substring) -> Range<Substring.Index>? {
        var before: Substring.Index?
        for index in text.utf8.indices {
            guard text.utf8[index] == byte else {
                before = nil
                continue
            }
            if let before { return before..<text.utf8.index(after: index) }
            before = index
        }
        return nil
    }

    private init(role: Role, name: String, line: Int, column: Int) {
        (self.role, self.name, self.line, self.column) = (role, name, line, column)
    }

    private init(_ text: Substring, line: Int, column: Int) {
        self.line = line
        self.column = column
        let sigil = text.first { $0 != " " } ?? " "
        name = String(text).filter { !"#^/&{}>! ".contains($0) }
        role =
            switch sigil {
            case "!": .comment
            case ">": .piece
            case "=", "<", "$", "%": .unsupported
            default: .field
            }
    }
}
