/// Searches text by its bytes: many times faster than by characters, and it finds text followed by a combining mark.
extension String {
    /// The text with every occurrence of `part` replaced; `part` is not empty.
    func replacingBytes(of part: String, with other: @autoclosure () -> String) -> String {
        let (bytes, wanted) = (Array(utf8), Array(part.utf8))
        guard var found = bytes.firstPlace(of: wanted, from: 0) else { return self }
        let other = Array(other().utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + other.count)
        var start = 0
        while true {
            result += bytes[start..<found]
            result += other
            start = found + wanted.count
            guard let next = bytes.firstPlace(of: wanted, from: start) else { break }
            found = next
        }
        result += bytes[start...]
        return String(decoding: result, as: UTF8.self)
    }
}

extension [UInt8] {
    fileprivate func firstPlace(of part: [UInt8], from start: Int) -> Int? {
        guard let first = part.first, count - start >= part.count else { return nil }
        return (start...(count - part.count)).first { place in
            self[place] == first && self[place..<(place + part.count)].elementsEqual(part)
        }
    }
}
