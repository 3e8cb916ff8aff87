import Foundation

extension PersonFile.Entry {
    /// A column with what it was and what it became; neither is there where it was empty.
    package struct Change: Hashable, Sendable {
        package let column: String
        package var from: String?
        package var to: String?
    }

    /// What the details say, by column; `nil` where they are of another shape.
    package var changes: [Change]? {
        guard let values = try? JSONDecoder().decode([String: Value].self, from: Data(details.utf8)) else { return nil }
        return values.sorted { $0.key < $1.key }.map { Change(column: $0, from: $1.from, to: $1.to) }
    }

    /// A day, or an object with `from` and `to`.
    private struct Value: Decodable {
        let from: String?
        let to: String?

        init(from decoder: any Decoder) throws {
            if let day = try? decoder.singleValueContainer().decode(String.self) {
                (self.from, to) = (nil, day)
                return
            }
            let values = try decoder.container(keyedBy: Key.self)
            self.from = Self.text(.from, of: values)
            to = Self.text(.to, of: values)
        }

        private enum Key: CodingKey {
            case from, to
        }

        private static func text(_ key: Key, of values: KeyedDecodingContainer<Key>) -> String? {
            if let text = try? values.decode(String.self, forKey: key) { return text }
            return (try? values.decode(Int.self, forKey: key)).map(String.init)
        }
    }
}
