import RenewalRules

/// The text that somebody typed into a cell, without what spreadsheets and databases leave behind.
struct CellText {
    /// Folded; empty for a cell in which nothing is entered.
    let text: String

    /// Longer than any name, number or list of addresses.
    static let mostBytes = 1000

    /// - Parameters:
    ///   - cell: as the file holds it
    ///   - keepsDigits: whether it is a number of which every digit counts
    /// - Throws: what the cell is instead of text
    init(_ cell: SheetCell, keepsDigits: Bool) throws(CellFault) {
        switch cell {
        case .empty: text = ""
        case .error(let value): throw .errorValue(value)
        case .day(let day): text = day.description
        case .flag(let flag): text = flag ? "是" : "否"
        case .number(let number):
            guard !keepsDigits || Self.isWhole(number) else { throw .lostDigits }
            text = number
        case .text(let written): text = try Self.typed(written, keepsDigits: keepsDigits)
        }
    }

    private static func typed(_ written: String, keepsDigits: Bool) throws(CellFault) -> String {
        let folded = FoldedText(try CellArtefact.removed(from: FoldedText(written).text, keepsDigits: keepsDigits)).text
        let text = folded.first == "'" ? String(folded.dropFirst()) : folded
        guard text.utf8.count <= mostBytes else { throw .tooLong(bytes: mostBytes) }
        guard !text.unicodeScalars.contains(where: isControl) else { throw .controlCharacter }
        if nothings.contains(text) { return "" }
        // A number that a spreadsheet wrote with its decimals.
        let isWhole = keepsDigits && text.hasSuffix(".0") && text.dropLast(2).allSatisfy(\.isNumber)
        return isWhole ? String(text.dropLast(2)) : text
    }

    /// - Source: Unicode Standard, general category Cc
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    /// What people enter where there is nothing to enter.
    private static let nothings: Set<String> = ["-", "--", "/", "\\", "无", "暂无", "没有"]

    /// A spreadsheet keeps fifteen digits; what is longer has lost its end.
    private static func isWhole(_ number: String) -> Bool {
        number.allSatisfy { $0.isASCII && $0.isNumber } && number.count <= 15
    }
}

/// What spreadsheets and databases leave in a cell instead of what was typed.
enum CellArtefact {
    /// The text that was typed: `="00123"`, which keeps a spreadsheet from rounding, is `00123`.
    ///
    /// - Parameters:
    ///   - text: without blanks around it
    ///   - keepsDigits: whether it is a number of which every digit counts
    /// - Returns: the text as it is, or what an artefact wraps
    /// - Throws: what the cell is instead of text
    static func removed(from text: String, keepsDigits: Bool) throws(CellFault) -> String {
        guard !text.unicodeScalars.contains("\u{FFFD}") else { throw .lostCharacter }
        if text.first == "#" {
            if errorValues.contains(text.uppercased()) { throw .errorValue(text.uppercased()) }
            if text.count >= 3, text.allSatisfy({ $0 == "#" }) { throw .tooNarrow }
        }
        if text.uppercased() == "NULL" { throw .nullWord }
        if keepsDigits, isScientific(text) { throw .lostDigits }
        guard text.count >= 3, text.hasPrefix("=\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst(2).dropLast())
    }

    /// `1.38E+10`: the digits behind those are gone.
    private static func isScientific(_ text: String) -> Bool {
        guard let sign = text.firstIndex(where: { "Ee".contains($0) }), text[sign...].dropFirst().first == "+" else {
            return false
        }
        let (digits, power) = (text[..<sign], text[sign...].dropFirst(2))
        return !digits.isEmpty && !power.isEmpty && digits.allSatisfy { $0.isNumber || $0 == "." }
            && power.allSatisfy(\.isNumber)
    }

    /// - Source: ECMA-376 part 1, 18.17.3
    private static let errorValues: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!",
    ]
}
