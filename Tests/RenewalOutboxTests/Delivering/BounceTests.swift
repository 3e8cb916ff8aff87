import GRDB
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

/// What a report of a mail server does to a delivery, and to the address that it went to.
@Suite struct BounceTests {
    private static let address = "li.wei@example.test"
    private static let twice = BounceLimit(count: 2, until: Sample.expires, sparing: ["duty@example.test"])
    private static let day: Duration = .seconds(86_400)

    /// Sends the notice of a record.
    private func send(
        _ record: String,
        to address: String = address,
        at now: UnixTime = Sample.start,
        in outbox: any OutboxStore
    ) async throws -> String {
        let notice = Sample.notice(record)
        try await outbox.plan(notice, to: address)
        let claim = try await outbox.claimOne(at: now)
        _ = try await outbox.record([Sample.receipt(claim)], at: now)
        return outbox.id(of: notice, to: Sample.recipient(address))
    }

    private func bounced(_ count: Int, muted: Bool = false) -> BounceOutcome {
        .bounced(.init(count: count, isMuted: muted))
    }

    @Test(arguments: OutboxBackend.all) func anAcceptedDeliveryComesBack(_ backend: OutboxBackend) async throws {
        let place = try backend.makePlace()
        let outbox = try place.open()
        let id = try await send("R-1", in: outbox)
        let later = Sample.start + .seconds(5)
        #expect(try await !outbox.hasNewBounces())
        #expect(try await outbox.record(Sample.bounce(id), leavingAlone: Sample.never, at: later) == bounced(1))
        #expect(try await outbox.hasNewBounces())
        let detail = try #require(try await place.open(.reading).delivery(id: id))
        #expect(detail.summary.state == .bounced && detail.summary.reason == "no_such_address")
        #expect(detail.summary.updatedAt == later && detail.summary.lastReply == "550 5.1.1 没有此邮箱")
        let report = try #require(detail.bounces.first)
        #expect(detail.bounces.count == 1 && report.isFinal && report.attempt == 1 && report.status == "5.1.1")
        #expect(report.cause == "no_such_address" && report.reportedAt == later)
        let entry = try #require(try await outbox.evidence(after: 0, limit: 100).last)
        #expect(entry.link.entry.event == .bounced && entry.link.entry.state == .bounced)
        #expect(entry.link.entry.detail?.hasPrefix("no_such_address 5.1.1 delivery=") == true)
        #expect(entry.reply == "550 5.1.1 没有此邮箱" && entry.recipient == Self.address)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
        #expect(try await outbox.counts() == [.bounced: 1])
        #expect(try await outbox.untoldFailures(since: Sample.start, limit: 9) == [id])
    }

