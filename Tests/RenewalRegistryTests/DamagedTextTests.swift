import GRDB
import RenewalRules
import Testing

@testable import RenewalRegistry

/// Text that SQLite stores and Swift cannot hold as it is: other encodings, NUL in the middle.
@Suite struct DamagedTextTests {
    private static let mapping = RegistryMapping(
        registrations: "SELECT nr AS id, ends AS valid_until, mail AS holder_email FROM people"
    )

    private func registry(_ ids: [String]) throws -> TestRegistry {
        let registry = try TestRegistry.foreign("CREATE TABLE people (nr, ends, mail)")
        for id in ids { try registry.execute("INSERT INTO people VALUES (\(id), '2026-03-15', 'a@example.test')") }
        return registry
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return "CAST(x'\(digits.joined())' AS TEXT)"
    }

    /// A cursor made of the repaired id stands behind ids that were not read yet.
    @Test(arguments: 1...4) func anIDThatIsNotUTF8HidesNoNeighbour(limit: Int) async throws {
        let good = ["'R-1'", "'R-中文'", "'R-终'"]
        let damaged = [Self.text([0x52, 0x2D, 0xA0]), Self.text([0x52, 0x2D, 0xC0, 0x31])]
        let registry = try registry(good + damaged)
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        let found = try await reader.scan(day("2026-01-01")...day("2026-12-31"), limit: limit)
        #expect(found.dossiers.map(\.registration.id) == ["R-1", "R-中文", "R-终"])
        #expect(found.quarantined.map(\.reason) == ["is not text in UTF-8", "is not text in UTF-8"])
    }

    /// Read up to the NUL, all of these are one id, and a page of them never ends.
    @Test func idsWithNULEndAScan() async throws {
        let registry = try registry((1...5).map { Self.text([0x52, 0x00, UInt8($0)]) })
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        let range = CandidateRange(expiries: try day("2026-01-01")...day("2026-12-31"), eventsSince: .last)
        var (cursor, pages, quarantined) = (PageCursor?.none, 0, [RowProblem]())
        repeat {
            let page = try await reader.page(of: range, after: cursor, limit: 1)
            quarantined += page.quarantined
            (cursor, pages) = (page.next, pages + 1)
        } while cursor != nil && pages < 50
        #expect(pages < 50)
        #expect(quarantined.count == 5)
        #expect(quarantined.allSatisfy { $0.column == "id" })
    }

    @Test func anAddressIsNotCutAtANUL() async throws {
        let registry = try TestRegistry.foreign("CREATE TABLE people (nr, ends, mail)")
        let mail = Self.text(Array("a@example.test\0.evil".utf8))
        try registry.execute("INSERT INTO people VALUES ('R-1', '2026-03-15', \(mail))")
        let reader = try Registry(path: registry.path, mapping: Self.mapping)
        let found = try await reader.scan(day("2026-01-01")...day("2026-12-31"), limit: 10)
        #expect(found.dossiers.first?.holder?.email == "a@example.test\0.evil")
    }
}
