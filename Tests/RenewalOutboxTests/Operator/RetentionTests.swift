import Foundation
import GRDB
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

/// Personal data are erased after their time; the delivery and its evidence remain.
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

    @Test func erasureLeavesNoPersonalDataOnDisk() async throws {
        let outbox = try place.open()
        let claim = try await send(outbox)
        let traces = [Self.address, Self.name].map { Data($0.utf8) }
        #expect(try traces.allSatisfy { trace in try bytesOnDisk().contains { $0.range(of: trace) != nil } })
        let later = Sample.start + .seconds(1)
        #expect(try await outbox.eraseSettled(before: later, limit: 100, at: later) == 1)
        try await outbox.emptyLog()
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

    /// Somebody asks to be forgotten: what waits is cancelled, what was sent is erased at once.
    @Test func aPersonIsErasedWithWhatWaits() async throws {
        let outbox = try place.open()
        _ = try await send(outbox)
        let record = Sample.notice().key.series.record
        let others = RecordID(type: record.type, id: "R-other")
        #expect(try await outbox.erase(about: [others], limit: 100, at: Sample.start) == ErasedDeliveries())
        let waiting = Recipient(channel: "office-mail", address: "b@example.test", name: Self.name, language: .chinese)
        _ = try await outbox.plan(
            [Sample.planned(Sample.notice("浙-0001", .monthsBefore(1)), [waiting])],
            superseded: [],
            holdingAbove: nil,
            at: Sample.start
        )
        let foreseen = try await outbox.erasable(about: [record, others])
        let erased = try await outbox.erase(about: [record], limit: 100, at: Sample.start + .seconds(1))
        #expect(foreseen == erased)
        #expect(erased.cancelled == 1 && erased.erased == 2 && erased.underWay == 0)
        try await outbox.emptyLog()
        for bytes in try bytesOnDisk() {
            for trace in [Self.address, Self.name, "b@example.test"] {
                #expect(bytes.range(of: Data(trace.utf8)) == nil, "\(trace)")
            }
        }
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
        #expect(
            try await outbox.erase(about: [record], limit: 100, at: Sample.start + .seconds(2)) == ErasedDeliveries()
        )
    }

    @Test func whatIsBeingSentIsErasedLater() async throws {
        let outbox = try place.open()
        try await plan(outbox)
        _ = try await outbox.claimOne(message: "To: \(Self.address)\r\n\r\n您好")
        let record = Sample.notice().key.series.record
        let foreseen = try await outbox.erasable(about: [record])
        #expect(foreseen.cancelled == 0 && foreseen.erased == 0 && foreseen.underWay == 1)
        let first = try await outbox.erase(about: [record], limit: 100, at: Sample.start)
        #expect(first.cancelled == 0 && first.erased == 0 && first.underWay == 1)
    }

    /// The daemon is asked to stop while it tidies up.
    @Test func theLogIsEmptiedInACancelledTaskToo() async throws {
        let outbox = try place.open()
        _ = try await send(outbox)
        let tidying = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await outbox.emptyLog()
        }
        try await tidying.value
    }

    @Test func waitingAndRecentDeliveriesAreKept() async throws {
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

    /// Ids as made by versions without a secret.
    private func giveEarlierIDs(_ notice: Notice, _ recipients: [Recipient], _ outbox: Outbox) async throws {
        try await DatabaseQueue(path: place.path).writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            for recipient in recipients {
                let earlier = StableID.of("\(notice.key)\n\(recipient.channel)\n\(recipient.address)")
                let id = outbox.id(of: notice, to: recipient)
                try database.execute(sql: "UPDATE delivery SET id = ? WHERE id = ?", arguments: [earlier, id])
                try database.execute(
                    sql: "UPDATE attempt SET delivery_id = ? WHERE delivery_id = ?",
                    arguments: [earlier, id]
                )
            }
        }
    }

    /// An erased failure is final, and no row names its recipient any more.
    @Test(arguments: [false, true]) func erasedFailureIsNotTakenForAWrongAddress(hasEarlierIDs: Bool) async throws {
        let outbox = try place.open()
        let notice = Sample.notice()
        let recipients = ["a", "b", "c"].map { Sample.recipient("\($0)@example.test") }
        func plan(_ recipients: Recipient...) async throws {
            let planned = [Sample.planned(notice, recipients)]
            _ = try await outbox.plan(planned, superseded: [], holdingAbove: nil, at: Sample.start)
        }
        try await plan(recipients[0], recipients[1])
        for claim in try await outbox.claim() {
            let isFirst = claim.recipient.address == "a@example.test"
            let receipt = isFirst ? Sample.receipt(claim) : Sample.receipt(claim, .permanent, next: .failed)
            _ = try await outbox.record([receipt], at: Sample.start)
        }
        if hasEarlierIDs { try await giveEarlierIDs(notice, recipients, outbox) }
        // First the older one, which was sent; then the other one too.
        let later = Sample.start + .seconds(1)
        let touch = "UPDATE delivery SET updated_ms = updated_ms + 2000 WHERE state = 'failed'"
        try await DatabaseQueue(path: place.path).write { try $0.execute(sql: touch) }
        #expect(try await outbox.eraseSettled(before: later, limit: 9, at: later) == 1)
        try await plan(recipients[0], recipients[1])
        #expect(try await outbox.counts() == [.sent: 1, .failed: 1])
        let muchLater = Sample.start + .seconds(10)
        #expect(try await outbox.eraseSettled(before: muchLater, limit: 9, at: muchLater) == 1)
        try await plan(recipients[0], recipients[1])
        try await plan(recipients[0], recipients[2])
        try await plan(recipients[2])
        #expect(try await outbox.counts() == [.sent: 1, .failed: 1])
    }

    /// The first recipient was notified and erased; the second never was, and has a new address by now.
    @Test(arguments: [false, true]) func erasedRecipientIsRecognisedByItsID(hasEarlierIDs: Bool) async throws {
        let outbox = try place.open()
        let notice = Sample.notice()
        let recipients = ["a", "b", "c"].map { Sample.recipient("\($0)@example.test") }
        let first = [Sample.planned(notice, Array(recipients[...1]))]
        _ = try await outbox.plan(first, superseded: [], holdingAbove: nil, at: Sample.start)
        let claim = try #require(try await outbox.claim().first { $0.recipient == recipients[0] })
        _ = try await outbox.record([Sample.receipt(claim)], at: Sample.start)
        if hasEarlierIDs { try await giveEarlierIDs(notice, recipients, outbox) }
        let later = Sample.start + .seconds(1)
        #expect(try await outbox.eraseSettled(before: later, limit: 9, at: later) == 1)
        _ = try await outbox.releaseOwnLeases(onAmbiguous: .resend, at: later)
        let corrected = [Sample.planned(notice, [recipients[0], recipients[2]])]
        _ = try await outbox.plan(corrected, superseded: [], holdingAbove: nil, at: later)
        let outcomes = try await outbox.outcomes().filter { !$0.key.hasPrefix("erased:") }
        #expect(outcomes == ["b@example.test": "cancelled address_changed", "c@example.test": "pending"])
    }

    @Test func anErasedDeliveryCannotBeRetried() async throws {
        let outbox = try place.open()
        let id = try await outbox.bring(Sample.notice(), to: .failed)
        let later = Sample.start + .seconds(1)
        _ = try await outbox.eraseSettled(before: later, limit: 100, at: later)
        await #expect(throws: OutboxError.erased(id: id, what: OrderTests.Change.retry.verb)) {
            _ = try await outbox.retry(.ids([id]), at: later)
        }
        #expect(try await outbox.retry(.all, at: later) == 0)
    }

    @Test func erasureWorksInBatches() async throws {
        let outbox = try place.open()
        for number in 1...5 { _ = try await outbox.bring(Sample.notice("浙-\(number)"), to: .cancelled) }
        let later = Sample.start + .seconds(1)
        #expect(try await outbox.eraseSettled(before: later, limit: 3, at: later) == 3)
        #expect(try await outbox.eraseSettled(before: later, limit: 3, at: later) == 2)
        #expect(try await outbox.eraseSettled(before: later, limit: 3, at: later) == 0)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// A person's data as they appear in a mail: plain, in base 64 at any offset, and as quoted-printable.
    private func traces(of text: String) -> [Data] {
        let encoded = (0...2).map { shift in
            let bytes = Data(repeating: 0x20, count: shift) + Data(text.utf8)
            // The first and last characters also depend on the neighbouring text.
            return Data(bytes.base64EncodedString().dropFirst(shift == 0 ? 0 : 4).dropLast(4).utf8)
        }
        let quoted = text.utf8.map { String(format: "=%02X", $0) }.joined()
        return [Data(text.utf8), Data(quoted.utf8)] + encoded
    }

    /// A later copy of the file, its log or a backup contains no personal data and no reply text in any column.
    @Test func erasureReachesEveryColumn() async throws {
        let outbox = try place.open()
        try await plan(outbox)
        let words = "\(Self.name) \(Self.address)"
        let body = Data("\(words)您好".utf8)
        let quoted = words.utf8.map { String(format: "=%02X", $0) }.joined()
        let mails = (0...2).map { (Data(repeating: 0x20, count: $0) + body).base64EncodedString() }
        let claim = try await outbox.claimOne(message: "\(words)\r\n\(quoted)\r\n" + mails.joined(separator: "\r\n"))
        let lost = Verdict(.ambiguous, at: .smtp(.endOfData), about: .message, code: nil, reply: words)
        let waiting = NextState.held(reason: "may have been delivered")
        let receipt = Receipt(deliveryID: claim.id, attempt: 1, verdict: lost, next: waiting)
        _ = try await outbox.record([receipt], at: Sample.start)
        _ = try await outbox.cancel(.ids([claim.id]), reason: "wish of the holder", at: Sample.start)
        try await outbox.disableChannel("hr-system", reason: "410 \(words)", at: Sample.start)
        let rest = Sample.start + .seconds(60)
        try await outbox.channelRests("office-mail", fault: "550 \(words)", rests: 1, until: rest, at: Sample.start)
        try await bounce(saying: words, in: outbox)
        let traces = [Self.address, Self.name].flatMap(traces)
        for trace in traces { #expect(try bytesOnDisk().contains { $0.range(of: trace) != nil }) }

        let later = Sample.start + .seconds(3600)
        #expect(try await outbox.eraseSettled(before: later, limit: 100, at: later) == 2)
        try await outbox.emptyLog()
        let late = Receipt(deliveryID: claim.id, attempt: 1, verdict: verdict(words), next: .sent)
        #expect(try await outbox.record([late], at: later) == [claim.id])
        #expect(try await outbox.eraseSettled(before: later, limit: 100, at: later) == 0)

        let backup = place.directory.appending(path: "backup.db")
        _ = try await outbox.backUp(to: backup.path)
        for bytes in try bytesOnDisk() + [Data(contentsOf: backup)] {
            for trace in traces { #expect(bytes.range(of: trace) == nil, "\(String(decoding: trace, as: UTF8.self))") }
        }
        #expect(try await outbox.disabledChannels() == ["hr-system": "erased"])
        #expect(try await outbox.channelState(of: "office-mail").fault == "erased")
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// A mail that was accepted and came back.
    private func bounce(saying words: String, in outbox: any OutboxStore) async throws {
        let notice = Sample.notice("浙-0099")
        let recipient = Sample.recipient(Self.address)
        _ = try await outbox.plan(
            [Sample.planned(notice, [recipient])],
            superseded: [],
            holdingAbove: nil,
            at: Sample.start
        )
        _ = try await outbox.record([Sample.receipt(outbox.claimOne())], at: Sample.start)
        let id = outbox.id(of: notice, to: recipient)
        let report = Bounce(
            deliveryID: id,
            recipients: [Self.address],
            addressees: [],
            isFinal: true,
            cause: .noSuchAddress,
            status: "5.1.1",
            reply: words,
            writtenAt: nil
        )
        _ = try await outbox.record(report, leavingAlone: Sample.never, at: Sample.start)
        #expect(try await outbox.summary(id).state == .bounced)
    }

    private func verdict(_ reply: String) -> Verdict {
        Verdict(.delivered, at: .smtp(.endOfData), about: .message, code: 250, reply: reply)
    }

    /// The current state of a channel that rests again and again is never old.
    @Test func currentChannelStateIsKept() async throws {
        let outbox = try place.open()
        let later = Sample.start + .seconds(3600)
        for instant in [Sample.start, later] {
            let rest = instant + .seconds(60)
            try await outbox.channelRests("office-mail", fault: "421", rests: 1, until: rest, at: instant)
        }
        _ = try await outbox.eraseSettled(before: later, limit: 100, at: later)
        #expect(try await outbox.channelState(of: "office-mail").fault == "421")
    }
}
