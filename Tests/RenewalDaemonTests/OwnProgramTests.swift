import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// A program gets what is about its employer's people, in the words it asked for, and nothing else.
@Suite struct OwnProgramTests {
    private typealias Event = (type: String, data: [String: Any], text: String)

    private static func program(_ name: String, _ keys: String = "") -> String {
        "\(name): {type: webhook, url: \"https://\(name).example.test/\", secret: {file: feed.secret}\(keys)}"
    }

    /// Two employers with one mailbox, whose mail shares a digest.
    private func office(
        routes: String,
        programs: [String],
        digests: DigestSettings = DigestSettings()
    ) throws -> (Sample, Outbox) {
        let office = try Sample(on: "2025-12-15", digests: digests, routes: routes, programs: programs)
        try office.load("id,name,email\nE-2,示例矿业有限公司,hr@example.test\n", into: "employer")
        try office.register(1, until: "2026-03-15")
        try office.register(2, until: "2026-03-15", employer: "E-2")
        return (office, try office.outbox())
    }

    private func events(_ office: Sample, _ outbox: Outbox, through channel: String) async throws -> [Event] {
        let before = office.courier.parcels.count
        _ = try await office.drain(outbox, through: channel)
        return try office.courier.parcels.dropFirst(before).map { parcel in
            let body = try #require(try JSONSerialization.jsonObject(with: Data(parcel.payload)) as? [String: Any])
            let data = try #require(body["data"] as? [String: Any])
            return (body["type"] as? String ?? "", data, String(decoding: parcel.payload, as: UTF8.self))
        }
    }

    private func expectOnly(_ employer: String, in events: [Event], not other: String) {
        #expect(Set(events.map(\.type)) == ["employer.digest"], "\(events.map(\.type))")
        #expect(events.contains { $0.text.contains("王芳") })
        for event in events {
            #expect(event.text.contains(employer) && !event.text.contains(other), "\(event.text)")
        }
    }

    @Test func aRouteMayAdmitOneEmployer() async throws {
        let routes = """
            routes:
              - {match: {audience: employer}, send: [mail]}
              - {match: {audience: employer, employer: E-1}, send: [feed]}
              - {match: {audience: employer, employer: [E-2]}, send: [north]}
            """
        let (office, outbox) = try office(routes: routes, programs: [Self.program("north")])
        try await office.scan(outbox)
        expectOnly("E-1", in: try await events(office, outbox, through: "feed"), not: "E-2")
        expectOnly("E-2", in: try await events(office, outbox, through: "north"), not: "E-1")
    }

    @Test func theRegistryMayNameAnEmployersProgram() async throws {
        let routes = "routes: [{match: {audience: employer}, send: [mail]}]"
        let (office, outbox) = try office(routes: routes, programs: [Self.program("north")])
        try office.load("id,channel\nE-2,north\n", into: "employer")
        try await office.scan(outbox)
        expectOnly("E-2", in: try await events(office, outbox, through: "north"), not: "E-1")
        _ = try await office.drain(outbox)
        #expect(office.courier.parcels.map(\.recipient).contains("hr@example.test"), "the mail goes on")
    }

    /// Nothing names the employer any more when its last person has gone.
    @Test func anEmployersProgramGetsTheEmptiedTable() async throws {
        let routes = "routes: [{match: {audience: employer}, send: [mail]}]"
        let (office, outbox) = try office(routes: routes, programs: [Self.program("north")])
        try office.load("id,channel\nE-2,north\n", into: "employer")
        try await office.scan(outbox)
        _ = try await events(office, outbox, through: "north")
        try office.load("id,employer_id\nR-2,E-1\n", into: "registration")
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        let tables = try await events(office, outbox, through: "north").filter { $0.type == "employer.digest" }
        #expect(tables.count == 1)
        for table in tables {
            #expect((table.data["items"] as? [Any])?.isEmpty == true && table.data["complete"] as? Bool == true)
            #expect(!table.text.contains("王芳"))
        }
    }

