import RenewalRules

/// The rows of a digest, in as many bodies as it takes.
struct DigestItems {
    let rows: [JSONValue]
    /// Whether nothing that is open is missing.
    let isComplete: Bool

    /// The most bytes of a body: consumers limit what they read.
    static let limit = 256 * 1024

    /// Divides the rows, in their order; one part without any rows where there are none.
    ///
    /// - Parameter size: the bytes of a part without rows, by its number from 1
    /// - Returns: the rows of each part
    func parts(size: (Int) -> Int) -> [[JSONValue]] {
        var parts: [[JSONValue]] = [[]]
        var room = Self.limit - size(1)
        for row in rows {
            let bytes = row.bytes.count + 1
            if bytes > room, parts.last?.isEmpty == false {
                parts.append([])
                room = Self.limit - size(parts.count)
            }
            parts[parts.count - 1].append(row)
            room -= bytes
        }
        return parts
    }

    /// What a part says of the rows: `complete` once all of the parts are there.
    func members(_ rows: [JSONValue], part: Int, of parts: Int) -> [JSONMember] {
        [
            JSONMember(key: "items", value: .array(rows)),
            JSONMember(key: "complete", value: .bool(isComplete)),
            JSONMember(key: "part", value: .integer(part)),
            JSONMember(key: "parts", value: .integer(parts)),
        ]
    }
}
