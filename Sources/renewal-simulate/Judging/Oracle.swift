import GRDB
import RenewalRules

/// Determines independently who must have been reminded: everybody who was reachable, did nothing about an expiry, and
/// was scanned in the last weeks before it; and whoever has several addresses at each of them.
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
        try judgeAddresses(database)
    }

    /// Each notice to a holder has a delivery to each address that stood in the registry when it was planned.
    private func judgeAddresses(_ database: Database) throws {
        let query = """
            SELECT n.id, n.record_id, n.created_ms, group_concat(d.address, ' ') AS addresses
            FROM notice AS n JOIN delivery AS d ON d.notice_id = n.id AND d.channel = 'mail'
            WHERE n.audience = 'holder' AND n.kind <> '\(NoticeKind.reminderWithdrawn.rawValue)' GROUP BY n.id
            """
        let rows = try Row.fetchCursor(database, sql: query)
        while let row = try rows.next() {
            let (id, record, addresses): (String, String, String) = (row["id"], row["record_id"], row["addresses"])
            let planned = UnixTime(milliseconds: row["created_ms"])
            let day = Duration.seconds(86_400)
            let standing = world.office.book.pages(from: planned - day, to: planned + day).map { page in
                page.records[record]?.person.flatMap { page.addresses[$0] } ?? []
            }
            guard let first = standing.first else { continue }
            let steady = standing.reduce(first) { $0.intersection($1) }
            let missed = steady.subtracting(addresses.split(separator: " ").map(String.init))
            if !missed.isEmpty { world.story.fail("P2", "the notice \(id) does not go to \(missed.sorted())") }
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
