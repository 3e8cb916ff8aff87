import GRDB

/// What an entry of the history says of one record: `{"on":"2026-03-15","state":{"from":"active","to":"cancelled"}}`.
struct HistoryDetails: Encodable {
    /// The day of the event, which may lie before the day it was recorded.
    let on: String
    let changes: [String: FieldChange]

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(on, forKey: Key("on"))
        for (column, change) in changes { try container.encode(change, forKey: Key(column)) }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }
}

/// A column's value before and after; neither is written where it was null.
struct FieldChange: Encodable {
    let from: DatabaseValue
    let to: DatabaseValue

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try Self.encode(from, .from, into: &container)
        try Self.encode(to, .to, into: &container)
    }

    private enum Key: CodingKey {
        case from, to
    }

    private static func encode(
        _ value: DatabaseValue,
        _ key: Key,
        into container: inout KeyedEncodingContainer<Key>
    ) throws {
        switch value.storage {
        case .string(let text): try container.encode(text, forKey: key)
        case .int64(let number): try container.encode(number, forKey: key)
        // The tables are STRICT and have no columns of these kinds.
        case .null, .double, .blob: break
        }
    }
}
