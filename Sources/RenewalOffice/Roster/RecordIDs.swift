/// New ids that say nothing: ids stand unmasked in events and logs.
struct RecordIDs {
    private var generator: any RandomNumberGenerator

    init(_ generator: any RandomNumberGenerator) { self.generator = generator }

    /// An id such as `R-7K2M9Q4X`: forty bits, so that a million of them hardly ever meet; the caller looks.
    mutating func next(_ prefix: String) -> String {
        var bits = generator.next()
        let characters = (0..<8).map { _ in
            defer { bits >>= 5 }
            return Self.alphabet[Int(bits & 31)]
        }
        return "\(prefix)-\(String(characters))"
    }

    /// Without letters that are read as digits, or as each other.
    ///
    /// - Source: Crockford's Base 32
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
}
