/// Look-ups of several rows by a key in one statement.
package enum Lookup {
    /// Keys in one look-up; more are asked for in parts.
    package static let largest = 256
    /// Few, because each length is a statement to prepare and to keep.
    fileprivate static let lengths = [16, 64, largest]
}

/// The places of some values in a statement, between commas.
package func placeholders(_ count: Int) -> String { [String](repeating: "?", count: count).joined(separator: ", ") }

extension RandomAccessCollection<String> {
    /// The keys of a look-up, the last one repeated up to one of few lengths.
    package var filledUp: [String] {
        guard let last, let length = Lookup.lengths.first(where: { $0 >= count }) else { return Array(self) }
        return Array(self) + repeatElement(last, count: length - count)
    }
}
