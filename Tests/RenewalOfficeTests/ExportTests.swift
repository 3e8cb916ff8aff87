import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct ExportTests {
    private func export(
        _ table: String,
        of registry: TestRegistry,
        separator: String = ",",
        encoding: ExportEncoding = .utf8
    ) throws -> String {
        var bytes: [UInt8] = []
        let mark = try #require(separator.utf8.first)
        try ReferenceRegistry(path: registry.path).export(table: table, separator: mark, encoding: encoding) {
            bytes += $0
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func exportRoundTripsThroughImport() throws {
        let registry = try TestRegistry.reference(
            """
            INSERT INTO review_body VALUES ('B-1', '=1+1', '+86 000 0000'), ('B-2', '-李', '@王'), ('B-3', '''=x', '''y'),
                ('B-4', '逗号,引号"', '第一行
            第二行'), ('B-5', '＝SUM(A1)', NULL), ('=B-6', '制表	符', NULL)
            """
        )
        for separator in [",", "\t"] {
            // A single line of text cannot contain a tab, so the row with one is changed first.
            try registry.execute("UPDATE review_body SET name = '普通' WHERE id = '=B-6'")
            let text = try export("review_body", of: registry, separator: separator, encoding: .utf8WithBOM)
            let copy = try TestRegistry.reference()
            let report = try ReferenceRegistry(path: copy.path).importCSV(
                [ImportFile(name: "导出.csv", table: "review_body", bytes: Array(text.utf8))],
                options: ImportOptions(writes: true, skipsBad: false, updatedAt: UnixTime(seconds: 0), day: .first)
            ) { _, _ in }[0]
            #expect(report.rejected.isEmpty)
            #expect(report.encoding == "UTF-8 with BOM")
            let rows = "SELECT id || '|' || name || '|' || ifnull(contact, 'null') FROM review_body ORDER BY id"
            #expect(try copy.strings(rows) == registry.strings(rows))
        }
    }

    @Test func noCellBeginsLikeAFormula() throws {
        let registry = try TestRegistry.reference(
            "INSERT INTO person (id, name, phone) VALUES ('P-1', '=HYPERLINK(\"x\")', '+86'), ('P-2', '@a', '-1')"
        )
        let text = try export("person", of: registry)
        #expect(
            text == """
                "id","name","email","phone","language","declined_renewal_on","never_logged_in","birth_year","updated_at"\r
                "P-1","'=HYPERLINK(""x"")","","'+86","","","0","",""\r
                "P-2","'@a","","'-1","","","0","",""\r

                """
        )
    }

    /// Registrants wrote names that hide quotes, separators and formulas from a writer working by characters.
    @Test func hostileNamesRoundTrip() throws {
        let names = [
            "R\u{D4E},=cmd|''x''", "a\"\u{301},b", "\u{3000}=1", "\u{200B}@x", "''=1", "'''' ''+1", "\u{2800}-1", "\"",
            "\u{FE66}1", ",\u{301}\"\u{301}",
        ]
        let rows = names.enumerated().map { "('E-\($0.offset)\u{D4E},', '\($0.element)')" }.joined(separator: ", ")
        let registry = try TestRegistry.reference("INSERT INTO employer (id, name) VALUES \(rows)")
        for separator in [",", "\t"] {
            let text = try export("employer", of: registry, separator: separator)
            let copy = try TestRegistry.reference()
            let report = try copy.importing("employer", text)
            #expect(report.rejected.isEmpty)
            let stored = "SELECT hex(id) || ' ' || hex(name) FROM employer ORDER BY id"
            #expect(try copy.strings(stored) == registry.strings(stored))
        }
    }

    @Test func largeTablesAreExportedInPieces() throws {
        let registry = try TestRegistry.reference(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO employer (id, name) SELECT 'E-' || i, '青山矿业有限公司' FROM n
            """
        )
        var (pieces, lines) = (0, 0)
        try ReferenceRegistry(path: registry.path).export(table: "employer", separator: UInt8(ascii: ",")) { bytes in
            pieces += 1
            lines += bytes.count { $0 == UInt8(ascii: "\n") }
        }
        #expect(pieces > 2)
        #expect(lines == 5001)
    }

    @Test func anUnknownTableIsRefused() throws {
        let registry = try TestRegistry.reference()
        #expect(throws: RegistryError.self) { try export("sqlite_master", of: registry) }
    }
}
