import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

/// Issuer, stage and seal of a qualification certificate, from the file to the subject.
@Suite struct QualificationTableTests {
    private func registry(_ rows: String...) throws -> TestRegistry {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id,name", "P-1,陈静")
        let header = "id,person_id,obtained_on,exam_year,results_on,form,issuer,stage,seal"
        try registry.importing("qualification", ([header] + rows).joined(separator: "\n"))
        return registry
    }

    @Test func isReadAsRecorded() async throws {
        let file = try registry("Q-1,P-1,2025-12-20,2025,2025-12-10,both,江苏省人力资源和社会保障厅,at_city,issuer")
        let page = try await Registry(path: file.path).subjects([RecordID(type: .qualification, id: "Q-1")])
        guard case .qualification(let record) = try #require(page.subjects.first) else {
            Issue.record("not a qualification")
            return
        }
        #expect(record.issuing == IssuingChain(issuer: "江苏省人力资源和社会保障厅", stage: .atCity))
        #expect(record.seal == .issuer)
    }

    @Test func checkReportsMissingSealAndExamination() throws {
        let file = try registry(
            "Q-1,P-1,,2022,2022-12-10,electronic,,,",
            "Q-2,P-1,,2020,2020-12-10,both,,,",
            "Q-3,P-1,,,,paper,,printed,",
            "Q-4,P-1,2023-01-05,2022,,electronic,,,mohrss_special"
        )
        let problems = try ReferenceRegistry(path: file.path).check(on: day("2026-01-01")).problems
        #expect(
            problems.map { "\($0.table) \($0.id) \($0.column ?? "")" } == [
                "qualification Q-1 seal", "qualification Q-3 obtained_on",
            ]
        )
        #expect(problems.map(\.reason.english).allSatisfy { $0.contains("(R") })
    }

    @Test func anUnknownStageIsRefused() throws {
        let registry = try TestRegistry.reference()
        let report = try registry.importing("qualification", "id,stage", "Q-1,lost", skipsBad: true)
        #expect(report.rejected.count == 1)
    }
}
