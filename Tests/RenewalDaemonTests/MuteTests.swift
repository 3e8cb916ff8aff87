import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// Who hears what while somebody is muted, and afterwards.
@Suite struct MuteTests {
    /// Due on the mark of M-3; the employer's and the office's notices are mailed singly.
    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail, feed]}
          - {match: {audience: employer}, send: [mail]}
          - {match: {audience: administrator}, send: [mail]}
        """

    private let office: Sample
    private let outbox: Outbox

    init() throws {
        office = try Sample(on: "2025-12-15", routes: Self.routes)
        outbox = try office.outbox()
    }

    private func mute(_ party: MutedParty, until day: String? = nil) async throws {
        let end = try day.map { try #require(CalendarDate($0)) }
        try await outbox.mute(Mute(party, until: end, reason: nil, by: "zhang", since: office.clock.now))
    }

    private func record(_ id: String) -> RecordID { RecordID(type: .registration, id: id) }

    /// State and reason of the deliveries of a record for an audience, by recipient.
    private func outcomes(_ id: String, _ audience: Audience = .holder) async throws -> [String: String] {
        try await outbox.deliveries(DeliveryFilter(record: id)).filter { $0.audience == audience }
            .reduce(into: [:]) {
                $0[$1.recipient] = [$1.state.rawValue, $1.reason].compactMap(\.self).joined(separator: " ")
            }
    }

    /// Those to whom something was handed over, in order of their addresses.
    private var told: [String] { office.courier.parcels.map(\.recipient).sorted() }

    @Test func aMutedRecordSilencesItsHolderOnly() async throws {
        try office.register(1, until: "2026-03-15")
        try office.register(2, until: "2026-03-15")
        try await mute(.record(record("R-1")))
        try await office.scan(outbox)
        // Through the program as well, which may pass it on.
        #expect(try await outcomes("R-1") == ["p1@example.test": "cancelled muted", "feed": "cancelled muted"])
        #expect(try await outcomes("R-1", .employer) == ["hr@example.test": "pending"])
        #expect(try await outcomes("R-2") == ["p2@example.test": "pending", "feed": "pending"])
        #expect(try await office.scan(outbox).plannedNotices == 0)
        _ = try await office.drain(outbox)
        #expect(told == ["hr@example.test", "hr@example.test", "p2@example.test"])
    }

    /// It has no holder: the company is told what a holder would be.
    @Test func aMutedCertificateOfACompanySilencesTheCompany() async throws {
        try office.load("id,name,email\nP-1,王芳,p1@example.test\n", into: "person")
        try office.load(
            """
            id,serial,person_id,employer_id,issued_on,valid_until,state
            C-1,SN-0000-1234,,E-1,2025-01-01,2025-12-31,active
            C-2,SN-0000-1235,P-1,E-1,2025-01-01,2025-12-31,active

            """,
            into: "credential"
        )
        for id in ["C-1", "C-2"] { try await mute(.record(RecordID(type: .credential, id: id))) }
        try await office.scan(outbox)
        #expect(try await outcomes("C-1", .employer) == ["hr@example.test": "cancelled muted"])
        #expect(try await outcomes("C-2", .employer) == ["hr@example.test": "pending"])
        #expect(try await outcomes("C-2")["p1@example.test"] == "cancelled muted")
    }

    @Test func aMutedPersonHearsOfNoRecord() async throws {
        try office.register(1, until: "2026-03-15")
        try office.load(
            "id,person_id,employer_id,valid_until,state\nR-9,P-1,E-1,2026-01-15,active\n",
            into: "registration"
        )
        try await mute(.person("P-1"))
        try await office.scan(outbox)
        for id in ["R-1", "R-9"] { #expect(Set(try await outcomes(id).values) == ["cancelled muted"], "\(id)") }
        #expect(try await outcomes("R-9", .employer) == ["hr@example.test": "pending"])
    }

    @Test func nothingIsMailedToAMutedAddress() async throws {
        try office.register(1, until: "2026-03-15")
        try office.register(2, until: "2026-03-15", email: "HR@example.test")
        try await mute(.address("hr@example.test"))
        try await office.scan(outbox)
        #expect(try await outcomes("R-1", .employer) == ["hr@example.test": "cancelled muted"])
        // The program still hears of it: only the address is left alone.
        #expect(try await outcomes("R-2") == ["HR@example.test": "cancelled muted", "feed": "pending"])
        #expect(try await outcomes("R-1")["p1@example.test"] == "pending")
    }

    /// Whatever its severity: on the last day it is critical.
    @Test func whatWaitsIsCancelledBeforeItLeaves() async throws {
        try office.register(1, until: "2025-12-15")
        try await office.scan(outbox)
        #expect(try await outcomes("R-1")["p1@example.test"] == "pending")
        try await mute(.person("P-1"))
        _ = try await office.drain(outbox)
        #expect(try await outcomes("R-1")["p1@example.test"] == "cancelled muted")
        #expect(told.contains("hr@example.test") && !told.contains("p1@example.test"))
        let last = try await outbox.evidence(after: 0, limit: 100).last { $0.link.entry.event == .withdrawn }
        #expect(last?.link.entry.detail?.hasPrefix("muted ") == true)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test func whatIsStillTrueIsToldWhenTheMuteIsEnded() async throws {
        try office.register(1, until: "2026-03-15")
        try await mute(.record(record("R-1")))
        try await office.scan(outbox)
        office.clock.move(by: .seconds(3 * 86_400))
        try await office.scan(outbox)
        #expect(try await outbox.unmute(.record(record("R-1")), at: office.clock.now))
        // On the same day, and although nothing in the registry has changed.
        #expect(try await office.scan(outbox).isFull)
        #expect(try await outcomes("R-1")["p1@example.test"] == "pending")
        _ = try await office.drain(outbox)
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        #expect(told.filter { $0 == "p1@example.test" }.count == 1)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// No pass saw the mute, and the change that the notice is about is older than what a pass reads again.
    @Test func whatALaneCancelledBetweenTwoPassesIsToldAfterwards() async throws {
        try office.register(1, until: "2025-12-15")
        office.clock.move(by: .seconds(2 * 3600))
        try await office.scan(outbox)
        try await mute(.person("P-1"))
        _ = try await office.drain(outbox)
        #expect(try await outcomes("R-1")["p1@example.test"] == "cancelled muted")
        #expect(try await outbox.unmute(.person("P-1"), at: office.clock.now))
        #expect(try await office.scan(outbox).isFull)
        #expect(try await outcomes("R-1")["p1@example.test"] == "pending")
        #expect(try await !office.scan(outbox).isFull)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test func whatIsNoLongerTrueIsNotToldAfterwards() async throws {
        try office.register(1, until: "2026-03-15")
        try await mute(.record(record("R-1")))
        try await office.scan(outbox)
        try office.load(
            "id,person_id,employer_id,valid_until,state\nR-1,P-1,E-1,2026-03-15,cancelled\n",
            into: "registration"
        )
        _ = try await outbox.unmute(.record(record("R-1")), at: office.clock.now)
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        #expect(!told.contains("p1@example.test"))
    }

    /// The mark of the last day of the mute is told on the day after, unless a later one takes its place.
    @Test func aMuteEndsByItselfAfterItsLastDay() async throws {
        try office.register(1, until: "2026-03-15")
        try await mute(.person("P-1"), until: "2025-12-16")
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await outcomes("R-1")["p1@example.test"] == "cancelled muted")
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await outcomes("R-1")["p1@example.test"] == "pending")
        #expect(try await outbox.deliveries(DeliveryFilter(record: "R-1")).filter { $0.audience == .holder }.count == 2)
    }

    /// What waits in vain for a channel that is gone would be cancelled anyway.
    @Test func nobodyHearsThatAMutedPersonIsNotReached() async throws {
        for isMuted in [false, true] {
            let office = try Sample(
                on: "2025-12-15",
                routes: """
                    routes:
                      - {match: {audience: holder}, send: [mail], fallback: [desk]}
                      - {match: {audience: administrator}, send: [desk]}
                    """
            )
            try office.register(1, until: "2025-12-16")
            let outbox = try office.outbox()
            try await office.scan(outbox)
            try await outbox.disableChannel("mail", reason: "410", at: office.clock.now)
            let mute = Mute(.person("P-1"), until: nil, reason: nil, by: "zhang", since: office.clock.now)
            if isMuted { try await outbox.mute(mute) }
            office.clock.move(by: .seconds(3600))
            try await office.scan(outbox)
            let kinds = try await outbox.deliveries(DeliveryFilter()).map(\.kind)
            #expect(kinds.contains(.deliveryFailed) == !isMuted)
            let ways = try await outbox.deliveries(DeliveryFilter(record: "R-1")).filter { $0.audience == .holder }
            #expect(Set(ways.map(\.channel)) == (isMuted ? ["mail"] : ["mail", "desk"]))
        }
    }

    /// A failure of somebody who is muted since does not take the second way.
    @Test func nobodyMutedIsToldThroughTheFallback() async throws {
        let office = try Sample(
            on: "2025-12-15",
            routes: "routes:\n  - {match: {audience: holder}, send: [mail], fallback: [desk]}"
        )
        try office.register(1, until: "2025-12-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let delivery = try #require(try await outbox.deliveries(DeliveryFilter(record: "R-1")).first)
        office.courier.answer(Verdict(.permanent, at: .file, about: .message, reply: "no such user"))
        _ = try await office.drain(outbox)
        #expect(try await outbox.delivery(id: delivery.id)?.summary.state == .failed)
        try await outbox.mute(
            Mute(.record(record("R-1")), until: nil, reason: nil, by: "zhang", since: office.clock.now)
        )
        try await office.scan(outbox)
        let ways = try await outbox.deliveries(DeliveryFilter(record: "R-1")).filter { $0.audience == .holder }
        #expect(ways.map(\.channel) == ["mail"])
    }

    /// The person stays in the employer's digest; a muted mailbox keeps its lines for later.
    @Test func digestsHeedTheirMailboxOnly() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        func order(_ party: MutedParty) async throws {
            try await outbox.mute(Mute(party, until: nil, reason: nil, by: "zhang", since: office.clock.now))
        }
        func digests() async throws -> [DeliverySummary] {
            try await outbox.deliveries(DeliveryFilter()).filter { $0.kind == .employerDigest }
        }
        try await order(.person("P-1"))
        try await order(.address("hr@example.test"))
        #expect(try await office.scan(outbox).unreachable == 0)
        #expect(try await digests().isEmpty)
        #expect(try await outbox.openLines(after: nil, limit: 9).count == 1)
        _ = try await outbox.unmute(.address("hr@example.test"), at: office.clock.now)
        try await office.scan(outbox)
        let digest = try #require(try await digests().first)
        #expect(digest.state == .pending)
        #expect(try await outbox.digestLines(of: digest.noticeID).map(\.key.series.record.id) == ["R-1"])
        _ = try await office.drain(outbox)
        #expect(office.courier.parcels.map(\.recipient).contains("hr@example.test"))
    }

    @Test func thePreviewShowsWhoIsMuted() async throws {
        try office.register(1, until: "2026-03-15")
        try await mute(.record(record("R-1")))
        let day = try #require(CalendarDate("2025-12-15"))
        var muted: [String] = []
        _ = try await office.configuration().planner.preview(on: day, since: nil, outbox: outbox, now: office.clock.now)
        { plan in
            muted += plan.planned.flatMap(\.muted).map(\.address)
            #expect(plan.unreachable.allSatisfy { $0.key.audience != .holder })
        }
        #expect(muted == ["p1@example.test", "feed"])
    }
}
