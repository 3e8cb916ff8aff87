import Foundation
import GRDB
import RenewalOutbox
import RenewalRules
import Testing

/// Personal data goes when its time is over; that there was a delivery, and the proof of it, stay.
@Suite struct RetentionTests {
    private static let address = "kanarienvogel-0042@example.test"
    private static let name = "李伟卡纳里"
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    private func plan(_ outbox: Outbox) async throws {
        let recipient = Recipient(channel: "office-mail", address: Self.address, name: Self.name, language: .chinese)
        _ = try await outbox.plan(
            [Sample.planned(Sample.notice(), [recipient])],
            superseded: [],
            holdingAbove: nil,
            at: Sample.start
        )
    }

    private func send(_ outbox: Outbox) async throws -> DueDelivery {
        try await plan(outbox)
        let claim = try await outbox.claimOne(message: "To: \(Self.address)\r\n\r\n\(Self.name)您好")
        let verdict = Verdict(
            .delivered,
            at: .smtp(.endOfData),
            about: .message,
            code: 250,
            reply: "queued for <\(Self.address)>"
        )
        let receipt = Receipt(deliveryID: claim.id, attempt: claim.attempt, verdict: verdict, next: .sent)
        _ = try await outbox.record([receipt], at: Sample.start)
        return claim
    }

    private func bytesOnDisk() throws -> [Data] {
        try ["", "-wal"].map { try Data(contentsOf: URL(filePath: place.path + $0)) }
    }

    @Test func nothingOfThePersonIsLeftOnDisk() async throws {
        let outbox = try place.open()
        let claim = try await send(outbox)
        let traces = [Self.address, Self.name].map { Data($0.utf8) }
        #expect(try traces.allSatisfy { trace in try bytesOnDisk().contains { $0.range(of: trace) != nil } })
        let later = Sample.start + .seconds(1)
        #expect(try await outbox.eraseSettled(before: later, limit: 100, at: later) == 1)
        for trace in traces {
            for bytes in try bytesOnDisk() { #expect(bytes.range(of: trace) == nil) }
        }
        let detail = try #require(try await outbox.delivery(id: claim.id))
        #expect(detail.summary.recipient == "erased:\(claim.id)" && detail.summary.state == .sent)
        #expect(detail.payloadSize == nil && detail.attempts.map(\.code) == [250] && detail.attempts[0].reply == nil)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
        let recipients = try await outbox.evidence(after: 0, limit: 10).map(\.recipient)
        #expect(recipients.allSatisfy { $0 == nil })
    }

    @Test func whatWaitsOrIsFreshStays() async throws {
        let outbox = try place.open()
        try await plan(outbox)
        #expect(try await outbox.eraseSettled(before: Sample.start + .seconds(1), limit: 100, at: Sample.start) == 0)
        _ = try await send(outbox)
        #expect(try await outbox.eraseSettled(before: Sample.start, limit: 100, at: Sample.start) == 0)
        #expect(try await outbox.outcomes() == [Self.address: "sent"])
    }

    @Test func anErasedNoticeIsNotPlannedAgain() async throws {
        let outbox = try place.open()
        _ = try await send(outbox)
        let later = Sample.start + .seconds(1)
        _ = try await outbox.eraseSettled(before: later, limit: 100, at: later)
        try await plan(outbox)
        try await outbox.plan(Sample.notice(), to: "new.address@example.test")
        #expect(try await outbox.counts() == [.sent: 1])
    }

    @Test func anErasedDeliveryCannotBeRetried() async throws {
        let outbox = try place.open()
        let id = try await outbox.bring(Sample.notice(), to: .failed)
        let later = Sample.start + .seconds(1)
        _ = try await outbox.eraseSettled(before: later, limit: 100, at: later)
        await #expect(throws: OutboxError.erased(id: id, what: "retry")) {
            _ = try await outbox.retry(.ids([id]), at: later)
        }
        #expect(try await outbox.retry(.all, at: later) == 0)
    }

    @Test func largeNumbersGoInBatches() async throws {
        let outbox = try place.open()
        for number in 1...5 { _ = try await outbox.bring(Sample.notice("浙-\(number)"), to: .cancelled) }
        let later = Sample.start + .seconds(1)
        #expect(try await outbox.eraseSettled(before: later, limit: 3, at: later) == 3)
        #expect(try await outbox.eraseSettled(before: later, limit: 3, at: later) == 2)
        #expect(try await outbox.eraseSettled(before: later, limit: 3, at: later) == 0)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }
}
