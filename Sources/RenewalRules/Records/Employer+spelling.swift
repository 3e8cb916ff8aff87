/// Which rows name the same employer.
extension Employer {
    /// Its id, in the form in which spellings are compared.
    public var spelling: String { Self.spelling(of: id) }

    /// An id or name with ASCII brackets and without surrounding blanks.
    ///
    /// Offices that type names write `甲公司（集团）` or `甲公司(集团)`, with or without a blank after it.
    public static func spelling(of name: String) -> String {
        let scalars = name.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        var spelling = String.UnicodeScalarView()
        for scalar in scalars[first...last] { spelling.append(narrow[scalar] ?? scalar) }
        return String(spelling)
    }

    /// The likely spellings of an id or name in a database: as it is, and with either kind of bracket, with or without
    /// a blank after it.
    ///
    /// There are few enough for an index lookup.
    public static func likelySpellings(of name: String) -> [String] {
        let bare = spelling(of: name)
        var wide = String.UnicodeScalarView()
        for scalar in bare.unicodeScalars { wide.append(narrow.first { $0.value == scalar }?.key ?? scalar) }
        let spellings = [bare, String(wide)].flatMap { form in ["", " ", "\u{3000}", "\u{A0}"].map { form + $0 } }
        var seen: Set<String> = []
        return ([name] + spellings).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    private static let narrow: [Unicode.Scalar: Unicode.Scalar] = ["（": "(", "）": ")"]
}
