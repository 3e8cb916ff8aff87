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
}
