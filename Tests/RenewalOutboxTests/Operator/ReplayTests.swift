import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

/// What was accepted is found again, and sent once more as it was.
@Suite struct ReplayTests {
    private static let program = "hr-system"

    /// Sends a notice of each record through a channel, each a minute after the one before.
    private func send(
        _ records: [String],
        through channel: String = Self.program,
        _ outbox: any OutboxStore
    ) async throws {
        for (minute, record) in records.enumerated() {
            let now = Sample.start + .seconds(60 * minute)
            let recipient = Recipient(channel: channel, address: channel, name: nil, language: .chinese)
            let batch = [Sample.planned(Sample.notice(record), [recipient])]
            _ = try await outbox.plan(batch, superseded: [], holdingAbove: nil, at: now)
            let due = try #require(try await outbox.due(channel: channel, at: now).first)
            let ready = Sample.ready(due, message: record)
            #expect(try await outbox.claim([ready], lease: Sample.lease, at: now) == [due.id])
            _ = try await outbox.record([Sample.receipt(due)], at: now)
        }
    }

    private func accepted(
        _ outbox: any OutboxStore,
        minutes: Range<Int> = 0..<60,
        of record: String? = nil,
        after last: AcceptedDelivery? = nil,
        limit: Int = 9
    ) async throws -> [AcceptedDelivery] {
        let (from, end) = (60 * minutes.lowerBound, 60 * minutes.upperBound)
        return try await outbox.accepted(
            by: Self.program,
            during: (Sample.start + .seconds(from))..<(Sample.start + .seconds(end)),
            of: record,
            after: last,
            limit: limit
        )
    }

    private func records(_ found: [AcceptedDelivery]) -> [String] { found.map(\.notice.key.series.record.id) }

    @Test func whatAChannelAcceptedIsFoundInItsOrder() async throws {
        for backend in OutboxBackend.all {
            let outbox = try backend.makePlace().open()
            try await send(["浙-4", "浙-2", "浙-3", "浙-1"], outbox)
            try await send(["浙-6"], through: "other-system", outbox)
            _ = try await outbox.plan(Sample.notice("浙-5"))
            #expect(try await records(accepted(outbox)) == ["浙-4", "浙-2", "浙-3", "浙-1"])
            #expect(try await records(accepted(outbox, minutes: 1..<3)) == ["浙-2", "浙-3"])
            #expect(try await records(accepted(outbox, of: "浙-3")) == ["浙-3"])
            let first = try await accepted(outbox, limit: 3)
            #expect(try await records(accepted(outbox, after: first.last)) == ["浙-1"])
            #expect(first[0].acceptedAt == Sample.start && !first[0].isErased)
        }
    }

    /// Several of one moment, as a commit of many receipts leaves them.
    @Test func pagesLoseNoneOfTheSameMoment() async throws {
        for backend in OutboxBackend.all {
            let outbox = try backend.makePlace().open()
            for record in ["浙-1", "浙-2", "浙-3"] { try await send([record], outbox) }
            let first = try await accepted(outbox, limit: 2)
            let second = try await accepted(outbox, after: first.last, limit: 2)
            #expect(Set(records(first + second)) == ["浙-1", "浙-2", "浙-3"] && second.count == 1)
        }
    }

    @Test func aReplayLeavesTheDeliveryAsItIsAndIsEvidence() async throws {
        for backend in OutboxBackend.all {
            let outbox = try backend.makePlace().open()
            try await send(["浙-1"], outbox)
            let delivery = try #require(try await accepted(outbox).first)
            let before = try await outbox.delivery(id: delivery.id)
            let later = Sample.start + .seconds(3600)
            let message = try #require(try await outbox.replay(delivery.id, at: later))
            #expect(message.bytes == Array("浙-1".utf8) && message.attempt == 1)
            let verdict = Verdict(.retry, at: .http(.answer), about: .destination, code: 503, reply: "稍后再试")
            try await outbox.recordReplay(of: delivery.id, verdict, at: later)
            #expect(try await outbox.delivery(id: delivery.id) == before)
            let entries = try await outbox.evidence(after: 0, limit: 99).map(\.link.entry)
            let replays = entries.filter { $0.event == .replayed }
            #expect(replays.map(\.deliveryID) == [delivery.id, delivery.id] && replays.allSatisfy { $0.state == nil })
            #expect(replays.last?.detail?.hasPrefix("retry http 503 ") == true)
            #expect(try await outbox.verifyEvidence(against: nil).problems == [])
        }
    }

    @Test func whatIsErasedOrWaitsIsNotReplayed() async throws {
        for backend in OutboxBackend.all {
            let outbox = try backend.makePlace().open()
            try await send(["浙-1"], outbox)
            let later = Sample.start + .seconds(1)
            #expect(try await outbox.eraseSettled(before: later, limit: 9, at: later) == 1)
            let delivery = try #require(try await accepted(outbox).first)
            #expect(delivery.isErased)
            #expect(try await outbox.replay(delivery.id, at: later) == nil)
            let waiting = try await outbox.bring(Sample.notice("浙-2"), to: .deferred)
            #expect(try await outbox.replay(waiting, at: later) == nil)
            #expect(try await outbox.evidence(after: 0, limit: 99).allSatisfy { $0.link.entry.event != .replayed })
        }
    }

    /// The id that a digest composed anew had, so that its consumer knows it again.
    @Test func aDigestKeepsTheIDOfTheAttemptItWasComposedFor() async throws {
        for backend in OutboxBackend.all {
            let outbox = try backend.makePlace().open()
            try await outbox.plan(lines: ["浙-1"], of: Sample.digest())
            let first = try await outbox.claimOne(message: "第一稿")
            let later = Sample.start + .seconds(60)
            let deferred = Sample.receipt(first, .retry, next: .deferred(until: later))
            _ = try await outbox.record([deferred], at: Sample.start)
            let second = try await outbox.claimOne(message: "第二稿", at: later)
            _ = try await outbox.record([Sample.receipt(second)], at: later)
            let span = Sample.start..<(later + .seconds(1))
            let found = try await outbox.accepted(by: "office-mail", during: span, of: nil, after: nil, limit: 9)
            let digest = try #require(found.first)
            let message = try #require(try await outbox.replay(digest.id, at: later))
            #expect(message.bytes == Array("第二稿".utf8))
            #expect(digest.eventID(composedFor: message.attempt) == "\(digest.id)_2")
        }
    }
}
