import Foundation
import RenewalTestSupport

/// Generates inputs: the same seed gives the same inputs.
struct Mutator {
    private var state: UInt64
    private let corpus: [[UInt8]]
    private let words: [[UInt8]]

    /// Longer inputs find nothing new.
    private static let byteLimit = 1024

    init(seed: UInt64, corpus: [[UInt8]]) {
        state = seed
        self.corpus = corpus
        words = Self.words.map { Array($0.utf8) } + [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0]]
    }

    /// The files of a target's corpus, by name.
    static func corpus(of target: FuzzTarget) throws -> [[UInt8]] {
        let folder = ForeignProgram.repository.appending(path: "Tests/Fuzz/corpus/\(target.rawValue)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .map { Array(try Data(contentsOf: folder.appending(path: $0))) }
    }

    /// Byte sequences that often cause trouble.
    private static let words = [
        "\r\n", "\n", "\r", ".\r\n", "@", ".", "-", "<", ">", ",", "\"", "\"\"", "'", "\t", ": ", "- ", "[", "]", "{",
        "}", "=?utf-8?B?", "?=", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{202E}", "\u{301}", "李", "😀", "&a ", "*a", "!!",
        "|\n", "? ", "%", "#", "---\n", "...", "0", "9999-12-31", "~", "null", "=", "+", "\\", "/", "\u{1B}[", "\u{7F}",
    ]

    /// The next input.
    mutating func next() -> [UInt8] {
        var bytes = corpus.isEmpty || pick(8) == 0 ? noise() : corpus[pick(corpus.count)]
        for _ in 0...pick(6) { change(&bytes) }
        return Array(bytes.prefix(Self.byteLimit))
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = pick(bytes.count + 1)
        switch pick(8) {
        case 0: bytes.insert(UInt8(pick(256)), at: place)
        case 1: if place < bytes.count { bytes[place] = UInt8(pick(256)) }
        case 2: if place < bytes.count { bytes.removeSubrange(place..<min(bytes.count, place + 1 + pick(8))) }
        case 3: bytes.removeLast(bytes.count - place)
        case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + pick(64))], at: pick(bytes.count + 1))
        case 5: splice(&bytes, at: place)
        case 6: bytes.insert(contentsOf: Array(repeating: UInt8(pick(256)), count: pick(300)), at: place)
        default: bytes.insert(contentsOf: words[pick(words.count)], at: place)
        }
    }

    private mutating func splice(_ bytes: inout [UInt8], at place: Int) {
        guard !corpus.isEmpty else { return }
        let other = corpus[pick(corpus.count)]
        bytes = bytes[..<place] + other.suffix(pick(other.count + 1))
    }

    private mutating func noise() -> [UInt8] { (0..<pick(80)).map { _ in UInt8(pick(256)) } }

    /// A number from 0 up to, not including, `count`; SplitMix64.
    private mutating func pick(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(count))
    }
}
