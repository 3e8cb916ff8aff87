import GRDB
import RenewalRules
import Testing

@testable import RenewalRegistry

/// Every read a pass makes finds its rows by an index and needs no sorting.
@Suite struct RegistryPlanTests {
    private func plan(of sql: String, _ arguments: StatementArguments, in registry: TestRegistry) throws -> [String] {
        try DatabaseQueue(path: registry.path).read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments).map { $0["detail"] }
        }
    }

    private func expectIndexed(_ plan: [String]) {
        #expect(!plan.isEmpty)
        #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") && !$0.contains("AUTOMATIC") }, "\(plan)")
    }

    @Test func pagesAreReadByIndex() throws {
        let registry = try TestRegistry.reference()
        let layout = try RegistryConnection(path: registry.path, mapping: .init()).reader.layout
        let key = PageCursor.Position(validUntil: "2026-03-15".databaseValue, id: "R-1".databaseValue)
        for section in [PageCursor.Section.dated, .undated] {
            for position in [nil, key] {
                let cursor = PageCursor(section: section, position: position)
                let query = PageQuery(layout: layout, range: .first ... .last, cursor: cursor, limit: 500)
                let plan = try plan(of: query.sql, query.arguments, in: registry)
                expectIndexed(plan)
                #expect(plan.first?.contains("registration_by_expiry") == true)
            }
        }
    }

    @Test func lookupsAreReadByIndex() throws {
        let registry = try TestRegistry.reference()
        let reader = try RegistryConnection(path: registry.path, mapping: .init()).reader
        let ids: StatementArguments = ["R-1", "R-2"]
        expectIndexed(try plan(of: reader.lookupQuery(count: 2), ids, in: registry))
        let applications = RegistryReader.applicationQuery(RegistryLayout.referenceApplications, count: 2)
        expectIndexed(try plan(of: applications, ids, in: registry))
    }

    @Test func importsFindRowsByIndex() throws {
        let registry = try TestRegistry.reference()
        for table in ReferenceTable.all {
            let header = try ImportHeader(
                CSVRecord(line: 1, fields: table.columns.map(\.name)),
                of: table,
                fileName: "表.csv"
            )
            let statements = ImportStatements(table: table, header: header)
            let keys = StatementArguments(table.key.map { _ in "x" })
            expectIndexed(try plan(of: statements.find, keys, in: registry))
        }
    }
}
