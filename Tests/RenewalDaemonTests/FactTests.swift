import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// What has happened in the office is told to programs, once, and to nobody by mail.
@Suite struct FactTests {
    private static let routes = """
        routes:
          - {match: {audience: [holder, employer]}, send: [mail]}
          - {match: {audience: employer, severity: critical}, send: [feed]}
        """

    private func office(routes: String = routes, programs: [String] = []) async throws -> (Sample, Outbox) {
        let office = try Sample(on: "2025-12-15", routes: routes, programs: programs)
        try office.register(1, until: "2027-06-15")
        let outbox = try office.outbox()
        _ = try await told(office, outbox)
        return (office, outbox)
    }

    private func told(
        _ office: Sample,
        _ outbox: Outbox,
        through channel: String = "feed"
    ) async throws -> [(type: String, data: [String: Any])] {
        let before = office.courier.parcels.count
        try await office.scan(outbox)
        _ = try await office.drain(outbox, through: channel)
        return try office.courier.parcels.dropFirst(before).map { parcel in
            let body = try #require(try JSONSerialization.jsonObject(with: Data(parcel.payload)) as? [String: Any])
            return (body["type"] as? String ?? "", body["data"] as? [String: Any] ?? [:])
        }
    }

    private func file(_ state: String, on day: String = "2025-12-15", decided: String = "") -> String {
        "id,procedure,registration_id,submitted_on,state,decided_on\nA-1,change,R-1,\(day),\(state),\(decided)\n"
    }

    @Test(arguments: [
        ("application.filed", "submitted", "2025-12-15", ""),
        ("application.filed", "supplement_required", "2025-12-10", ""),
        ("application.withdrawn", "withdrawn", "2025-10-15", "2025-12-14"),
        ("application.approved", "approved", "2025-10-15", "2025-12-15"),
    ])
    func applications(kind: String, state: String, filed: String, decided: String) async throws {
        let (office, outbox) = try await office()
        try office.load(file(state, on: filed, decided: decided), into: "application")
        let facts = try await told(office, outbox).filter { $0.type == kind }
        #expect(facts.count == 1)
        let application = facts.first?.data["application"] as? [String: Any]
        #expect(application?["id"] as? String == "A-1" && application?["state"] as? String == state)
        #expect(facts.first?.data["occurred_on"] as? String == (decided.isEmpty ? filed : decided))
        #expect(try await told(office, outbox).isEmpty, "once")
    }

    /// An old filing that is entered today is no news, and neither is one of a day to come.
    @Test(arguments: ["2025-11-30", "2025-12-16"]) func oldAndComingFactsAreNotTold(day: String) async throws {
        let (office, outbox) = try await office()
        try office.load(file("submitted", on: day), into: "application")
        #expect(try await told(office, outbox).isEmpty)
    }

    @Test func aFirstScanTellsNothingOfEarlierDays() async throws {
        let office = try Sample(on: "2025-12-15", routes: Self.routes)
        try office.register(1, until: "2027-06-15")
        try office.load(file("submitted", on: "2025-12-14"), into: "application")
        #expect(try await told(office, try office.outbox()).isEmpty)
    }

    @Test func aMoveNamesBothEmployers() async throws {
        let (office, outbox) = try await office()
        try office.load("id,name\nE-2,新单位\n", into: "employer")
        try office.load(
            "id,employer_id,previous_employer_id,moved_on\nR-1,E-2,E-1,2025-12-15\n",
            into: "registration"
        )
        let moved = try #require(try await told(office, outbox).first { $0.type == "registration.moved" })
        #expect((moved.data["employer"] as? [String: Any])?["id"] as? String == "E-2")
        #expect((moved.data["previous_employer"] as? [String: Any])?["id"] as? String == "E-1")
    }

    @Test func aNewRegistrationBegins() async throws {
        let (office, outbox) = try await office()
        try office.load(
            "id,person_id,employer_id,valid_from,valid_until\nR-2,P-1,E-1,2025-12-15,2030-12-14\n",
            into: "registration"
        )
        #expect(try await told(office, outbox).map(\.type) == ["registration.begun"])
    }

