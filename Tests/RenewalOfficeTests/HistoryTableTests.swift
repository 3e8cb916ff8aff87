import GRDB
import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

/// The history is append-only, whichever program has the file open.
@Suite struct HistoryTableTests {
    private static let row = """
        INSERT INTO history (recorded_at, recorded_by, event, record_type, record_id, details)
        VALUES ('2026-03-15T01:00:00Z', '王芳', 'registration.cancelled', 'registration', 'R-1', '{"state":"注销"}')
        """

    @Test(arguments: [
        "UPDATE history SET recorded_by = '李娜'", "DELETE FROM history", "DELETE FROM history WHERE sequence = 1",
        "REPLACE INTO history SELECT sequence, recorded_at, '李娜', event, record_type, record_id, details FROM history",
    ])
    func refusesChangesToARow(sql: String) throws {
        let registry = try TestRegistry.reference(Self.row)
        let error = #expect(throws: DatabaseError.self) { try registry.execute(sql) }
        #expect(error?.message == "the history is only added to")
        #expect(try registry.strings("SELECT recorded_by FROM history") == ["王芳"])
    }

    @Test func acceptsNewRows() throws {
        let registry = try TestRegistry.reference(Self.row, Self.row)
        #expect(try registry.strings("SELECT sequence FROM history") == ["1", "2"])
    }

    @Test func isExportedButNotImported() throws {
        let registry = try TestRegistry.reference(Self.row)
        var bytes: [UInt8] = []
        try ReferenceRegistry(path: registry.path).export(table: "history", separator: 0x2C, encoding: .utf8) {
            bytes += $0
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.first == #""sequence","recorded_at","recorded_by","event","record_type","record_id","details""#)
        #expect(lines.count == 2)
        let error = #expect(throws: RegistryError.self) { try registry.importing("history", "sequence", "2") }
        #expect(error?.exitCode == 64)
    }

    @Test func newTablesAndColumnsAreImported() throws {
        let registry = try TestRegistry.reference(
            "INSERT INTO credential (id, updated_at) VALUES ('C-1', '2026-01-01T00:00:00Z')"
        )
        try registry.importing("registration", "id,education_hours,legacy_no,ladder", "R-1,48,01234567890,M-12 M-6 D-7")
        try registry.importing("annotation", "id,credential_id,purpose,valid_until", "N-1,C-1,企业资质申报,2026-05-01")
        #expect(try registry.strings("SELECT legacy_no || ladder FROM registration") == ["01234567890M-12 M-6 D-7"])
        #expect(try registry.strings("SELECT purpose FROM annotation") == ["企业资质申报"])
        let report = try registry.importing("registration", "id,legacy_no", "R-2,一二三四五六七八九十一", "R-3,123")
        #expect(report.rejected.map(\.column) == ["legacy_no", "legacy_no"])
    }
}
