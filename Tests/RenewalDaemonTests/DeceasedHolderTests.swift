import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalDaemon

/// Who is told what of the records of somebody who died.
@Suite struct DeceasedHolderTests {
    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail]}
          - {match: {audience: employer}, send: [mail]}
          - {match: {audience: administrator}, send: [desk]}
        """

    /// Their certificates run on in the registry until somebody hands them back.
    @Test(arguments: [("deceased", []), ("on_request", ["p1@example.test"])])
    func nobodyWritesToTheDeadAboutAnyRecord(reason: String, told: [String]) async throws {
        let office = try Sample(on: "2027-01-05", routes: Self.routes)
        try office.load("id,name,email\nP-1,王芳,p1@example.test\n", into: "person")
        try office.load(
            "id,person_id,employer_id,valid_until,state,ended_on,end_reason\n"
                + "R-1,P-1,E-1,2027-03-15,cancelled,2027-01-03,\(reason)\n",
            into: "registration"
        )
        try office.load(
            "id,person_id,employer_id,valid_until,state\nR-2,P-1,E-1,2027-04-05,active\n",
            into: "registration"
        )
        try office.load(
            "id,serial,person_id,employer_id,issued_on,valid_until,state\n"
                + "C-1,SN-0000-1234,P-1,E-1,2026-02-01,2027-01-31,active\n",
            into: "credential"
        )
        try office.load(
            "id,person_id,state,step,step_since\nK-1,P-1,materials_missing,2,2026-12-01\n",
            into: "credential_application"
        )
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let deliveries = try await outbox.deliveries(DeliveryFilter(limit: 100))
        let toHolders = deliveries.filter { $0.audience == .holder }
        for id in ["C-1", "R-2"] { #expect(toHolders.filter { $0.recordID == id }.map(\.recipient) == told, "\(id)") }
        #expect(toHolders.map(\.recipient).allSatisfy { told.contains($0) })
        func isToldToEmployer(_ id: String) -> Bool {
            deliveries.contains { $0.recordID == id && $0.recipient == "hr@example.test" }
        }
        #expect(isToldToEmployer("R-2"))
        // There is nothing to do about the certificate of somebody who died.
        #expect(isToldToEmployer("C-1") == !told.isEmpty)
    }

    /// A pass over the changes looks at their other records, too.
    @Test func aDeathIsNoticedByTheNextPass() async throws {
        let office = try Sample(on: "2027-01-05", routes: Self.routes)
        try office.register(1, until: "2027-04-05")
        try office.load("id,person_id,valid_until,state\nR-9,P-1,2029-03-15,active\n", into: "registration")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let columns = "id,person_id,valid_until,state,ended_on,end_reason\n"
        office.clock.move(by: .seconds(2 * 3600))
        try office.load(columns + "R-9,P-1,2029-03-15,cancelled,2027-01-04,deceased\n", into: "registration")
        let changes = try await office.configuration().registry.changes(since: office.clock.now, limit: 9)
        #expect(changes?.map(\.id).sorted() == ["R-1", "R-9"])
        _ = try await office.drain(outbox)
        #expect(office.courier.parcels.map(\.recipient) == ["hr@example.test"])
    }
}
