import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// A person or an employer with several addresses gets each notice at each of them once.
@Suite struct SeveralAddressesTests {
    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail]}
          - {match: {audience: employer}, send: [mail]}
          - {match: {audience: administrator}, send: [desk]}
        """

    private static let noUser = Verdict(
        .permanent,
        at: .smtp(.rcpt),
        about: .recipient,
        code: 550,
        reply: "5.1.1 no such user"
    )

    private let office: Sample
    private let outbox: Outbox

    init() throws {
        office = try Sample(on: "2025-12-15", routes: Self.routes)
        outbox = try office.outbox()
    }

    private func holder(_ addresses: String) throws {
        try office.register(1, until: "2026-03-15", email: addresses)
    }

    /// State and reason of the deliveries to an audience, by recipient and without its domain.
    private func outcomes(_ audience: Audience = .holder) async throws -> [String] {
        try await outbox.deliveries(DeliveryFilter(record: "R-1")).filter { $0.audience == audience }
            .map { delivery in
                let name = delivery.recipient.prefix { $0 != "@" }
                return "\(name) \(delivery.state.rawValue)\(delivery.reason.map { " \($0)" } ?? "")"
            }.sorted()
    }

    /// Those to whom something was handed over, without their domains.
    private var told: [String] {
        office.courier.parcels.map { String($0.recipient.prefix { $0 != "@" }) }.filter { $0 != "hr" }.sorted()
    }

    @Test func eachAddressGetsADeliveryOfItsOwn() async throws {
        try holder("a@example.test、b@example.test")
        #expect(try await office.scan(outbox).plannedDeliveries == 3, "two for the holder, one for the employer")
        #expect(try await outcomes() == ["a pending", "b pending"])
        _ = try await office.drain(outbox)
        #expect(told == ["a", "b"])
        #expect(Set(office.courier.parcels.map(\.deliveryID)).count == 3)
        for configuration in ["again", "later"] {
            #expect(try await office.scan(outbox, configuration: configuration).plannedDeliveries == 0)
        }
        #expect(try await office.drain(outbox).outcomes.isEmpty)
    }

    /// One fails for good, the other is tried again.
    @Test func eachAddressHasItsOwnRetries() async throws {
        try office.load("id,email\nE-1,\n", into: "employer")
        try holder("a@example.test;b@example.test")
        try await office.scan(outbox)
        office.courier.answer(
            Self.noUser,
            Verdict(.retry, at: .smtp(.rcpt), about: .recipient, code: 452, reply: "4.2.2 mailbox full")
        )
        _ = try await office.drain(outbox)
        #expect(Set(try await outcomes().map { $0.split(separator: " ")[1] }) == ["failed", "deferred"])
        office.clock.move(by: .seconds(7200))
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        #expect(Set(told) == ["a", "b"] && told.count == 3)
        #expect(Set(try await outcomes().map { $0.split(separator: " ")[1] }) == ["failed", "sent"])
    }

    @Test func theEleventhGetsNothing() async throws {
        try office.damage("UPDATE employer SET email = NULL")
        try office.register(1, until: "2026-03-15")
        let eleven = (1...11).map { "n\($0)@example.test" }.joined(separator: ";")
        try office.damage("UPDATE person SET email = '\(eleven)'")
        let summary = try await office.scan(outbox)
        #expect(try await outcomes() == (1...10).map { "n\($0) pending" }.sorted())
        #expect(summary.faults.groups.map(\.reason.english) == ["has more than 10 addresses"])
    }

    /// The office reads of it in its daily report, and nobody says that the contact is missing.
    @Test func aBadAddressBesideAGoodOneIsAFaultOfItsRow() async throws {
        try holder("a@example.test")
        try office.register(2, until: "2026-03-15", email: "c@example.test")
        try office.damage("UPDATE person SET email = 'a@example.test;b@' WHERE id = 'P-1'")
        let summary = try await office.scan(outbox)
        #expect(try await outcomes() == ["a pending"])
        #expect(try await outcomes(.administrator) == [])
        let fault = try #require(summary.faults.groups.first)
        #expect((fault.table, fault.column, fault.ids) == ("person", "email", ["P-1"]))
        #expect(fault.reason.english == "has several addresses, one of which has no valid domain after the @")
        #expect(fault.consequence == .cosmetic && summary.faults.groups.count == 1)
    }

    @Test func anAddedAddressGetsWhatIsStillToCome() async throws {
        try holder("a@example.test")
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        try holder("a@example.test;b@example.test")
        try await office.scan(outbox)
        #expect(try await outcomes() == ["a sent"], "it was told of this already")
        office.clock.move(by: .seconds(60 * 86_400))
        try await office.scan(outbox)
        #expect(try await outcomes() == ["a pending", "a sent", "b pending"])
    }

    @Test func aRemovedAddressIsCancelledWhileItWaits() async throws {
        try holder("a@example.test;b@example.test")
        try await office.scan(outbox)
        try holder("b@example.test")
        _ = try await office.drain(outbox)
        #expect(try await outcomes() == ["a cancelled address_changed", "b sent"])
        #expect(told == ["b"])
    }

    /// The one that got it does not get it again; the one that replaces the other does.
    @Test func aReplacedAddressLeavesTheOtherAlone() async throws {
        try office.load("id,email\nE-1,\n", into: "employer")
        try holder("a@example.test;b@example.test")
        try await office.scan(outbox)
        // Which of the two is tried first is not said.
        office.courier.answer(Self.noUser)
        _ = try await office.drain(outbox)
        let failed = try #require(try await outcomes().first { $0.contains(" failed") }?.first)
        let kept = failed == "a" ? "b" : "a"
        try holder("c@example.test;\(kept)@example.test")
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        #expect(told == ["a", "b", "c"])
        #expect(
            try await outcomes() == ["\(failed) cancelled address_changed", "\(kept) sent", "c sent"].sorted()
        )
        try await office.scan(outbox, configuration: "again")
        #expect(try await office.drain(outbox).outcomes.isEmpty)
    }

    @Test func theOrderOfTheAddressesSaysNothing() async throws {
        try holder("a@example.test;b@example.test")
        try await office.scan(outbox)
        try holder("b@example.test；a@example.test")
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        #expect(try await outcomes() == ["a sent", "b sent"])
    }

    @Test func muteOfOneAddressLeavesTheOther() async throws {
        try holder("a@example.test;b@example.test")
        let party = MutedParty.address("a@example.test")
        try await outbox.mute(Mute(party, until: nil, reason: nil, by: "zhang", since: office.clock.now))
        try await office.scan(outbox)
        #expect(try await outcomes() == ["a cancelled muted", "b pending"])
        _ = try await office.drain(outbox)
        #expect(told == ["b"])
        #expect(try await outbox.unmute(party, at: office.clock.now))
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        #expect(told == ["a", "b"], "the other is not told twice")
    }

    /// Both learn of a corrected day, each once.
    @Test func aCorrectedDayIsToldAtEachAddress() async throws {
        try holder("a@example.test;b@example.test")
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        office.clock.move(by: .seconds(86_400))
        try office.load("id,valid_until\nR-1,2026-04-20\n", into: "registration")
        for configuration in ["now", "again"] { try await office.scan(outbox, configuration: configuration) }
        _ = try await office.drain(outbox)
        #expect(told == ["a", "a", "b", "b"])
    }

    /// A holder who was told at an address that is still one of theirs is the same person under another name.
    @Test func whoKeepsOneAddressWasTold() async throws {
        try holder("a@example.test;b@example.test")
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        office.clock.move(by: .seconds(86_400))
        try office.load("id,name,email\nP-1,王芳芳,c@example.test;b@example.test\n", into: "person")
        try office.load("id,valid_until\nR-1,2026-04-20\n", into: "registration")
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        #expect(told == ["a", "b", "b", "c"])
    }

    /// One digest, to each of the employer's addresses once, whatever else its rows or other employers name.
    @Test func anEmployersDigestGoesToEachOfItsAddresses() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.load(
            "id,name,email\nE-1,示例化工有限公司,hr@example.test;safety@example.test\nE-2,青山矿业,SAFETY@example.test\n",
            into: "employer"
        )
        try office.register(1, until: "2026-03-15")
        try office.register(2, until: "2026-03-15", employer: "E-2")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        func digests() async throws -> [DeliverySummary] {
            try await outbox.deliveries(DeliveryFilter(limit: 100)).filter { $0.kind == .employerDigest }
        }
        #expect(try await digests().map(\.recipient).sorted() == ["hr@example.test", "safety@example.test"])
        #expect(Set(try await digests().map(\.noticeID)).count == 1)
        _ = try await office.drain(outbox)
        #expect(try await digests().allSatisfy { $0.state == .sent })
        #expect(try await office.scan(outbox, configuration: "again").plannedDeliveries == 0)
    }
}
