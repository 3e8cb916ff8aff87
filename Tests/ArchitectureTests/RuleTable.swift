import Foundation

/// The rule ids of the domain document, and the table of them in the catalogue.
enum RuleTable {
    /// Every rule id, in the order of the document.
    static let ids: [String] =
        (0...91).map { "R\($0)" } + (1...14).map { "D\($0)" }
        + (1...25).flatMap { [1, 5, 12].contains($0) ? ["A\($0)", "A\($0)b"] : ["A\($0)"] } + (1...25).map { "V\($0)" }

    /// A row of the table: the id, what the rule says, and the symbols that implement it or the reason why none does.
    struct Row: Sendable {
        let id: String
        let words: String
        let place: String

        /// The reason after `no effect:` or `not implemented:`; `nil` where the cell begins otherwise.
        func reason(after word: String) -> String? {
            place.hasPrefix(word + ": ") ? String(place.dropFirst(word.count + 2)) : nil
        }
    }

    static let rows: [Row] = Catalogue.articles.filter { $0.name == "RulesAndSymbols.md" }.flatMap(\.lines)
        .compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, ids.contains(cells[0]) else { return nil }
            return Row(id: cells[0], words: cells[1], place: cells[2])
        }

    /// The rule ids in a text, without the ends of ranges such as `R7–R12`.
    static func ids(in text: String) -> Set<String> {
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "–" }.map(String.init)
        return Set(words).intersection(known)
    }

    private static let known = Set(ids)
}

/// The articles of the documentation catalogue.
enum Catalogue {
    static let folder = SourceTree.root.appending(path: "Sources/RenewalRules/RenewalRules.docc")

    static let articles: [SourceFile] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
            guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else { return nil }
            return SourceFile(path: name, lines: text.components(separatedBy: "\n"))
        }
    }()
}
