/// Ids that are the same on every attempt, on every machine and after a rebuilt state file.
///
/// The first 130 bits of SHA-256 in lower-case base 32 (RFC 4648 alphabet): 26 characters that need no escaping in
/// a header, a file name or a URL. No key: an id is no secret and proves nothing.
public enum StableID {
    public static let length = 26

    /// The id of a text.
    ///
    /// - Returns: 26 characters of `a–z2–7`
    public static func of(_ text: String) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        let digest = SHA256.digest(of: Array(text.utf8))
        var characters: [UInt8] = []
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
        let padded = pad(message)
        for start in stride(from: 0, to: padded.count, by: 64) {
            compress(padded[start..<start + 64], into: &state)
        }
        return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
    }

    private static func pad(_ message: [UInt8]) -> [UInt8] {
        var padded = message + [0x80]
        padded += Array(repeating: 0, count: (120 - padded.count % 64) % 64)
        let bitCount = UInt64(message.count) * 8
        return padded + (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * UInt64($0))) }
    }

    private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        let words = schedule(of: block)
        var work = state
        for round in 0..<64 {
            let (first, fifth) = (work[0], work[4])
            let choice = (fifth & work[5]) ^ (~fifth & work[6])
            let majority = (first & work[1]) ^ (first & work[2]) ^ (work[1] & work[2])
            let sumHigh = rotate(fifth, 6) ^ rotate(fifth, 11) ^ rotate(fifth, 25)
            let sumLow = rotate(first, 2) ^ rotate(first, 13) ^ rotate(first, 22)
            let mixed = work[7] &+ sumHigh &+ choice &+ constants[round] &+ words[round]
            work = [
                mixed &+ sumLow &+ majority, first, work[1], work[2], work[3] &+ mixed, fifth, work[5], work[6],
            ]
        }
        for index in 0..<8 { state[index] &+= work[index] }
    }

    private static func schedule(of block: ArraySlice<UInt8>) -> [UInt32] {
        let bytes = Array(block)
        var words = (0..<16).map { index in
            bytes[index * 4..<index * 4 + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let early = words[index - 15]
            let late = words[index - 2]
            let sigmaEarly = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
            let sigmaLate = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
            words.append(words[index - 16] &+ sigmaEarly &+ words[index - 7] &+ sigmaLate)
        }
        return words
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
