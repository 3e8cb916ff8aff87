import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// A channel rests until the rest ends or an operator orders otherwise, with or without a bell.
@Suite struct ChannelRestTests {
    @Test func orderEndsARestEvenWithoutABell() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let core = try office.core(outbox)
        office.courier.answer(Verdict(.channelAtFault, at: .smtp(.auth), about: .sender, code: 535, reply: "no"))
        let waits = try await core.drain("mail", .due).waitsUntil
        #expect(waits == nil, "nothing but the state file keeps the rest")
        let state = try await outbox.channelState(of: "mail")
        #expect(state.fault == "auth 535" && state.rests == 1)
        #expect(try #require(state.opening(at: office.clock.now)) > office.clock.now)
        _ = try await core.drain("mail", .due)
        #expect(office.courier.parcels.count == 1, "it rests")
        _ = try await outbox.retry(.all, at: office.clock.now)
        _ = try await core.drain("mail", .due)
        #expect(office.courier.parcels.count == 2)
        #expect(try await outbox.channelStates().isEmpty, "it works again")
    }

    /// It is not tried again by itself, so nobody is told of a rest.
    @Test func anEndpointThatIsGoneDoesNotRest() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let core = try office.core(outbox)
        office.courier.answer(Verdict(.disabled, at: .http(.reply), about: .destination, code: 410, reply: "Gone"))
        _ = try await core.drain("mail", .due)
        #expect(try await outbox.disabledChannels().keys.sorted() == ["mail"])
        #expect(try await outbox.channelStates().isEmpty)
        _ = try await core.drain("mail", .due)
        #expect(office.courier.parcels.count == 1)
    }

    /// A relay that comes back after an hour finds its mails at once, not at the end of a rest or of their own waits.
    @Test func aServerThatTakesConnectionsAgainEndsTheRest() async throws {
        let office = try Sample(on: "2025-12-15")
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let core = try office.core(outbox)
        let away = Verdict(.channelAtFault, at: .smtp(.connect), about: .destination, reply: "connection refused")
        office.courier.answer(away)
        let fault = try await core.drain("mail", .due).tally.channelFault
        #expect(fault?.isUnreachable == true)
        #expect(try await !core.lookOut(for: "mail"))
        _ = try await core.drain("mail", .due)
        #expect(office.courier.parcels.count == 1, "it still rests")
        office.courier.becomeReachable()
        #expect(try await core.lookOut(for: "mail"))
        let state = try await outbox.channelState(of: "mail")
        #expect(
            state.opening(at: office.clock.now) == office.clock.now && state.fault != nil,
            "at fault until a mail went"
        )
        _ = try await core.drain("mail", .due)
        #expect(office.courier.parcels.count == 2 && Set(office.courier.parcels.map(\.deliveryID)).count == 1)
        #expect(try await outbox.channelStates().isEmpty)
        #expect(try await core.lookOut(for: "mail"), "nothing to look for")
    }

    @Test(arguments: [
        Verdict(.channelAtFault, at: .smtp(.auth), about: .sender, code: 535, reply: "denied"),
        Verdict(.retry, at: .smtp(.banner), about: .destination, code: 421, reply: "too busy"),
        Verdict(.retry, at: .http(.answer), about: .destination, code: 503, reply: ""),
        Verdict(.retry, at: .smtp(.connect), about: nil, reply: "cancelled"),
        Verdict(.channelAtFault, at: .own(.addressDenied), about: .destination, reply: "denied"),
    ])
    func aServerThatAnswersIsSpared(_ verdict: Verdict) {
        #expect(!verdict.isUnreachable)
    }
}
