package import RenewalRules

/// The row of a roster that names the columns, and what each of them says.
package struct RosterHeader: Hashable, Sendable {
    /// A column with a title.
    package struct Column: Hashable, Sendable {
        /// As it stands in the sheet.
        package let title: String
        /// Its place in each row, 0 for the first.
        let place: Int
        /// `nil` when nobody knows what the title means, or another column says the same.
        package let field: RosterField?
        /// Whether another column says the same.
        let isRepeated: Bool

        /// Its cell in a row.
        package func cell(of row: SheetRow) -> SheetCell { place < row.cells.count ? row.cells[place] : .empty }
    }

    /// The number of the row.
    package let row: Int
    package let columns: [Column]

    /// The titles that were not understood, or say again what another column says.
    package var unused: [String] { unknown + repeated }

    /// The titles that were not understood.
    package var unknown: [String] { columns.filter { $0.field == nil && !$0.isRepeated }.map(\.title) }

    /// The titles that say again what another column says.
    package var repeated: [String] { columns.filter(\.isRepeated).map(\.title) }

    /// The titles that reminders have no use for.
    package var unneeded: [String] { columns.filter { $0.field == .unneeded }.map(\.title) }

    /// The columns that are used, in the order of the sheet.
    package var used: [Column] { columns.filter { $0.field != nil && $0.field != .unneeded } }

    func has(_ field: RosterField) -> Bool { columns.contains { $0.field == field } }

    /// Rows above the header: a title, a remark, who made the sheet.
    static let mostRowsAbove = 30

    /// Finds the header: the row among the first that names the most columns, at least two of them.
    ///
    /// - Parameters:
    ///   - rows: the first rows of the sheet
    ///   - map: what the titles mean that an office has named itself, before the usual ones
    init?(in rows: [SheetRow], map: [String: RosterField]) {
        let candidates = rows.prefix(Self.mostRowsAbove).map { RosterHeader($0, map: map) }
        // The first of equals: a row that repeats the header further down is no header.
        guard let best = candidates.max(by: { $0.known < $1.known }), best.known >= 2,
            let first = candidates.first(where: { $0.known == best.known })
        else { return nil }
        self = first
    }

    /// A map of titles to fields, with its titles folded as those of a header are.
    ///
    /// - Throws: the name that is no field
    package static func map(_ names: [String: String]) throws(UnknownField) -> [String: RosterField] {
        var map: [String: RosterField] = [:]
        for (title, name) in names {
            guard let field = RosterField(rawValue: name) ?? RosterField(title: name) else {
                throw UnknownField(name: name)
            }
            map[FoldedText(title).text] = field
        }
        return map
    }

    private init(_ row: SheetRow, map: [String: RosterField]) {
        self.row = row.number
        var taken: Set<RosterField> = []
        columns = row.cells.enumerated().compactMap { place, cell in
            let title = FoldedText(cell.shown).text
            guard !title.isEmpty else { return nil }
            let field = map[title] ?? RosterField(title: title)
            let isRepeated = field.map { $0 != .unneeded && !taken.insert($0).inserted } ?? false
            return Column(title: title, place: place, field: isRepeated ? nil : field, isRepeated: isRepeated)
        }
    }

    private var known: Int { used.count }
}

/// A name in a map of columns that means no field.
package struct UnknownField: Error, Hashable, Sendable, Speakable {
    let name: String

    package var phrase: Phrase {
        let known = RosterField.allCases
        return Phrase(
            "冒号后的“\(name)”不是可用的词；请用：\(known.map { "\($0.rawValue)（\($0.title.chinese)）" }.joined(separator: "、"))",
            "there is no field \"\(name)\"; use one of \(known.map(\.rawValue).joined(separator: ", "))"
        )
    }
}