    @Test func certificatesAreIssuedAndRenewed() async throws {
        let (office, outbox) = try await office()
        try office.load(
            "id,person_id,employer_id,issued_on,valid_until\nC-1,P-1,E-1,2025-12-15,2028-12-14\n",
            into: "credential"
        )
        #expect(try await told(office, outbox).map(\.type) == ["credential.issued"])
        office.clock.move(by: .seconds(86_400))
        try office.load("id,state,renewed_on\nC-1,renewed_not_updated,2025-12-16\n", into: "credential")
        let facts = try await told(office, outbox).map(\.type)
        #expect(facts.contains("credential.renewed"), "\(facts)")
    }

    @Test func theSuccessorOfACertificateIsNamed() async throws {
        let (office, outbox) = try await office()
        try office.load(
            "id,person_id,employer_id,issued_on,valid_until,state,replaces_id\n"
                + "C-1,P-1,E-1,2024-12-15,2026-12-14,void,\nC-2,P-1,E-1,2025-12-15,2026-12-14,active,C-1\n",
            into: "credential"
        )
        let issued = try #require(try await told(office, outbox).first { $0.type == "credential.issued" })
        let replaced = issued.data["replaces"] as? [String: Any]
        #expect(replaced?["id"] as? String == "C-1" && replaced?["valid_from"] as? String == "2024-12-15")
        #expect(issued.data["successor"] is NSNull)
    }

    /// Also none that could not be delivered, and no line of a digest.
    @Test func noMailCarriesFacts() async throws {
        let routes = "routes: [{match: {audience: [holder, employer]}, send: [mail]}]"
        let (office, outbox) = try await office(routes: routes)
        try office.load(file("submitted"), into: "application")
        let summary = try await office.scan(outbox)
        #expect(summary.plannedNotices == 0 && summary.unreachable == 0)
    }

    @Test func aProgramMayDoWithoutFacts() async throws {
        let address = "url: \"https://q.example.test/\", secret: {file: feed.secret}"
        let quiet = "quiet: {type: webhook, \(address), facts: false}"
        let routes = "routes: [{match: {audience: employer}, send: [quiet]}]"
        let (office, outbox) = try await office(routes: routes, programs: [quiet])
        try office.load(file("submitted"), into: "application")
        #expect(try await told(office, outbox, through: "quiet").isEmpty)
    }

    /// They are for programs: the office counts what people are told.
    @Test func factsAreNoReminders() async throws {
        let (office, outbox) = try await office()
        try office.load(file("submitted"), into: "application")
        #expect(try await told(office, outbox).count == 1)
        let day = try #require(CalendarDate("2025-12-15"))
        let now = office.clock.now
        let span = (now - .seconds(3600))..<(now + .seconds(1))
        let report = try await outbox.dailyReport(on: day, span: span, week: day)
        #expect(report.sent == 0)
    }

    /// An end that was entered by mistake, and told.
    @Test func anEndThatIsNoneIsTakenBack() async throws {
        let routes = "routes: [{match: {audience: [employer, relying_party]}, send: [feed]}]"
        let (office, outbox) = try await office(routes: routes)
        try office.load("id,person_id,valid_until\nC-1,P-1,2027-12-14\n", into: "credential")
        try office.load("id,name\nY-1,示例依赖方\n", into: "relying_party")
        try office.load("relying_party_id,credential_id\nY-1,C-1\n", into: "relying_party_subscription")
        _ = try await told(office, outbox)
        try office.load("id,state,state_on\nC-1,void,2025-12-15\n", into: "credential")
        try office.load("id,state,ended_on,end_reason\nR-1,revoked,2025-12-15,other\n", into: "registration")
        let ended = try await told(office, outbox).map(\.type)
        #expect(ended.contains("registration.ended") && ended.contains("credential.status_changed"), "\(ended)")
        #expect(try await told(office, outbox).isEmpty)
        try office.damage("UPDATE credential SET state = 'active', state_on = NULL")
        try office.damage("UPDATE registration SET state = 'active', ended_on = NULL, end_reason = NULL")
        let restored = try await told(office, outbox)
        #expect(Set(restored.map(\.type)) == ["reminder.withdrawn"])
        #expect(restored.allSatisfy { $0.data["reason"] as? String == "restored" }, "\(restored)")
        #expect(
            Set(restored.compactMap { $0.data["audience"] as? String }) == ["employer", "relying_party"],
            "\(restored)"
        )
        #expect(try await told(office, outbox).isEmpty)
    }
}
