import RenewalDelivery
import RenewalRules

/// Seals: the words of an entry end with fingerprints of the rows it is about, as of after the change.
///
/// `delivered smtp.end_of_data 250 5f0c… delivery=mzxw6…` fixes the delivery with its attempts and the subject of its
/// message. A later entry seals what it changes again, so only the last seal of a row counts. Entries of builds before
/// the seals have none.
extension EvidenceEntry {
    /// Whose rows a seal is about.
    enum Sealed: String, CaseIterable {
        /// A notice and its place in a digest.
        case notice
        /// A delivery, its attempts, and its message except for the bytes, which `composed` proves.
        case delivery
        /// What was reported of a delivery.
        case bounce
        /// A disabled channel.
        case channel
        /// A hold on sending.
        case hold
        /// A mute.
        case mute
    }

    /// The detail without its seals; `nil` when that is all there is.
    var words: String? {
        guard let detail else { return nil }
        let words = Self.parts(of: detail).words
        return words.isEmpty ? nil : String(words)
    }

    /// Who was muted or unmuted, as ``MutedParty/name(with:)`` calls it; `nil` for other entries.
    package var mutedName: String? { event == .muted || event == .unmuted ? words : nil }

    func seal(of rows: Sealed) -> String? { detail.flatMap { Self.parts(of: $0).seals[rows] } }

    /// The entry with one more seal after its words.
    func sealing(_ rows: Sealed, as seal: String) -> EvidenceEntry {
        var entry = self
        entry.detail = [detail, "\(rows.rawValue)=\(seal)"].compactMap(\.self).joined(separator: " ")
        return entry
    }

    private static func parts(of detail: String) -> (words: Substring, seals: [Sealed: String]) {
        var (words, seals): (Substring, [Sealed: String]) = (detail[...], [:])
        while true {
            let start = words.lastIndex(of: " ").map(words.index(after:)) ?? words.startIndex
            let halves = words[start...].split(separator: "=", omittingEmptySubsequences: false)
            guard halves.count == 2, let rows = Sealed(rawValue: String(halves[0])),
                halves[1].utf8.count == StableID.length
            else { return (words, seals) }
            seals[rows] = String(halves[1])
            words = start == words.startIndex ? "" : words[..<words.index(before: start)]
        }
    }
}
