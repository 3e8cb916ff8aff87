import RenewalFiles

/// The encoding of a text that does not say it.
///
/// A short list of Chinese names in GBK can be valid UTF-8 by chance: 谢强 has the bytes of `лǿ`. So the texts that each
/// encoding would give are weighed by how many of their characters are in everyday use.
enum EncodingGuess {
    /// - Parameters:
    ///   - bytes: without byte order mark
    ///   - detector: what a statistical detector says, asked only where two encodings are equally likely
    /// - Returns: `nil` when the bytes are no text in any of the encodings
    static func of(_ bytes: [UInt8], detector: ([UInt8]) -> TextEncoding? = { _ in nil }) -> TextEncoding? {
        let utf8 = Sequences(of: bytes)
        if utf8.isASCII { return .utf8 }
        // Chinese text in UTF-8 is made of sequences of three bytes, which other encodings hardly ever form.
        if utf8.three > 0, utf8.three >= utf8.damages { return .utf8 }
        let legacy = likeliest(bytes, detector)
        guard utf8.damages == 0 else { return legacy?.encoding }
        let isChinese = utf8.lonePairs > 0 && !hasRareCharacters(bytes)
        return isChinese && legacy?.encoding == .gb18030 && (legacy?.share ?? 0) >= everyday ? .gb18030 : .utf8
    }

    /// Of the characters of a list of names, the least share in everyday use.
    private static let everyday = 0.6
    /// Below it, two encodings are equally likely.
    private static let clearly = 0.1

    /// Whether a text in GB18030 has characters that GB 2312 lacks, which names hardly ever have: Cyrillic and Hebrew words
    /// in UTF-8 do, read that way.
    private static func hasRareCharacters(_ bytes: [UInt8]) -> Bool {
        var place = bytes.startIndex
        while place + 1 < bytes.endIndex {
            guard bytes[place] >= 0x80 else {
                place += 1
                continue
            }
            guard bytes[place + 1] >= 0xA1 else { return true }
            place += 2
        }
        return false
    }

    private static func likeliest(
        _ bytes: [UInt8],
        _ detector: ([UInt8]) -> TextEncoding?
    ) -> (encoding: TextEncoding, share: Double)? {
        let shares = [TextEncoding.gb18030, .big5].compactMap { encoding in
            share(ofEveryday: bytes, in: encoding).map { (encoding: encoding, share: $0) }
        }.sorted { $0.share > $1.share }
        guard let first = shares.first, shares.count == 2, first.share - shares[1].share < clearly else {
            return shares.first
        }
        return shares.first { $0.encoding == detector(bytes) } ?? shares.first { $0.encoding == .gb18030 }
    }

    /// The share of the characters outside ASCII that are in everyday use; `nil` where the bytes are no such text.
    ///
    /// Both encodings list the everyday characters first: the 3,755 of level 1 in GB 2312, the 5,401 of level 1 in Big5.
    private static func share(ofEveryday bytes: [UInt8], in encoding: TextEncoding) -> Double? {
        guard case .success = encoding.decode(bytes) else { return nil }
        var (everyday, all) = (0, 0)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let lead = bytes[place]
            guard lead >= 0x80, place + 1 < bytes.endIndex else {
                place += 1
                continue
            }
            let trail = bytes[place + 1]
            if encoding == .gb18030, (0x30...0x39).contains(trail) {
                all += 1
                place += 4
                continue
            }
            let isSign = encoding == .gb18030 ? (0xA1...0xA9).contains(lead) : (0xA1...0xA3).contains(lead)
            let isEveryday =
                encoding == .gb18030 ? (0xB0...0xD7).contains(lead) && trail >= 0xA1 : (0xA4...0xC6).contains(lead)
            if !isSign {
                all += 1
                everyday += isEveryday ? 1 : 0
            }
            place += 2
        }
        return all == 0 ? 0 : Double(everyday) / Double(all)
    }
}

/// What a text is made of if it is read as UTF-8.
private struct Sequences {
    private(set) var isASCII = true
    private(set) var damages = 0
    /// Sequences of three bytes and more: Chinese characters among others.
    private(set) var three = 0
    /// Sequences of two bytes that do not stand beside an ASCII letter, as those of `Müller` do.
    private(set) var lonePairs = 0

    init(of bytes: [UInt8]) {
        guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return }
        isASCII = false
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes[first...].makeIterator()
        var offset = first
        var run = 0
        var runTouchesLetter = offset > 0 && Self.isLetter(bytes[offset - 1])
        func end(_ run: Int, _ touches: Bool) -> Int { run > 1 && !touches ? run : 0 }
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let sequence):
                if sequence.count == 2 {
                    run += 1
                } else {
                    let isLetter = sequence.count == 1 && sequence.first.map(Self.isLetter) == true
                    lonePairs += end(run, runTouchesLetter || isLetter)
                    (run, runTouchesLetter) = (0, isLetter)
                    three += sequence.count > 2 ? 1 : 0
                }
                offset += sequence.count
            case .error(let length):
                damages += 1
                offset += length
                (run, runTouchesLetter) = (0, false)
            case .emptyInput:
                lonePairs += end(run, runTouchesLetter)
                return
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: false
        }
    }
}
