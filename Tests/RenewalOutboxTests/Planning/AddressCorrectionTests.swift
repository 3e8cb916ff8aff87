import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@Suite struct AddressCorrectionTests {
    private let notice = Sample.notice()

    private func replan(_ outbox: any OutboxStore, _ addresses: String...) async throws {
        let recipients = addresses.map { Sample.recipient($0) }
        _ = try await outbox.plan(
            [Sample.planned(notice, recipients)],
            superseded: [],
            holdingAbove: nil,
            at: Sample.start
        )
    }

    @Test(arguments: OutboxBackend.all, [DeliveryState.pending, .deferred, .held, .failed])
    func correctedAddressReplacesUnacceptedDeliveries(_ backend: OutboxBackend, _ state: DeliveryState) async throws {
        let outbox = try backend.makePlace().open()
        _ = try await outbox.bring(notice, to: state)
        try await replan(outbox, "new@example.test")
        try await replan(outbox, "new@example.test")
        #expect(
            try await outbox.outcomes() == [
                "li.wei@example.test": "cancelled address_changed", "new@example.test": "pending",
            ]
        )
    }

    @Test(arguments: OutboxBackend.all, [DeliveryState.sent, .sending, .cancelled, .superseded])
    func correctedAddressKeepsFinalStates(_ backend: OutboxBackend, _ state: DeliveryState) async throws {
        let outbox = try backend.makePlace().open()
        let id = try await outbox.bring(notice, to: state)
        let before = try await outbox.outcomes()
        try await replan(outbox, "new@example.test")
        #expect(try await outbox.summary(id).state == state)
        #expect(try await outbox.outcomes() == before)
    }

    @Test(arguments: OutboxBackend.all) func restoredAddressIsPendingAgain(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await replan(outbox, "a@example.test")
        try await replan(outbox, "b@example.test")
        try await replan(outbox, "a@example.test")
        #expect(
            try await outbox.outcomes() == ["a@example.test": "pending", "b@example.test": "cancelled address_changed"]
        )
    }

    @Test(arguments: OutboxBackend.all) func onlyTheCorrectedAddressOfSeveralIsReplaced(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await replan(outbox, "a@example.test", "b@example.test")
        try await replan(outbox, "a@example.test", "c@example.test")
        #expect(
            try await outbox.outcomes() == [
                "a@example.test": "pending", "b@example.test": "cancelled address_changed",
                "c@example.test": "pending",
            ]
        )
    }

    @Test(arguments: OutboxBackend.all) func additionalRecipientIsNotACorrection(_ backend: OutboxBackend) async throws
    {
        let outbox = try backend.makePlace().open()
        try await replan(outbox, "a@example.test")
        try await replan(outbox, "a@example.test", "b@example.test")
        #expect(try await outbox.outcomes() == ["a@example.test": "pending"])
    }

    @Test(arguments: OutboxBackend.all) func correctionLeavesOtherChannelsAlone(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let group = Sample.recipient("安全群", channel: "safety-group")
        let first = Sample.planned(notice, [Sample.recipient("a@example.test"), group])
        _ = try await outbox.plan([first], superseded: [], holdingAbove: nil, at: Sample.start)
        try await replan(outbox, "b@example.test")
        #expect(
            try await outbox.outcomes() == [
                "a@example.test": "cancelled address_changed", "b@example.test": "pending", "安全群": "pending",
            ]
        )
    }

    @Test(arguments: OutboxBackend.all) func deliveryIsWithdrawnAndReplacedInOneStep(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(notice)
        let due = try #require(try await outbox.due().first)
        try await outbox.withdraw(
            [Withdrawal(deliveryID: due.id, attempt: due.attempt, reason: .addressChanged)],
            replacements: [Sample.planned(notice, [Sample.recipient("new@example.test")])],
            at: Sample.start
        )
        #expect(
            try await outbox.outcomes() == [
                "li.wei@example.test": "cancelled address_changed", "new@example.test": "pending",
            ]
        )
        #expect(try await outbox.delivery(id: due.id)?.attempts.isEmpty == true)
    }
}
