/// Numbers by name as one line of text, `before=12 now=3`; names are ours and hold neither spaces nor `=`.
enum Figures {
    static func text(_ figures: [String: Int]) -> String {
        figures.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    /// Reads what ``text(_:)`` wrote; what is no number is left out.
    static func read(_ text: String) -> [String: Int] {
        text.split(separator: " ").reduce(into: [:]) { figures, part in
            let pair = part.split(separator: "=")
            if pair.count == 2, let number = Int(pair[1]) { figures[String(pair[0])] = number }
        }
    }
}
