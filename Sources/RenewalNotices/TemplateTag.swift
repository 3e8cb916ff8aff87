/// One `{{…}}` of a template and its place, found without rendering so that no branch stays unread.
struct TemplateTag {
    enum Role {
        case field, piece, comment, unsupported
    }

    let role: Role
    let name: String
    let line: Int
    let column: Int

    /// All tags of a template in order; an unfinished one is left to the parser.
    static func all(in source: String) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var rest = line[...]
            while let open = rest.firstRange(of: "{{") {
                let inside = rest[open.upperBound...]
                guard let close = inside.firstRange(of: "}}") else { break }
                let column = line.distance(from: line.startIndex, to: open.lowerBound) + 1
                tags.append(TemplateTag(inside[..<close.lowerBound], line: index + 1, column: column))
                rest = inside[close.upperBound...]
            }
        }
        return tags
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
