/// New ids that say nothing: ids stand unmasked in events and logs.
struct RecordIDs {
    private var generator: any RandomNumberGenerator

    init(_ generator: any RandomNumberGenerator) { self.generator = generator }

    /// An id such as `R-7K2M9Q4X`: forty bits, so that a million of them hardly ever meet; the caller looks.
    mutating func next(_ prefix: String) -> String {
        let characters = (0..<8).map { _ in Self.alphabet[Int(generator.next(upperBound: UInt(Self.alphabet.count)))] }
        return "\(prefix)-\(String(characters))"
    }

    /// Without letters that are read as digits, or as each other.
    ///
    /// - Source: Crockford's Base 32
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
}
