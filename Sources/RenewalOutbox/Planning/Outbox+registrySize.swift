import GRDB
package import RenewalRules

extension Outbox {
    package func compareRegistry(
        _ sizes: [RecordID.RecordType: Int],
        isFull: Bool,
        at now: UnixTime
    ) async throws(OutboxError) -> Bool {
        try await write { database in
            let known = try database.registrySizes()
            let shrunk = RecordID.RecordType.allCases.compactMap { section -> Shrinkage? in
                guard let before = known[section], let size = sizes[section] else { return nil }
                return Shrinkage(section: section, before: before, now: size)
            }
            guard shrunk.isEmpty else {
                let words = shrunk.map(\.words).joined(separator: ", ")
                let figures = shrunk.reduce(into: [:]) { $0.merge($1.figures) { $1 } }
                try database.holdSending(
                    .registryShrank,
                    "a section of the registry has lost most of its rows: \(words)",
                    figures,
                    at: now
                )
                return true
            }
            try database.endHold(.registryShrank, at: now)
            if isFull, known != sizes { try database.remember(sizes) }
            return false
        }
    }
}

/// A section of the registry that has lost most of its rows.
private struct Shrinkage {
    let section: RecordID.RecordType
    let before: Int
    let now: Int

    /// A small office may lose some of a dozen records in a day.
    private static let fewest = 10

    /// - Returns: `nil` unless less than half of the rows is left, and at least ten are gone
    init?(section: RecordID.RecordType, before: Int, now: Int) {
        guard before - now >= Self.fewest, now < before - now else { return nil }
        (self.section, self.before, self.now) = (section, before, now)
    }

    var words: String { "\(section.rawValue) \(before) before, \(now) now" }

    var figures: [String: Int] { ["\(section.rawValue).before": before, "\(section.rawValue).now": now] }
}

extension Database {
    fileprivate func registrySizes() throws -> [RecordID.RecordType: Int] {
        let rows = try Row.fetchAll(cachedStatement(sql: "SELECT section, row_count FROM registry_size"))
        return try rows.reduce(into: [:]) { sizes, row in
            sizes[try row.word("section", as: RecordID.RecordType.self)] = try row.integer("row_count")
        }
    }

    fileprivate func remember(_ sizes: [RecordID.RecordType: Int]) throws {
        try execute(sql: "DELETE FROM registry_size")
        for (section, count) in sizes {
            try execute(
                sql: "INSERT INTO registry_size (section, row_count) VALUES (?, ?)",
                arguments: [section.rawValue, count]
            )
        }
    }

    fileprivate func endHold(_ reason: HoldReason, at now: UnixTime) throws {
        try execute(sql: "DELETE FROM sending_hold WHERE reason = ?", arguments: [reason.rawValue])
        guard changesCount > 0 else { return }
        try append(EvidenceEntry(.sendingReleased, detail: reason.rawValue), at: now)
    }
}
