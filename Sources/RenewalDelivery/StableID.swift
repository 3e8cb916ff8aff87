import Crypto
package import RenewalRules

/// Ids that are the same on every attempt, on every machine and after a rebuilt state file.
///
/// The first 130 bits of SHA-256 in lower-case base 32 (RFC 4648 alphabet): 26 characters that need no escaping in a
/// header, a file name or a URL. There is no key: an id is not a secret and proves nothing.
package enum StableID {
    package static let length = 26

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// The id of a text.
    ///
    /// - Returns: 26 characters of `a–z2–7`
    package static func of(_ text: String) -> String { self.text(of: Array(SHA256.hash(data: Array(text.utf8)))) }

    /// The first 130 bits of a digest.
    ///
    /// - Parameter digest: at least 17 bytes
    /// - Returns: 26 characters of `a–z2–7`
    package static func text(of digest: [UInt8]) -> String {
        var characters: [UInt8] = []
        characters.reserveCapacity(length)
        for position in 0..<length {
            let bit = position * 5
            let pair = UInt16(digest[bit / 8]) << 8 | UInt16(digest[bit / 8 + 1])
            characters.append(alphabet[Int(pair >> (11 - UInt16(bit % 8))) & 31])
        }
        return String(decoding: characters, as: UTF8.self)
    }
}

extension NoticeKey {
    /// The id of the notice, the same in every run and every state file.
    package var noticeID: String { StableID.of(description) }
}

extension HeldSending {
    /// Encodes what is held; the state file and the set of holds distinguish one notice from another.
    package init(day: CalendarDate, stateFile: String, holds: [Hold], waiting: Int) {
        let names = holds.map { "\($0.reason.rawValue) \($0.scope)" }.sorted()
        let mark = StableID.of(names.joined(separator: "\n")).prefix(Self.markLength)
        self.init(day: day, detail: "\(stateFile)-\(mark)", holds: holds, waiting: waiting)
    }

    /// Enough to distinguish the few sets of holds of one day.
    private static var markLength: Int { 10 }
}
