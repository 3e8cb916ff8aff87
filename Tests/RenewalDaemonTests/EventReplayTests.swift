import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// What a program has accepted is sent to it again, as it was.
@Suite struct EventReplayTests {
    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [feed]}
        """

    private let office: Sample
    private let outbox: Outbox
    /// What the program answers to replays.
    private let again = ScriptedCourier()

    init() throws {
        office = try Sample(on: "2025-12-15", routes: Self.routes)
        outbox = try office.outbox()
    }

    /// Records a registration that is due, if any, and sends what the scan finds, a second later each time.
    private func send(_ number: Int? = nil) async throws {
        if let number { try office.register(number, until: "2026-03-15") }
        try await office.scan(outbox)
        _ = try await office.drain(outbox, through: "feed")
        office.clock.move(by: .seconds(1))
    }

    private func replay(of record: String? = nil) async throws -> EventReplay.Tally {
        let settings = try office.settings()
        let replay = EventReplay(
            channel: "feed",
            courier: again,
            outbox: outbox,
            registry: try settings.openRegistry(),
            calendar: try settings.calendar(),
            clock: office.clock
        )
        return try await replay.run(during: UnixTime(seconds: 0)..<office.clock.now, of: record)
    }

    private func sent(by courier: ScriptedCourier) -> [String] {
        courier.parcels.map { "\($0.eventID) \(String(decoding: $0.payload, as: UTF8.self))" }
    }

    private func notices(of courier: ScriptedCourier) throws -> [String] {
        try courier.parcels.map { parcel in
            let text = String(decoding: parcel.payload, as: UTF8.self)
            let kind = try #require(text.firstMatch(of: /"type":"([a-z._]+)"/)).output.1
            let record = try #require(text.firstMatch(of: /"record":{"type":"[a-z]+","id":"([A-Z0-9-]+)"/)).output.1
            let audience = try #require(text.firstMatch(of: /"audience":"([a-z_]+)"/)).output.1
            return "\(kind) \(record) \(audience)"
        }
    }

    @Test func idsBytesAndOrderAreThoseOfTheFirstTime() async throws {
        for number in 1...3 { try await send(number) }
        let later = office.clock.now
        let before = try await outbox.deliveries(DeliveryFilter())
        #expect(try await replay() == EventReplay.Tally(accepted: 3))
        #expect(sent(by: office.courier).count == 3 && sent(by: again) == sent(by: office.courier))
        #expect(again.parcels.allSatisfy { $0.isReplay && $0.sentAt == later })
        #expect(office.courier.parcels.allSatisfy { !$0.isReplay })
        #expect(try await outbox.deliveries(DeliveryFilter()) == before)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test func onlyTheEventsOfARecordAreAskedFor() async throws {
        for number in 1...3 { try await send(number) }
        #expect(try await replay(of: "R-2").accepted == 1)
        #expect(try notices(of: again) == ["registration.mark_reached R-2 holder"])
    }

    @Test func theFirstRefusalEndsIt() async throws {
        for number in 1...4 { try await send(number) }
        let (ok, busy) = (
            Verdict(.delivered, at: .http(.answer), about: .message, code: 204, reply: ""),
            Verdict(.retry, at: .http(.answer), about: .destination, code: 503, reply: "稍后再试")
        )
        again.answer(ok, ok, busy)
        let tally = try await replay()
        #expect(again.parcels.count == 3 && tally.accepted == 2)
        guard case .refused(let refusal) = tally.obstacle else { Issue.record("\(tally)"); return }
        #expect(refusal.id == "msg_\(again.parcels[2].eventID)" && refusal.verdict == busy)
        #expect(refusal.acceptedAt == office.clock.now - .seconds(2))
    }

    @Test func whoIsMutedHearsNothingButThatItIsOver() async throws {
        for number in 1...2 { try await send(number) }
        try await outbox.mute(Mute(.person("P-1"), until: nil, reason: nil, by: "zhang", since: office.clock.now))
        try await send()
        let told = try notices(of: office.courier)
        #expect(told.contains("reminder.withdrawn R-1 holder"), "\(told)")
        let tally = try await replay()
        #expect(tally.muted == 1 && tally.accepted == told.count - 1)
        let missing = Set(told).subtracting(try notices(of: again))
        #expect(missing == ["registration.mark_reached R-1 holder"])
    }

    @Test func whatIsErasedIsCounted() async throws {
        try await send(1)
        let erased = try await outbox.eraseSettled(before: office.clock.now, limit: 9, at: office.clock.now)
        #expect(erased == 1)
        #expect(try await replay() == EventReplay.Tally(erased: 1))
        #expect(again.parcels.isEmpty)
    }

    @Test func nothingIsSentWhileSendingIsHeldOrTheChannelDisabled() async throws {
        try await send(1)
        try await outbox.disableChannel("feed", reason: "410 Gone", at: office.clock.now)
        #expect(try await replay().obstacle == .disabled(reason: "410 Gone"))
        try await outbox.holdSending(.copiedState, detail: "a copy", figures: [:], at: office.clock.now)
        guard case .held(let holds) = try await replay().obstacle else { Issue.record("not held"); return }
        #expect(holds.map(\.reason) == [.copiedState] && again.parcels.isEmpty)
    }

    /// More than one page.
    @Test func aLongTimeIsReplayedToItsEnd() async throws {
        try office.register(1...205, until: "2026-03-15", employer: "E-1")
        try await send()
        #expect(try await replay() == EventReplay.Tally(accepted: 205))
        #expect(Set(sent(by: again)).count == 205 && Set(sent(by: again)) == Set(sent(by: office.courier)))
    }
}
