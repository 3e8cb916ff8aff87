import Foundation
import GRDB
import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct ReferenceRegistryTests {
    @Test func refusesAnExistingFile() throws {
        let registry = try TestRegistry()
        try Data("不是数据库".utf8).write(to: URL(filePath: registry.path))
        let error = #expect(throws: RegistryError.self) { try ReferenceRegistry.create(at: registry.path) }
        #expect(error?.exitCode == 73)
        #expect(try Data(contentsOf: URL(filePath: registry.path)) == Data("不是数据库".utf8))
    }

    @Test func refusesAMissingFolder() throws {
        let path = try TestRegistry().directory.appending(path: "无/登记.db").path
        let error = #expect(throws: RegistryError.self) { try ReferenceRegistry.create(at: path) }
        #expect(error?.exitCode == 73)
    }

    @Test func isNotWorldReadable() throws {
        let registry = try TestRegistry.reference()
        let rights = try FileManager.default.attributesOfItem(atPath: registry.path)[.posixPermissions] as? Int
        #expect((rights ?? 0o777) & 0o007 == 0)
    }

    @Test func refusesAnotherLayout() throws {
        let registry = try TestRegistry.foreign("CREATE TABLE registration (id TEXT)")
        let error = #expect(throws: RegistryError.self) { _ = try ReferenceRegistry(path: registry.path) }
        #expect(error?.exitCode == 65)
        #expect(try registry.strings("SELECT name FROM sqlite_master") == ["registration"])
    }

    @Test func describesTheTablesAsTheyAre() throws {
        let registry = try TestRegistry.reference()
        try DatabaseQueue(path: registry.path).read { database in
            let tables = try String.fetchSet(
                database,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb_%'"
            )
            #expect(
                tables == Set(ReferenceRegistry.tables + ["identity_key", "sighting", "import_run", "import_look"])
            )
            for table in ReferenceTable.all {
                let columns = try database.columns(in: table.name).filter { !table.hidden.contains($0.name) }
                #expect(columns.map(\.name) == table.columns.map(\.name))
                for (column, described) in zip(columns, table.columns) where !table.key.contains(column.name) {
                    let needsValue = column.isNotNull && column.name != ReferenceTable.updateTime
                    #expect(
                        needsValue == (described.isRequired || described.fallback != nil),
                        "\(table.name).\(column.name)"
                    )
                }
                let references = try database.foreignKeys(on: table.name).map {
                    [$0.mapping[0].origin, $0.destinationTable]
                }
                let described = table.columns.compactMap { column in
                    if case .reference(let target) = column.form { [column.name, target] } else { nil }
                }
                #expect(Set(references) == Set(described), "\(table.name)")
            }
        }
    }

    @Test func everyColumnAcceptsOnlyValidValues() throws {
        let registry = try TestRegistry.reference()
        let queue = try DatabaseQueue(path: registry.path)
        for table in ReferenceTable.all where table.key == ["id"] {
            for column in table.columns {
                let (good, bad) = samples(of: column.form, in: table)
                for value in good {
                    #expect(try accepts(value, in: column, of: table, queue), "\(column.name) \(value)")
                }
                for value in bad {
                    #expect(try !accepts(value, in: column, of: table, queue), "\(column.name) \(value)")
                }
            }
        }
    }

    private func samples(of form: ReferenceTable.Form, in table: ReferenceTable) -> (good: [String], bad: [String]) {
        switch form {
        case .id, .line, .prose, .email: (["文字"], [])
        case .day:
            (
                ["'2024-02-29'", "'2000-02-29'", "'0001-01-01'", "'9999-12-31'", "NULL"],
                [
                    "'2023-02-29'", "'1900-02-29'", "'2024-02-30'", "'2024-04-31'", "'2024-13-01'", "'2024-00-10'",
                    "''",
                    "'0000-12-31'", "'2024-1-1'", "'20240101'", "20240101", "'now'", "'2024-01-01 '", "x'00'",
                ]
            )
        case .instant:
            (
                ["'2024-02-29T23:59:59Z'"],
                [
                    "'2023-02-29T00:00:00Z'", "'2024-02-29T24:00:00Z'", "'2024-02-29'", "'2024-02-29T00:00:00+08:00'",
                    "1",
                ]
            )
        case .number(let range):
            (
                ["\(range.lowerBound)", "\(range.upperBound)"],
                ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "'五'"]
            )
        case .digits(let count):
            (
                ["'\(String(repeating: "7", count: count))'"],
                ["'\(String(repeating: "7", count: count - 1))'", "'\(String(repeating: "七", count: count))'", "''"]
            )
        case .word(let words): (words.map { "'\($0)'" }, ["'\(words[0]) '", "'未知'", "''"])
        // References within a table are checked at the end of the transaction.
        case .reference(let target): ([], target == table.name ? [] : ["'没有'"])
        }
    }

    /// Whether a row with this SQL value in the column can be inserted.
    private func accepts(
        _ value: String,
        in column: ReferenceTable.Column,
        of table: ReferenceTable,
        _ queue: DatabaseQueue
    ) throws -> Bool {
        guard column.name != "id", value != "文字" else { return true }
        var values = ["id": "'x'", column.name: value]
        for other in table.columns where values[other.name] == nil {
            if case .word(let words) = other.form, other.isRequired { values[other.name] = "'\(words[0])'" }
            if other.name == ReferenceTable.updateTime { values[other.name] = "'2024-01-01T00:00:00Z'" }
        }
        let names = values.keys.joined(separator: ", ")
        var isAccepted = false
        do {
            try queue.inTransaction { database in
                let content = values.values.joined(separator: ", ")
                try database.execute(sql: "INSERT INTO \(table.name) (\(names)) VALUES (\(content))")
                isAccepted = true
                return .rollback
            }
        } catch let error as DatabaseError {
            // SQLite refuses `now` in a constraint with another error.
            #expect([.SQLITE_CONSTRAINT, .SQLITE_ERROR].contains(error.resultCode))
        }
        return isAccepted
    }

    @Test func checkFindsWhatPreventsReminders() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("review_body", "id,name", "B-1,某省应急管理厅")
        try registry.importing("person", "id,email", "P-1,li.wei@example.test", "P-2,")
        try registry.execute("INSERT INTO person (id, email) VALUES ('P-3', 'wang fang@example.test')")
        try registry.importing(
            "registration",
            "id,person_id,review_body_id,valid_from,valid_until,state",
            "R-1,P-1,B-1,2021-03-15,2026-03-15,",
            "R-2,P-2,B-1,2021-03-15,2026-03-15,",
            "R-3,P-3,B-1,,2026-03-15,",
            "R-4,P-1,,,,",
            "R-5,,B-1,,2026-03-15,",
            "R-6,P-1,B-1,2021-03-15,2026-04-15,",
            "R-7,P-1,B-1,2021-03-15,2021-03-14,",
            "R-8,,,,,revoked",
            "R-9,P-2,B-1,,2026-03-15,"
        )
        try registry.importing(
            "application",
            "id,registration_id,person_id,procedure,state,decided_on",
            "A-1,R-1,,renewal,rejected,2026-01-20",
            "A-2,R-1,,renewal,rejected,",
            "A-3,R-8,,reregistration,rejected,",
            "A-4,,P-1,initial,rejected,"
        )
        let sound = try ReferenceRegistry(path: registry.path).check(on: day("2026-01-01"))
        #expect(
            Set(sound.problems.map { "\($0.table) \($0.id) \($0.column ?? "-")" }) == [
                "person P-2 email", "person P-3 email", "registration R-4 valid_until",
                "registration R-4 review_body_id",
                "registration R-5 person_id", "registration R-6 valid_until", "registration R-7 valid_until",
                "application A-2 decided_on", "application A-3 decided_on",
            ]
        )
        #expect(sound.damage.isEmpty)
        #expect(sound.counts.first { $0.table == "registration" }?.rows == 9)

        try registry.execute("PRAGMA foreign_keys = 0; UPDATE registration SET employer_id = 'E-9' WHERE id = 'R-1'")
        try registry.execute("UPDATE registration SET state = 'lost' WHERE id = 'R-1'")
        let broken = try ReferenceRegistry(path: registry.path).check(on: day("2026-01-01"))
        #expect(broken.problems.contains { $0.id == "R-1" && $0.reason.english == "names no row of employer" })
        #expect(broken.problems.contains { $0.id == "R-1" && $0.column == "state" })
    }
}
