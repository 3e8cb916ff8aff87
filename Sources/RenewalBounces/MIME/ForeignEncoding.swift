import RenewalFiles

/// Text in an encoding that its writer names, rightly or not.
enum ForeignEncoding {
    /// The text; bytes that make no sense end it, or are replaced.
    static func text(_ bytes: ArraySlice<UInt8>, charset: String?) -> String {
        let bytes = Array(bytes)
        let named = charset.flatMap(TextEncoding.init(named:))
        if named == nil || named == .utf8, let text = String(validating: bytes, as: UTF8.self) { return text }
        let encoding = named == nil || named == .utf8 ? .gb18030 : named ?? .gb18030
        switch encoding.decode(bytes) {
        case .success(let text): return String(decoding: text, as: UTF8.self)
        case .failure(let stop):
            guard case .success(let start) = encoding.decode(Array(bytes.prefix(stop.offset))), stop.offset > 0 else {
                return String(decoding: bytes, as: UTF8.self)
            }
            return String(decoding: start, as: UTF8.self)
        }
    }
}

/// HTML as plain lines.
enum PlainHTML {
    /// The text without markup, a line for each block.
    static func text(of html: String) -> String {
        var (text, rest) = ("", html[...])
        while let open = rest.firstIndex(of: "<") {
            text += rest[..<open]
            guard let close = rest[open...].firstIndex(of: ">") else { return entities(in: text) }
            let tag = rest[rest.index(after: open)..<close]
            // An address in angle brackets, which nobody has escaped.
            if tag.contains("@"), !tag.contains("=") { text += "<\(tag)>" }
            let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
            if blocks.contains(name) { text += "\n" }
            rest = rest[rest.index(after: close)...]
            if hidden.contains(name), !tag.hasPrefix("/") { rest = content(of: name, after: rest) }
        }
        return entities(in: text + rest)
    }

    private static let blocks: Set<String> = [
        "br", "p", "div", "tr", "td", "th", "li", "table", "h1", "h2", "h3", "h4", "hr", "pre", "body",
    ]
    private static let hidden: Set<String> = ["style", "script", "head", "title"]

    private static func content(of name: String, after rest: Substring) -> Substring {
        guard let end = rest.firstRange(of: "</\(name)") else { return "" }
        return rest[end.lowerBound...]
    }

    private static func entities(in text: String) -> String {
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#64;", "@"), ("&amp;", "&")]
            .reduce(text) { text, entity in text.replacing(entity.0, with: entity.1) }
    }
}
