/// Ids that are the same on every attempt, on every machine and after a rebuilt state file.
///
/// The first 130 bits of SHA-256 in lower-case base 32 (RFC 4648 alphabet): 26 characters that need no escaping in
/// a header, a file name or a URL. No key: an id is no secret and proves nothing.
public enum StableID {
    public static let length = 26

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// The id of a text.
    ///
    /// - Returns: 26 characters of `a–z2–7`
    public static func of(_ text: String) -> String { self.text(of: SHA256.digest(of: Array(text.utf8))) }

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

/// SHA-256 for stable ids only; this library imports nothing, and anything that guards a secret uses a crypto library.
///
/// - Source: FIPS 180-4 section 6.2
enum SHA256 {
    static func digest(of message: [UInt8]) -> [UInt8] {
        var state = initialState
        var words = [UInt32](repeating: 0, count: 64)
        let padded = pad(message)
        for start in stride(from: 0, to: padded.count, by: 64) {
            schedule(padded, from: start, into: &words)
            compress(words, into: &state)
        }
        var digest: [UInt8] = []
        digest.reserveCapacity(32)
        for word in state {
            for shift in stride(from: UInt32(24), through: 0, by: -8) {
                digest.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return digest
    }

    private static func pad(_ message: [UInt8]) -> [UInt8] {
        var padded = message
        padded.reserveCapacity(message.count + 72)
        padded.append(0x80)
        padded.append(contentsOf: repeatElement(0, count: (120 - padded.count % 64) % 64))
        let bitCount = UInt64(message.count) * 8
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            padded.append(UInt8(truncatingIfNeeded: bitCount >> shift))
        }
        return padded
    }

    /// In plain variables, because an array for the eight of them would be made anew in each of 64 rounds.
    private static func compress(_ words: [UInt32], into state: inout [UInt32]) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for round in 0..<64 {
            let choice = (e & f) ^ (~e & g)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            let sumHigh = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
            let sumLow = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
            let mixed = h &+ sumHigh &+ choice &+ constants[round] &+ words[round]
            (h, g, f, e) = (g, f, e, d &+ mixed)
            (d, c, b, a) = (c, b, a, mixed &+ sumLow &+ majority)
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    }

    private static func schedule(_ bytes: [UInt8], from start: Int, into words: inout [UInt32]) {
        for index in 0..<16 {
            let place = start + index * 4
            words[index] =
                UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
                | UInt32(bytes[place + 3])
        }
        for index in 16..<64 {
            let early = words[index - 15]
            let late = words[index - 2]
            let sigmaEarly = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
            let sigmaLate = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
            words[index] = words[index - 16] &+ sigmaEarly &+ words[index - 7] &+ sigmaLate
        }
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    private static let initialState: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]

    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
