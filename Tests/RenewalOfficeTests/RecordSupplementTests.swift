import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

/// Documents asked for (补正) are recorded with their day and with what is missing.
@Suite struct RecordSupplementTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }

    init() throws {
        office = try RecordOffice()
        _ = try registry.file(.renewal(registration: "R-1", move: nil), id: "A-1", office.on("2025-12-15"))
    }

    private func stored() throws -> [String] {
        try office.rows("state", "state_on", "reason", from: "application")
    }

    @Test func dayAndReasonAreKeptUntilTheNextStage() throws {
        #expect(try stored() == ["submitted 2025-12-15 -"])
        _ = try registry.advance(
            application: "A-1",
            to: .supplementRequired,
            reason: "缺少劳动合同",
            office.on("2026-01-10")
        )
        #expect(try stored() == ["supplement_required 2026-01-10 缺少劳动合同"])
        _ = try registry.advance(application: "A-1", to: .initialReview, reason: nil, office.on("2026-01-20"))
        #expect(try stored() == ["initial_review 2026-01-20 -"])
    }

    /// Which documents were missing is no reason of a refusal.
    @Test(arguments: [nil, "逾期未补正"]) func aRefusalHasItsOwnReason(reason: String?) throws {
        _ = try registry.advance(
            application: "A-1",
            to: .supplementRequired,
            reason: "缺少劳动合同",
            office.on("2026-01-10")
        )
        _ = try registry.decide(application: "A-1", .rejected, reason: reason, office.on("2026-02-01"))
        #expect(try stored() == ["rejected 2026-02-01 \(reason ?? "-")"])
    }

    @Test func theNewRegistrationKnowsTheOneBefore() async throws {
        _ = try registry.decide(application: "A-1", .approved(Grant()), reason: nil, office.on("2026-02-01"))
        let ids = try office.file.strings("SELECT successor_id FROM registration WHERE id = 'R-1'")
        let next = try await Registry(path: office.file.path).record(registration: try #require(ids.first))
        let record = try #require(next)
        let (day, expires) = (try day("2026-02-02"), try day("2026-03-15"))
        #expect(record.predecessor?.id == "R-1" && record.predecessor?.validUntil == expires)
        #expect(record.mayPractise(on: day, policy: RenewalPolicy()) == .yes)
    }
}
