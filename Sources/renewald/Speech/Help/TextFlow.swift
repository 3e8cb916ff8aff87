import RenewalReports

/// A text set in lines of a width.
///
/// Western text breaks at blanks. Chinese text breaks between any two characters, but no line begins with a sign that
/// closes something, and none ends with one that opens it.
struct TextFlow {
    private static let closing = Set("，。；：、！？）」』》〉】”’…—·,.;:!?)]}>'\"`")
    private static let opening = Set("（「『《〈【“‘([{<'\"`")

    /// What stays together.
    struct Piece {
        var text = ""
        var width = 0
        /// Whether a blank stands before it, where it does not begin a line.
        var isSpaced = false
    }

    /// The columns of a line.
    let width: Int

    /// Sets a text in lines, each with an indent, the first without it where it goes on with a line already begun.
    ///
    /// - Parameters:
    ///   - text: one paragraph
    ///   - indent: the columns before each line
    ///   - begun: the columns that the first line has already
    /// - Returns: at least one line
    func lines(of text: String, indent: Int, after begun: Int? = nil) -> [String] {
        lines(of: Self.pieces(of: text), indent: indent, after: begun)
    }

    /// Sets pieces in lines, as a text.
    func lines(of pieces: [Piece], indent: Int, after begun: Int? = nil) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines = [begun == nil ? margin : ""]
        var column = begun ?? indent
        var isAtStart = true
        for piece in pieces {
            let blank = piece.isSpaced && !isAtStart ? 1 : 0
            if !isAtStart, column + blank + piece.width > width {
                lines.append(margin)
                column = indent
                isAtStart = true
            }
            let separator = piece.isSpaced && !isAtStart ? " " : ""
            lines[lines.count - 1] += separator + piece.text
            column += separator.count + piece.width
            isAtStart = false
        }
        return lines
    }

    /// Words that are not broken, whatever is in them.
    static func pieces(keeping words: [String]) -> [Piece] {
        words.enumerated().map { Piece(text: $1, width: DisplayWidth.of($1), isSpaced: $0 > 0) }
    }

    /// The pieces of a running text.
    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var last: Character = " "
        for character in text {
            defer { last = character }
            guard character != " ", character != "\n" else { continue }
            let width = DisplayWidth.of(character)
            let isSpaced = last == " " || last == "\n"
            if isSpaced || pieces.isEmpty || mayBreak(between: last, and: character) {
                pieces.append(Piece(text: String(character), width: width, isSpaced: isSpaced && !pieces.isEmpty))
            } else {
                pieces[pieces.count - 1].text.append(character)
                pieces[pieces.count - 1].width += width
            }
        }
        return pieces
    }

    private static func mayBreak(between last: Character, and next: Character) -> Bool {
        guard DisplayWidth.of(last) == 2 || DisplayWidth.of(next) == 2 else { return false }
        return !opening.contains(last) && !closing.contains(next)
    }
}
