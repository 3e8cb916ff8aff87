import GRDB
import RegistryFixtures
import Testing

@testable import RenewalOffice

@Suite struct ImportPlanTests {
    @Test func rowsAreFoundByIndex() throws {
        let registry = try TestRegistry.reference()
        for table in ReferenceTable.all {
            let header = try ImportHeader(
                CSVRecord(line: 1, fields: table.columns.map(\.name)),
                of: table,
                fileName: "表.csv"
            )
            let sql = "EXPLAIN QUERY PLAN \(ImportStatements(table: table, header: header).find)"
            let keys = StatementArguments(table.key.map { _ in "x" })
            let plan = try DatabaseQueue(path: registry.path).read { database in
                try Row.fetchAll(database, sql: sql, arguments: keys).map { $0["detail"] as String }
            }
            #expect(!plan.isEmpty && plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
        }
    }
}
