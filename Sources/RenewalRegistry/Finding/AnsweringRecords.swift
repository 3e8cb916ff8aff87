package import RenewalRules

/// The records that answer to a clue: the best of them, and how many there are.
package struct AnsweringRecords: Hashable, Sendable {
    /// Those that answer wholly first, else in the order of the registry.
    package var records: [RecordID] { Array((whole + parts).prefix(limit)) }
    /// All that answer.
    package private(set) var count = 0
    private let limit: Int
    private var whole: [RecordID] = []
    private var parts: [RecordID] = []

    init(limit: Int) { self.limit = limit }

    mutating func add(_ record: RecordID, _ answer: Clue.Answer) {
        count += 1
        switch answer {
        case .wholly: if whole.count < limit { whole.append(record) }
        case .inPart: if parts.count < limit { parts.append(record) }
        }
    }
}
