import GRDB
import RenewalRules

/// Determines independently who must have been reminded: everybody who was reachable, did nothing about an expiry, and
/// was scanned in the last weeks before it.
struct Oracle {
    let world: World

    /// Days before an expiry in which a scan must find a mark, or one that was missed.
    static let lastWeeks = 45

    func judge(_ database: Database) throws {
        var series: Set<Pair> = []
        for page in world.office.book.pages {
            for (id, record) in page.records where id.hasPrefix("R-") {
                if let expires = record.validUntil { series.insert(Pair(record: id, expires: expires)) }
            }
        }
        for pair in series where mustBeReminded(pair) {
            let query = """
                SELECT count(*) FROM notice WHERE record_id = ? AND expires_on = ? AND audience = 'holder'
                """
            let count = try Int.fetchOne(database, sql: query, arguments: [pair.record, pair.expires.description]) ?? 0
            if count == 0 { world.story.fail("P2", "nobody reminds the holder of \(pair.record) of \(pair.expires)") }
        }
    }

    private struct Pair: Hashable {
        let record: String
        let expires: CalendarDate
    }

    private func mustBeReminded(_ pair: Pair) -> Bool {
        let first = midnight(pair.expires.adding(days: -100))
        let last = midnight(pair.expires.adding(days: 1))
        guard first >= World.start, last < world.end else { return false }
        let scans = world.scans.filter { $0 > midnight(pair.expires.adding(days: -Self.lastWeeks)) && $0 < last }
        guard !scans.isEmpty else { return false }
        return world.office.book.pages(from: first, to: last).allSatisfy { page in
            guard let record = page.records[pair.record], let person = record.person else { return false }
            return record.state == "active" && record.validUntil == pair.expires && page.addresses[person] != nil
                && page.declinedOn[person] == nil && !page.filed.contains(pair.record)
        }
    }

    private func midnight(_ day: CalendarDate) -> UnixTime {
        UnixTime(seconds: Int64(day.dayNumber) * 86_400 - 8 * 3600)
    }
}
