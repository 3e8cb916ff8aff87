import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct RecordDecidingTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }

    init() throws { office = try RecordOffice() }

    private func file(_ filing: Filing, on day: String) throws {
        _ = try registry.file(filing, id: "A-1", office.on(day))
    }

    private func approve(_ grant: Grant = Grant(), on day: String) throws -> Recorded {
        try registry.decide(application: "A-1", .approved(grant), reason: nil, office.on(day))
    }

    /// An imported row may lack every day; it can be decided all the same.
    @Test func aRenewalWithoutAnyDayCanBeApproved() throws {
        try file(.renewal(registration: "R-1", move: nil), on: "2025-12-15")
        try office.file.execute("UPDATE application SET submitted_on = NULL, state_on = NULL")
        #expect(try approve(on: "2026-02-20").expires == (try day("2031-03-15")))
    }

    @Test func anApprovedRenewalLinksTheRegistrationThatFollows() throws {
        try file(.renewal(registration: "R-1", move: nil), on: "2025-12-15")
        var grant = Grant()
        grant.newID = "R-2"
        let recorded = try approve(grant, on: "2026-02-20")
        #expect(recorded.created == RowName("registration", "R-2"))
        #expect(recorded.expires == (try day("2031-03-15")))
        #expect(
            try office.rows(
                "id",
                "state",
                "ended_on",
                "successor_id",
                "valid_from",
                "valid_until",
                from: "registration"
            )
                == ["R-1 renewed 2026-02-20 R-2 2021-03-15 2026-03-15", "R-2 active - - 2026-03-16 2031-03-15"]
        )
        #expect(
            try office.rows(
                "person_id",
                "employer_id",
                "review_body_id",
                "category",
                "legacy_no",
                from: "registration"
            )[1]
                == "P-1 E-1 B-1 化工安全 01234567890"
        )
        #expect(try office.rows("state", "decided_on", from: "application") == ["approved 2026-02-20"])
        #expect(
            try office.history().dropFirst() == [
                "application.approved registration R-2", "application.approved registration R-1",
                "application.approved application A-1",
            ]
        )
        try office.refuses(.noApplication, "R16") { try approve(on: "2026-02-21") }
        try office.refuses(.ended, "R18") {
            try registry.file(.renewal(registration: "R-1", move: nil), id: nil, office.on("2026-02-21"))
        }
    }

    @Test func aRenewalGrantedLateBeginsWithTheGrant() throws {
        try file(.renewal(registration: "R-1", move: nil), on: "2026-03-15")
        _ = try approve(on: "2026-05-20")
        #expect(
            try office.rows("valid_from", "valid_until", from: "registration")[1] == "2026-05-20 2031-05-20"
        )
    }

    @Test func printedDatesWin() throws {
        try file(.renewal(registration: "R-1", move: nil), on: "2025-12-15")
        var grant = Grant()
        (grant.validFrom, grant.validUntil) = (try day("2026-03-15"), try day("2031-03-14"))
        grant.registrationNumber = "44010009999"
        _ = try approve(grant, on: "2026-02-20")
        #expect(
            try office.rows("registration_no", "valid_from", "valid_until", from: "registration")[1]
                == "44010009999 2026-03-15 2031-03-14"
        )
    }

    @Test func aPeriodThatEndsBeforeItBeginsIsRefused() throws {
        try file(.renewal(registration: "R-1", move: nil), on: "2025-12-15")
        var grant = Grant()
        grant.validUntil = try day("2026-03-01")
        try office.fails(65, saying: "it would end on 2026-03-01") { try approve(grant, on: "2026-02-20") }
        grant.validUntil = nil
        grant.newID = "R-1"
        try office.fails(65, saying: "registration R-1 exists already") { try approve(grant, on: "2026-02-20") }
    }

    @Test func anApprovedChangeMovesAndKeepsTheExpiry() throws {
        let move = RegistrationMove(employer: "E-2", category: nil)
        try file(.change(registration: "R-1", reason: .move(move)), on: "2025-12-15")
        var grant = Grant()
        grant.newID = "R-2"
        try office.fails(65, saying: "a change keeps its registration") { try approve(grant, on: "2026-02-20") }
        #expect(try approve(on: "2026-02-20").created == nil)
        #expect(
            try office.rows("employer_id", "new_employer_id", "change_recorded_on", "valid_until", from: "registration")
                == ["E-2 - - 2026-03-15"]
        )
        #expect(try office.rows("moved_on", "previous_employer_id", from: "registration") == ["2026-02-20 E-1"])
    }

    @Test func aChangeLapsesWithItsRegistration() throws {
        try file(.change(registration: "R-1", reason: .employerRename), on: "2025-12-15")
        try office.refuses(.expired, "R21", instead: .reregistration) { try approve(on: "2026-03-16") }
    }

    @Test func anInitialRegistrationBegins() throws {
        try file(.initial(person: "P-2"), on: "2026-01-05")
        var grant = Grant()
        grant.newID = "R-2"
        grant.employer = "E-2"
        grant.category = "其他安全"
        grant.reviewBody = "B-1"
        let recorded = try approve(grant, on: "2026-03-20")
        #expect(recorded.expires == (try day("2031-03-20")))
        #expect(
            try office.rows("person_id", "employer_id", "category", "valid_from", from: "registration")[1]
                == "P-2 E-2 其他安全 2026-03-20"
        )
        #expect(try office.rows("registration_id", from: "application") == ["R-2"])
    }

    @Test func aFirstRegistrationIsGrantedOnce() throws {
        try file(.initial(person: "P-2"), on: "2026-01-05")
        try office.file.execute(
            "INSERT INTO registration (id, person_id, updated_at) VALUES ('R-9', 'P-2', '2026-01-06T00:00:00Z')"
        )
        try office.refuses(.alreadyRegistered, "R17") { try approve(on: "2026-03-20") }
    }

    @Test func aReregistrationBeginsAndLeavesTheOldOneExpired() throws {
        try file(.reregistration(registration: "R-1", meetsConditions: true), on: "2026-04-01")
        _ = try approve(on: "2026-06-01")
        #expect(
            try office.rows("state", "successor_id", "valid_from", "valid_until", from: "registration") == [
                "active R-2026-06-01-1 2021-03-15 2026-03-15", "active - 2026-06-01 2031-06-01",
            ]
        )
    }

    @Test(arguments: ["rejected", "withdrawn"]) func rejectedOrWithdrawnApplicationLeavesTheRegistration(end: String)
        throws
    {
        try file(.renewal(registration: "R-1", move: nil), on: "2025-12-15")
        let context = try office.on("2026-01-20")
        let recorded =
            end == "rejected"
            ? try registry.decide(application: "A-1", .rejected, reason: "材料不全", context)
            : try registry.withdraw(application: "A-1", reason: "材料不全", context)
        #expect(recorded.state == end)
        #expect(try office.rows("state", "decided_on", "reason", from: "application") == ["\(end) 2026-01-20 材料不全"])
        #expect(try office.rows("state", "ended_on", from: "registration") == ["active -"])
        try office.refuses(.noApplication, "R16") {
            try registry.withdraw(application: "A-1", reason: nil, office.on("2026-01-21"))
        }
    }

    @Test func renewalCannotChangeTheEmployer() throws {
        try file(.renewal(registration: "R-1", move: nil), on: "2025-12-15")
        var grant = Grant()
        grant.employer = "E-2"
        try office.fails(65, saying: "a renewal stays with its employer") { try approve(grant, on: "2026-02-20") }
    }

    @Test func aMoveDuringARenewalIsStillToBeSettled() throws {
        try file(.renewal(registration: "R-1", move: nil), on: "2025-12-15")
        let move = RegistrationMove(employer: "E-2", category: nil)
        _ = try registry.move(registration: "R-1", to: move, office.on("2026-01-15"))
        _ = try approve(on: "2026-02-20")
        #expect(
            try office.rows("employer_id", "new_employer_id", "change_recorded_on", from: "registration")[1]
                == "E-1 E-2 2026-01-15"
        )
    }

    @Test func draftCanBeWithdrawn() throws {
        try office.file.execute(
            """
            INSERT INTO application (id, procedure, registration_id, state, updated_at)
                VALUES ('A-1', 'renewal', 'R-1', 'draft', '2025-12-01T00:00:00Z')
            """
        )
        try office.refuses(.noApplication, "R16") { try approve(on: "2025-12-15") }
        _ = try registry.withdraw(application: "A-1", reason: nil, office.on("2025-12-15"))
        #expect(try office.rows("state", from: "application") == ["withdrawn"])
    }

    @Test func decisionBeforeTheFilingIsRefused() throws {
        try file(.renewal(registration: "R-1", move: nil), on: "2025-12-15")
        try office.fails(65, saying: "2025-12-14 lies before 2025-12-15, the day it was filed") {
            try approve(on: "2025-12-14")
        }
    }
}
