import GRDB
import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalRegistry

/// Every read of a pass finds its rows by an index and sorts nothing.
@Suite struct RegistryPlanTests {
    private func plan(of sql: String, _ arguments: StatementArguments, in registry: TestRegistry) throws -> [String] {
        try DatabaseQueue(path: registry.path).read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments).map { $0["detail"] }
        }
    }

    private func expectIndexed(_ plan: [String]) {
        let steps = plan.filter { !$0.hasPrefix("CORRELATED SCALAR SUBQUERY") }
        #expect(!steps.isEmpty)
        #expect(steps.allSatisfy { $0.hasPrefix("SEARCH") && !$0.contains("AUTOMATIC") }, "\(plan)")
    }

    @Test func pagesAreReadByIndex() throws {
        let registry = try TestRegistry.reference()
        let layout = try RegistryConnection(path: registry.path, mapping: .init(), time: .unlimited) { _ in .zero }
            .reader.layout
        let day = PageCursor.Key(value: "2026-03-15".databaseValue)
        let key = PageCursor.Position(validUntil: day, id: .init(value: "R-1".databaseValue))
        let damaged = PageCursor.Position(validUntil: day, id: .init(value: .null, damagedText: [0xFF]))
        for section in [PageCursor.Section.underway, .eventful] {
            let cursor = PageCursor(section: section)
            let query = try #require(PageQuery(layout: layout, range: .all, cursor: cursor, limit: 500))
            let plan = try plan(of: query.sql, query.arguments, in: registry)
            #expect(plan.first == "SEARCH r USING INDEX sqlite_autoindex_registration_1 (id=?)", "\(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        }
        for section in [PageCursor.Section.dated, .undated] {
            for position in [nil, key, damaged] {
                let cursor = PageCursor(section: section, position: position)
                let query = try #require(PageQuery(layout: layout, range: .all, cursor: cursor, limit: 500))
                let plan = try plan(of: query.sql, query.arguments, in: registry)
                expectIndexed(plan)
                #expect(plan.first?.contains("registration_by_expiry") == true)
            }
        }
    }

    @Test func spansAreReadByIndex() throws {
        let registry = try TestRegistry.reference()
        let layout = try RegistryConnection(path: registry.path, mapping: .init(), time: .unlimited) { _ in .zero }
            .reader.layout
        let day = PageCursor.Key(value: "2026-03-15".databaseValue)
        let position = PageCursor.Position(validUntil: day, id: .init(value: "R-1".databaseValue))
        let (spans, last) = CandidateRange.all.spans(after: PageCursor(section: .dated, position: position))
        for (range, cursor) in spans + [last] {
            let query = try #require(PageQuery(layout: layout, range: range, cursor: cursor, limit: 500))
            expectIndexed(try plan(of: query.sql, query.arguments, in: registry))
        }
    }

    @Test func daysFarAwayAreFoundByIndex() throws {
        let registry = try TestRegistry.reference()
        let sql = RegistryReader.activeOutside(ReferenceSelects.registrations)
        let plan = try plan(of: sql, ["2024-03-15", "2036-03-15", 200], in: registry)
        #expect(plan.contains { $0.contains("registration_by_expiry (valid_until<?)") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }

    /// A pass over the changes starts from the few rows that changed.
    @Test func changesAreFoundByTheTimeOfTheChange() throws {
        let registry = try TestRegistry.reference()
        let plan = try plan(of: "\(ReferenceSelects.changes) LIMIT ?2", ["2026-03-15T00:00:00Z", 10], in: registry)
        let steps = plan.filter { $0 != "COMPOUND QUERY" && $0 != "UNION ALL" && $0 != "LEFT-MOST SUBQUERY" }
        expectIndexed(steps)
        let starts = steps.filter { $0.contains("_by_change (updated_at>?)") }
        #expect(starts.count == plan.count { $0 == "UNION ALL" } + 1, "\(plan)")
    }

    @Test func pagesOfSomeRecordsAreReadByTheirIds() throws {
        let registry = try TestRegistry.reference()
        let layout = try RegistryConnection(path: registry.path, mapping: .init(), time: .unlimited) { _ in .zero }
            .reader.layout
        for section in PageCursor.Section.allCases {
            let records = (1...250).map { RecordID(type: section.recordType, id: "R-\($0)") }
            let range = CandidateRange(expiries: CandidateRange.all.expiries, eventsSince: .first, records: records)
            let cursor = PageCursor(section: section)
            let query = try #require(PageQuery(layout: layout, range: range, cursor: cursor, limit: 500))
            let plan = try plan(of: query.sql, query.arguments, in: registry)
            #expect(plan.first?.hasSuffix("id=?)") == true, "\(section) \(plan)")
        }
    }

    @Test func lookupsAreReadByIndex() throws {
        let registry = try TestRegistry.reference()
        let ids: StatementArguments = ["R-1", "R-2"]
        let selects = ReferenceSelects.self
        for query in [
            RegistryReader.lookup(selects.registrations, by: RegistrationColumn.id, count: 2),
            RegistryReader.lookup(selects.registrations, by: RegistrationColumn.employerId, count: 2),
            RegistryReader.lookup(selects.applications, by: ApplicationColumn.registrationId, count: 2),
            RegistryReader.lookup(selects.applications, by: ApplicationColumn.personId, count: 2),
            RegistryReader.lookup(selects.qualifications, by: QualificationColumn.id, count: 2),
            RegistryReader.lookup(selects.credentialApplications, by: CredentialApplicationColumn.id, count: 2),
            RegistryReader.lookup(selects.annotations, by: AnnotationColumn.credentialId, count: 2),
            RegistryReader.lookup(selects.inquiries, by: InquiryColumn.credentialId, count: 2),
            RegistryReader.lookup(selects.lossReports, by: LossReportColumn.id, count: 2),
            RegistryReader.lookup(selects.reissues, by: ReissueColumn.id, count: 2),
            RegistryReader.lookup(selects.subscriptions, by: SubscriptionColumn.credentialId, count: 2),
        ] {
            expectIndexed(try plan(of: query, ids, in: registry))
        }
    }

    @Test func whatLeftLatelyIsFoundByIndex() throws {
        let registry = try TestRegistry.reference()
        let plans = [
            try plan(of: SheetQueries.left, ["2026-01-05", 50], in: registry),
            try plan(of: SheetQueries.leftCount, ["2026-01-05"], in: registry),
        ]
        for plan in plans {
            #expect(plan.contains { $0.contains("registration_by_leaving (left_on>?)") }, "\(plan)")
            #expect(plan.contains { $0.contains("credential_by_leaving (left_on>?)") }, "\(plan)")
        }
        let count = ReferenceSelects.count(of: "registration", in: ReferenceSchema.version)
        let sizes = try plan(of: count, [], in: registry)
        #expect(sizes.allSatisfy { !$0.hasPrefix("SCAN registration") || $0.contains("INDEX") }, "\(sizes)")
    }

    /// Of each record that has a holder a pass asks whether they died.
    @Test func deathsAreFoundByThePerson() throws {
        let registry = try TestRegistry.reference()
        let selects = ReferenceSelects.self
        for query in [
            RegistryReader.lookup(selects.registrations, by: RegistrationColumn.id, count: 2),
            RegistryReader.lookup(selects.qualifications, by: QualificationColumn.id, count: 2),
            RegistryReader.lookup(selects.credentials, by: CredentialColumn.id, count: 2),
            RegistryReader.lookup(selects.credentialApplications, by: CredentialApplicationColumn.id, count: 2),
        ] {
            let plan = try plan(of: query, ["C-1", "C-2"], in: registry)
            let step = "INDEX registration_by_death (person_id=?)"
            #expect(plan.contains { $0.contains(step) }, "\(plan)")
        }
    }

    /// A lookup of an unfolded id asks whether its folded form has a row.
    @Test func foldedFormsAreLookedUpByIndex() throws {
        let registry = try TestRegistry.reference()
        let layout = try RegistryConnection(path: registry.path, mapping: .init(), time: .unlimited) { _ in .zero }
            .reader.layout
        for spellings in layout.spellings.values {
            let sql = RegistryReader.foldedRows(among: spellings, count: 2)
            let plan = try DatabaseQueue(path: registry.path).read { database in
                try FoldedID.addFunction(to: database)
                return try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: ["R-1", "R-2"])
                    .map { $0["detail"] as String }
            }
            #expect(plan.first?.hasSuffix("(id=?)") == true && !plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        }
    }
}