    @Test(arguments: OutboxBackend.all) func aDelayIsOnlyNoted(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let id = try await send("R-1", in: outbox)
        let delay = Sample.bounce(id, isFinal: false, cause: .unreachable)
        #expect(try await outbox.record(delay, leavingAlone: Self.twice, at: Sample.start) == .delayed)
        #expect(try await outbox.record(delay, leavingAlone: Self.twice, at: Sample.start) == .known)
        let detail = try #require(try await outbox.delivery(id: id))
        #expect(detail.summary.state == .sent && detail.bounces.map(\.isFinal) == [false])
        #expect(try await outbox.evidence(after: 0, limit: 100).last?.link.entry.event == .delayed)
        #expect(try await outbox.record(Sample.bounce(id), leavingAlone: Self.twice, at: Sample.start) == bounced(1))
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// Nobody is silenced by whoever does not know the id, or by a report about somebody else.
    @Test(arguments: OutboxBackend.all) func aForgedReportChangesNothing(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let id = try await send("R-1", in: outbox)
        let entries = try await outbox.evidence(after: 0, limit: 100).count
        let guessed = Sample.bounce(String(repeating: "a", count: 26))
        let other = Sample.bounce(id, to: "wang@example.test", addressee: "wang@example.test")
        let nobody = Sample.bounce(id, to: nil, addressee: "")
        for forged in [guessed, other, nobody] {
            #expect(try await outbox.record(forged, leavingAlone: Self.twice, at: Sample.start) == .unmatched)
        }
        #expect(try await outbox.summary(id).state == .sent)
        #expect(try await outbox.evidence(after: 0, limit: 100).count == entries)
    }

    @Test(arguments: DeliveryState.allCases) func onlyWhatWasAcceptedComesBack(state: DeliveryState) async throws {
        let outbox = try OutboxPlace().open()
        let id = try await outbox.bring(Sample.notice(), to: state)
        let expected: BounceOutcome =
            switch state {
            case .sent: bounced(1)
            case .bounced: .known
            case .pending: .unmatched
            case .sending, .deferred, .held: .underWay
            case .failed, .cancelled, .superseded: .overtaken
            }
        #expect(try await outbox.record(Sample.bounce(id), leavingAlone: Self.twice, at: Sample.start) == expected)
        #expect(try await outbox.summary(id).state == (state == .sent ? .bounced : state))
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test(arguments: OutboxBackend.all) func anAddressIsLeftAloneAfterSoMany(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let ids = [try await send("R-1", in: outbox), try await send("R-2", in: outbox)]
        let now = Sample.start + .seconds(60)
        #expect(try await outbox.record(Sample.bounce(ids[0]), leavingAlone: Self.twice, at: now) == bounced(1))
        #expect(try await outbox.mutes() == [])
        let second = try await outbox.record(Sample.bounce(ids[1]), leavingAlone: Self.twice, at: now)
        #expect(second == bounced(2, muted: true))
        let mute = try #require(try await outbox.mutes().first)
        #expect(mute.party == .address(Self.address) && mute.lastDay == Sample.expires)
        #expect(mute.isOurs && mute.reason == "5.1.1" && mute.since == now)
        let mutes = Mutes([mute], on: Sample.today)
        #expect(mutes.silence(address: "Li.Wei@example.test") && mutes.isUnreachable(address: Self.address))
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// A full mailbox, a refusal of ours, a report about a mailbox further on, a third mail of which nobody knows.
    @Test func onlyAMissingMailboxCounts() async throws {
        let outbox = try OutboxPlace().open()
        let others: [(String, Bounce)] = [
            ("R-1", Sample.bounce("", cause: .mailboxFull)), ("R-2", Sample.bounce("", cause: .refused)),
            ("R-3", Sample.bounce("", cause: .unsaid)), ("R-4", Sample.bounce("", cause: .unreachable)),
            ("R-5", Sample.bounce("", to: "li@elsewhere.test")),
        ]
        for (record, report) in others {
            let id = try await send(record, in: outbox)
            let bounce = Sample.bounce(id, to: report.recipients.first, cause: report.cause)
            #expect(try await outbox.record(bounce, leavingAlone: Self.twice, at: Sample.start) == bounced(0))
            #expect(try await outbox.summary(id).state == .bounced)
        }
        #expect(try await outbox.mutes() == [])
    }

    /// What was accepted in between and has not come back by now has arrived.
    @Test func aMailThatArrivedBeginsTheCountAnew() async throws {
        let outbox = try OutboxPlace().open()
        let first = try await send("R-1", in: outbox)
        _ = try await outbox.record(Sample.bounce(first), leavingAlone: Self.twice, at: Sample.start)
        _ = try await send("R-2", at: Sample.start + Self.day, in: outbox)
        let (soon, late) = (Sample.start + Self.day * 2, Sample.start + Self.day * 9)
        let third = try await send("R-3", at: soon, in: outbox)
        #expect(
            try await outbox.record(Sample.bounce(third), leavingAlone: Self.twice, at: late) == bounced(1),
            "R-2 arrived before R-3 came back"
        )
        let fourth = try await send("R-4", at: late, in: outbox)
        let outcome = try await outbox.record(Sample.bounce(fourth), leavingAlone: Self.twice, at: late)
        #expect(outcome == bounced(2, muted: true))
    }

    /// Marks are months apart, and addresses are erased after one.
    @Test func theCountOutlastsTheAddress() async throws {
        let outbox = try OutboxPlace().open()
        let first = try await send("R-1", in: outbox)
        _ = try await outbox.record(Sample.bounce(first), leavingAlone: Self.twice, at: Sample.start)
        let later = Sample.start + Self.day * 60
        #expect(try await outbox.eraseSettled(before: later, limit: 9, at: later) == 1)
        #expect(try await outbox.delivery(id: first)?.bounces.map(\.reply) == [nil])
        #expect(try await outbox.record(Sample.bounce(first), leavingAlone: Self.twice, at: later) == .unmatched)
        let second = try await send("R-2", at: later, in: outbox)
        let outcome = try await outbox.record(Sample.bounce(second), leavingAlone: Self.twice, at: later)
        #expect(outcome == bounced(2, muted: true))
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
        // One that arrived begins it anew, even when it is erased itself.
        _ = try await outbox.unmute(.address(Self.address), at: later)
        let third = try await send("R-3", at: later, in: outbox)
        #expect(try await outbox.record(Sample.bounce(third), leavingAlone: Self.twice, at: later) == bounced(1))
        _ = try await send("R-4", at: later + Self.day, in: outbox)
        let end = later + Self.day * 60
        #expect(try await outbox.eraseSettled(before: end, limit: 9, at: end) == 3)
        let fifth = try await send("R-5", at: end, in: outbox)
        #expect(try await outbox.record(Sample.bounce(fifth), leavingAlone: Self.twice, at: end) == bounced(1))
    }

    @Test func anOperatorHasTheLastWord() async throws {
        let outbox = try OutboxPlace().open()
        let order = Mute(.address(Self.address), until: nil, reason: "来电要求", by: "zhang", since: Sample.start)
        var ids: [String] = []
        for record in ["R-1", "R-2", "R-3"] { ids.append(try await send(record, in: outbox)) }
        try await outbox.mute(order)
        for id in ids.prefix(2) {
            _ = try await outbox.record(Sample.bounce(id), leavingAlone: Self.twice, at: Sample.start)
        }
        #expect(try await outbox.mutes() == [order])
        // Ended by an order, it takes two more.
        #expect(try await outbox.unmute(.address(Self.address), at: Sample.start))
        let third = try await outbox.record(Sample.bounce(ids[2]), leavingAlone: Self.twice, at: Sample.start)
        #expect(third == bounced(1))
    }

    /// Those who are told of it are always written to.
    @Test func sparedAddressesAreNeverLeftAlone() async throws {
        let outbox = try OutboxPlace().open()
        for record in ["R-1", "R-2", "R-3"] {
            let id = try await send(record, to: "Duty@example.test", in: outbox)
            let bounce = Sample.bounce(id, to: "duty@example.test")
            _ = try await outbox.record(bounce, leavingAlone: Self.twice, at: Sample.start)
        }
        #expect(try await outbox.mutes() == [])
        #expect(try await outbox.counts() == [.bounced: 3])
    }

    /// An operator sends it again; the old report may come twice, or late.
    @Test(arguments: OutboxBackend.all) func whatCameBackIsSentAgainByID(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let id = try await send("R-1", in: outbox)
        let old = Sample.bounce(id, writtenAt: Sample.start)
        _ = try await outbox.record(old, leavingAlone: Self.twice, at: Sample.start)
        #expect(try await outbox.retry(.all, at: Sample.start) == 0)
        #expect(try await outbox.retry(.ids([id]), at: Sample.start) == 1)
        let later = Sample.start + Self.day
        let claim = try await outbox.claimOne(at: later)
        #expect(claim.attempt == 2 && claim.wasAmbiguous == false)
        #expect(try await outbox.record(old, leavingAlone: Self.twice, at: later) == .underWay)
        _ = try await outbox.record([Sample.receipt(claim)], at: later)
        #expect(try await outbox.record(old, leavingAlone: Self.twice, at: later) == .known)
        #expect(try await outbox.summary(id).state == .sent)
        let new = Sample.bounce(id, writtenAt: later)
        // The same delivery counts once.
        #expect(try await outbox.record(new, leavingAlone: Self.twice, at: later) == bounced(0))
        #expect(try await outbox.delivery(id: id)?.bounces.map(\.attempt) == [1, 2])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
        #expect(try await outbox.cancel(.all, reason: "测试", at: later) == 0)
        #expect(try await outbox.cancel(.ids([id]), reason: "测试", at: later) == 1)
    }

    /// As for one that failed: what came back has not been told.
    @Test func aCorrectedAddressTakesItsPlace() async throws {
        let outbox = try OutboxPlace().open()
        let id = try await send("R-1", in: outbox)
        _ = try await outbox.record(Sample.bounce(id), leavingAlone: Self.twice, at: Sample.start)
        let corrected = Sample.planned(Sample.notice("R-1"), [Sample.recipient("new@example.test")])
        let outcome = try await outbox.plan([corrected], superseded: [], holdingAbove: nil, at: Sample.start)
        #expect(outcome == PlanOutcome(newNotices: 0, newDeliveries: 1))
        #expect(
            try await outbox.outcomes() == [Self.address: "cancelled address_changed", "new@example.test": "pending"]
        )
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// It was sent on the day when it left, and came back on another.
    @Test func theDailyReportCountsWhatCameBack() async throws {
        let outbox = try OutboxPlace().open()
        let id = try await send("R-1", in: outbox)
        let (noon, next) = (Sample.start + Self.day / 2, Sample.start + Self.day)
        func report(_ span: Range<UnixTime>) async throws -> [Int] {
            let report = try await outbox.dailyReport(on: Sample.today, span: span, week: Sample.today)
            return [report.due, report.sent, report.bounced, report.failed]
        }
        #expect(try await report(Sample.start..<next) == [1, 1, 0, 0])
        _ = try await outbox.record(Sample.bounce(id), leavingAlone: Self.twice, at: noon)
        #expect(try await report(Sample.start..<next) == [1, 1, 1, 0])
        #expect(try await report(noon..<next) == [0, 0, 1, 0])
        #expect(try await report(next..<next + Self.day) == [0, 0, 0, 0])
    }

    @Test(
        arguments: [
            ("UPDATE bounce SET cause = 'refused'", "rows of bounce"), ("DELETE FROM bounce", "rows of bounce"),
            ("UPDATE bounce SET reply = '250 ok'", "rows of bounce"),
            ("UPDATE delivery SET state = 'sent', reason = NULL", "state of a delivery"),
            (
                // Another id, whatever the random one begins with.
                "INSERT INTO bounce SELECT iif(delivery_id LIKE 'b%', 'c', 'b') || substr(delivery_id, 2), 1, 1, "
                    + "cause, status, reply, 1 FROM bounce",
                "a bounce that no entry tells of"
            ),
        ]
    )
    func whateverIsDoneToABounceShows(sql: String, problem: String) async throws {
        let place = try OutboxPlace()
        let outbox = try place.open()
        let id = try await send("R-1", in: outbox)
        _ = try await outbox.record(Sample.bounce(id), leavingAlone: Self.twice, at: Sample.start)
        try await DatabaseQueue(path: place.path).writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)")
        }
        let report = try await outbox.verifyEvidence(against: nil)
        #expect(report.problems.contains { $0.english.contains(problem) }, "\(report.problems)")
    }
}
