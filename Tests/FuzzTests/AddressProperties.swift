import RenewalRules

/// An accepted address is unchanged and cannot end a command; a second, plainer parser agrees.
///
/// Of several, each is such an address.
enum AddressProperties {
    static func check(_ bytes: [UInt8]) throws(Finding) {
        let text = String(decoding: bytes, as: UTF8.self)
        try checkSeveral(in: text)
        guard let address = try? EmailAddress(text) else {
            return try insist(!isMailbox(text), "refused: \(text)")
        }
        try insist(isMailbox(text), "accepted: \(text)")
        try insist(address.description.utf8.elementsEqual(text.utf8), "changed: \(text)")
        try insist(text.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "not visible: \(text)")
        try insist(!text.contains { "<>,;:\"()[]\\".contains($0) }, "special: \(text)")
    }

    private static func checkSeveral(in text: String) throws(Finding) {
        let addresses = EmailAddresses(text)
        let written = addresses.usable.map(\.description)
        try insist(written.allSatisfy(isMailbox), "accepted among several: \(text)")
        try insist(written.allSatisfy(text.contains), "changed among several: \(text)")
        try insist(Set(addresses.mailboxes).count == written.count, "twice: \(text)")
        try insist(written.count <= EmailAddresses.limit, "too many: \(text)")
        try insist(written.isEmpty || EmailAddresses(addresses.text).usable == addresses.usable, "unstable: \(text)")
        try insist(!written.isEmpty || !addresses.problems.isEmpty, "neither used nor a problem: \(text)")
        let isOne = (try? EmailAddress(text)) != nil
        try insist(!isOne || written == [text], "one is not the only one: \(text)")
    }

    /// The grammar, checked character by character.
    private static func isMailbox(_ text: String) -> Bool {
        let halves = text.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, text.utf8.count <= 254, halves[0].count <= 64 else { return false }
        let atoms = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        let isLocal = atoms.allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { isLetter($0) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0) }
        }
        return isLocal && labels.count > 1
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != "-" && label.last != "-"
                    && label.allSatisfy { isLetter($0) || $0 == "-" }
            }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
}
