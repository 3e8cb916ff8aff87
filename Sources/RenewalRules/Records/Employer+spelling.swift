/// When two rows name one employer, and where it is reached.
extension Employer {
    /// The mailbox it is reached at, as spellings of one address are compared; `nil` without a usable address.
    public var mailbox: String? { email.flatMap { try? EmailAddress($0) }.map { $0.description.lowercased() } }

    /// The id as its spellings are compared.
    public var spelling: String { Self.spelling(of: id) }

    /// An id or name with narrow brackets and without blanks around it.
    ///
    /// Offices that type names write `甲公司（集团）`, `甲公司(集团)` and either with a blank behind it.
    public static func spelling(of name: String) -> String {
        let scalars = name.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        var spelling = String.UnicodeScalarView()
        for scalar in scalars[first...last] { spelling.append(narrow[scalar] ?? scalar) }
        return String(spelling)
    }

    /// How a database may hold an id or name: as it is, and with either brackets, bare or before a blank.
    ///
    /// Few enough to be looked up by an index.
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