    @Test func anEmployersProgramGetsSingleNoticesAndTheirWithdrawal() async throws {
        let routes = "routes: [{match: {audience: employer}, send: [mail]}]"
        let (office, outbox) = try office(routes: routes, programs: [Self.program("north")], digests: .off)
        try office.load("id,channel\nE-2,north\n", into: "employer")
        try await office.scan(outbox)
        #expect(try await events(office, outbox, through: "north").map(\.type) == ["registration.mark_reached"])
        try office.load("id,employer_id\nR-2,E-1\n", into: "registration")
        try await office.scan(outbox)
        let moved = try await events(office, outbox, through: "north")
        #expect(moved.map(\.type) == ["reminder.withdrawn"] && moved.allSatisfy { !$0.text.contains("王芳") })
    }

    /// Planned because of a filing, and on its way when the person has moved.
    @Test func aWithdrawalTellsNothingOfWhoMovedMeanwhile() async throws {
        let routes = "routes: [{match: {audience: employer, employer: E-2}, send: [feed]}]"
        let (office, outbox) = try office(routes: routes, programs: [], digests: .off)
        try await office.scan(outbox)
        #expect(try await events(office, outbox, through: "feed").count == 1)
        try office.load(
            "id,procedure,registration_id,submitted_on,state\nA-2,renewal,R-2,2025-12-15,submitted\n",
            into: "application"
        )
        try await office.scan(outbox)
        try office.load("id,employer_id\nR-2,E-1\n", into: "registration")
        let told = try await events(office, outbox, through: "feed")
        #expect(told.map(\.type) == ["reminder.withdrawn"])
        #expect(told.allSatisfy { $0.data["reason"] as? String == "filed" })
        #expect(told.allSatisfy { !$0.text.contains("王芳") && !$0.text.contains("E-1") }, "\(told.map(\.text))")
    }

    /// Between the pass and the sending.
    @Test func aPersonWhoMovedAwayIsNotTold() async throws {
        let routes = """
            routes: [{match: {audience: employer, employer: E-2}, send: [feed]}]
            """
        let (office, outbox) = try office(routes: routes, programs: [], digests: .off)
        try await office.scan(outbox)
        try office.load("id,employer_id\nR-2,E-1\n", into: "registration")
        #expect(try await events(office, outbox, through: "feed").isEmpty)
    }

    @Test(arguments: [
        (", text: none", ""), (", text: en", "en"), (", text: zh-CN", "zh-CN"), (", text: both", "en zh-CN"),
        ("", "en zh-CN"),
    ])
    func anEventHasTheWordsThatWereAskedFor(keys: String, languages: String) async throws {
        let routes = "routes: [{match: {audience: employer}, send: [north]}]"
        let (office, outbox) = try office(routes: routes, programs: [Self.program("north", keys)], digests: .off)
        try await office.scan(outbox)
        let told = try await events(office, outbox, through: "north")
        #expect(told.count == 2)
        for event in told {
            let words = event.data["text"] as? [String: Any]
            #expect(words?.keys.sorted().joined(separator: " ") == languages)
        }
    }

    @Test(arguments: [DigestSettings.off, DigestSettings()]) func namesAreMasked(digests: DigestSettings) async throws {
        let routes = "routes: [{send: [north]}]"
        let (office, outbox) = try office(
            routes: routes,
            programs: [Self.program("north", ", mask: names")],
            digests: digests
        )
        try await office.scan(outbox)
        let told = try await events(office, outbox, through: "north")
        #expect(told.contains { $0.text.contains("王某") })
        #expect(told.allSatisfy { !$0.text.contains("王芳") }, "\(told.map(\.text))")
    }

    @Test func onlyTheKindsThatWereAskedForComeAndTheirWithdrawals() async throws {
        let routes = "routes: [{match: {audience: [holder, employer]}, send: [north]}]"
        let keys = ", kinds: [registration.mark_reached, registration.expired]"
        let (office, outbox) = try office(routes: routes, programs: [Self.program("north", keys)])
        try await office.scan(outbox)
        let told = try await events(office, outbox, through: "north")
        #expect(Set(told.map(\.type)) == ["registration.mark_reached"])
        try office.load(
            "id,procedure,registration_id,submitted_on,state\nA-1,renewal,R-1,2025-12-15,submitted\n",
            into: "application"
        )
        try await office.scan(outbox)
        #expect(try await events(office, outbox, through: "north").map(\.type) == ["reminder.withdrawn"])
    }
}
