import RegistryFixtures
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalRegistry

/// A large registry is read in parallel spans; together they are one scan.
@Suite struct CandidateSpansTests {
    private let range: CandidateRange

    init() throws {
        range = CandidateRange(expiries: try day("2026-01-10")...day("2026-12-20"), eventsSince: try day("2026-01-01"))
    }

    /// Expiries of every sort: days, null, invalid text that sorts among them, and numbers.
    private static func expiry(_ random: inout SplitMix) -> String {
        let month = Int.random(in: 1...12, using: &random)
        let day = "2026-\(month < 10 ? "0" : "")\(month)-\(Int.random(in: 10...28, using: &random))"
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return "NULL"
        case 1: return "'\(day)T00:00'"
        case 2: return "'\(day.dropLast())'"
        case 3: return "\(Int.random(in: 0...3000, using: &random))"
        default: return "'\(day)'"
        }
    }

    private static func registry(_ random: inout SplitMix) throws -> TestRegistry {
        let file = try TestRegistry.foreign("CREATE TABLE 注册 (编号 TEXT, 有效期 , 注销 TEXT)")
        let count = Int.random(in: 1...60, using: &random)
        let rows = (1...count).map { number in
            let ended = Bool.random(using: &random) ? "NULL" : "'2026-02-03'"
            return "('登-\(number)', \(expiry(&random)), \(ended))"
        }
        try file.execute("INSERT INTO 注册 VALUES \(rows.joined(separator: ", "))")
        return file
    }

    /// The subjects and problems of the pages from a cursor on, by record.
    private static func records(
        of range: CandidateRange,
        after cursor: PageCursor?,
        limit: Int,
        in registry: Registry
    ) async throws -> [String] {
        var (found, cursor) = ([String](), cursor)
        repeat {
            let page = try await registry.page(of: range, after: cursor, limit: limit)
            found += page.subjects.map(\.record.id) + page.quarantined.map(\.id)
            cursor = page.next
        } while cursor != nil
        return found
    }

    @Test(arguments: 0..<60) func spansTogetherEqualTheScan(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        let file = try Self.registry(&random)
        let mapping = RegistryMapping(
            registrations: "SELECT 编号 AS id, 有效期 AS valid_until, 注销 AS ended_on FROM 注册"
        )
        let registry = try Registry(path: file.path, mapping: mapping)
        let whole = try await Self.records(of: range, after: nil, limit: 1000, in: registry)
        let limit = Int.random(in: 1...10, using: &random)
        let first = try await registry.page(of: range, after: nil, limit: limit)
        var found = first.subjects.map(\.record.id) + first.quarantined.map(\.id)
        if let next = first.next {
            let (spans, last) = range.spans(after: next)
            for (range, cursor) in spans + [last] {
                found += try await Self.records(of: range, after: cursor, limit: limit, in: registry)
            }
        }
        #expect(found.sorted() == whole.sorted())
    }

    @Test func aScanPastTheExpiriesHasNoSpans() {
        let cursor = PageCursor(section: .eventful)
        let (spans, last) = range.spans(after: cursor)
        #expect(spans.isEmpty)
        #expect(last.cursor == cursor && last.range == range)
    }
}
