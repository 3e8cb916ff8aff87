import GRDB
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

/// Who is muted, what that leaves in the outbox, and what becomes of it when the mute ends.
@Suite struct MuteTests {
    private static let address = "li.wei@example.test"
    private let notice = Sample.notice()

    private func mute(_ party: MutedParty, until day: CalendarDate? = nil, at now: UnixTime = Sample.start) -> Mute {
        Mute(party, until: day, reason: "来电要求", by: "zhang", since: now)
    }

    private func plan(_ outbox: any OutboxStore, _ heard: [String] = [], muted: [String] = []) async throws
        -> PlanOutcome
    {
        let planned = PlannedNotice(
            notice: notice,
            foundOn: Sample.today,
            recipients: heard.map { Sample.recipient($0) },
            muted: muted.map { Sample.recipient($0) }
        )
        return try await outbox.plan([planned], superseded: [], holdingAbove: nil, at: Sample.start)
    }

    private func events(_ outbox: any OutboxStore) async throws -> [String] {
        try await outbox.evidence(after: 0, limit: 100).map { record in
            [record.link.entry.event.rawValue, record.link.entry.state?.rawValue].compactMap(\.self).joined(
                separator: " "
            )
        }
    }

    @Test(arguments: OutboxBackend.all) func aMuteStandsUntilItIsEnded(_ backend: OutboxBackend) async throws {
        let place = try backend.makePlace()
        let outbox = try place.open()
        let mutes = [
            mute(.record(notice.key.series.record), until: Sample.expires),
            mute(.person("P-1"), at: Sample.start + .seconds(1)),
            mute(.address(Self.address), at: Sample.start + .seconds(2)),
        ]
        for mute in mutes { try await outbox.mute(mute) }
        #expect(try await outbox.mutes() == mutes)
        #expect(try await place.open(.reading).mutes() == mutes)
        #expect(try await outbox.unmute(.person("P-1"), at: Sample.start))
        #expect(try await !outbox.unmute(.person("P-1"), at: Sample.start))
        #expect(try await outbox.mutes() == [mutes[0], mutes[2]])
        #expect(try await events(outbox) == ["muted", "muted", "muted", "unmuted"])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test(arguments: OutboxBackend.all) func aSecondOrderChangesTheFirst(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.mute(mute(.person("P-1")))
        let longer = mute(.person("P-1"), until: Sample.expires, at: Sample.start + .seconds(9))
        try await outbox.mute(longer)
        #expect(try await outbox.mutes() == [longer])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test(arguments: OutboxBackend.all) func anEntryNamesWhomAsLongAsTheMuteStands(_ backend: OutboxBackend)
        async throws
    {
        let outbox = try backend.makePlace().open()
        try await outbox.mute(mute(.address(Self.address)))
        let entries = { try await outbox.evidence(after: 0, limit: 9) }
        #expect(try await entries().map(\.muted) == [.address(Self.address)])
        _ = try await outbox.unmute(.address(Self.address), at: Sample.start)
        #expect(try await entries().map(\.muted) == [nil, nil])
        let names = try await entries().map(\.link.entry.mutedName)
        let name = try #require(outbox.secret.map(MutedParty.address(Self.address).name))
        #expect(names == [name, name])
        #expect(try await entries().allSatisfy { $0.link.entry.detail?.contains("li.wei") == false })
    }

    /// The trace by which lists and evidence say why somebody got nothing.
    @Test(arguments: OutboxBackend.all) func aMutedRecipientLeavesATrace(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        #expect(try await plan(outbox, muted: [Self.address]) == PlanOutcome(newNotices: 1, newDeliveries: 0))
        #expect(try await outbox.outcomes() == [Self.address: "cancelled muted"])
        #expect(try await events(outbox) == ["planned pending", "cancelled cancelled"])
        #expect(try await outbox.due().isEmpty)
        #expect(try await plan(outbox, muted: [Self.address]) == PlanOutcome(newNotices: 0, newDeliveries: 0))
        #expect(try await events(outbox).count == 2)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test(arguments: OutboxBackend.all) func aMutedNoticeStillTakesThePlaceOfAnEarlierOne(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice("浙-0001", .monthsBefore(6)), to: "earlier@example.test")
        _ = try await plan(outbox, muted: [Self.address])
        #expect(try await outbox.outcomes()[Self.address] == "cancelled muted")
        #expect(try await outbox.outcomes()["earlier@example.test"]?.hasPrefix("superseded ") == true)
    }

    @Test(arguments: OutboxBackend.all) func afterTheMuteTheNoticeIsPlannedOnce(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        _ = try await plan(outbox, muted: [Self.address])
        let record = notice.key.series.record
        #expect(try await outbox.history(of: [record]).muted == [notice.key])
        #expect(try await plan(outbox, [Self.address]) == PlanOutcome(newNotices: 0, newDeliveries: 1))
        #expect(try await outbox.history(of: [record]).muted == [])
        #expect(try await plan(outbox, [Self.address]) == PlanOutcome(newNotices: 0, newDeliveries: 0))
        let claim = try await outbox.claimOne()
        _ = try await outbox.record([Sample.receipt(claim)], at: Sample.start)
        _ = try await plan(outbox, [Self.address])
        _ = try await plan(outbox, muted: [Self.address])
        #expect(try await outbox.outcomes() == [Self.address: "sent"])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test(arguments: OutboxBackend.all) func anAddressCorrectedMeanwhileIsUsed(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        _ = try await plan(outbox, muted: [Self.address])
        _ = try await plan(outbox, ["new@example.test"])
        _ = try await plan(outbox, ["new@example.test"])
        #expect(try await outbox.outcomes() == [Self.address: "cancelled muted", "new@example.test": "pending"])
    }

    @Test(arguments: OutboxBackend.all) func whatWaitsIsPlannedAgainAfterTheMute(_ backend: OutboxBackend) async throws
    {
        let outbox = try backend.makePlace().open()
        _ = try await plan(outbox, [Self.address])
        let waiting = try #require(try await outbox.due().first)
        let withdrawal = Withdrawal(deliveryID: waiting.id, attempt: waiting.attempt, reason: .muted)
        try await outbox.withdraw([withdrawal], replacements: [], at: Sample.start)
        #expect(try await outbox.outcomes() == [Self.address: "cancelled muted"])
        #expect(try await plan(outbox, muted: [Self.address]).newDeliveries == 0)
        #expect(try await plan(outbox, [Self.address]).newDeliveries == 1)
        #expect(try await outbox.due().map(\.id) == [waiting.id])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// Longer than the time of `retention`, also after an attempt whose reply was erased.
    @Test(arguments: OutboxBackend.all, [false, true])
    func aLongMuteLosesNothing(_ backend: OutboxBackend, hasAttempt: Bool) async throws {
        let outbox = try backend.makePlace().open()
        if hasAttempt {
            _ = try await plan(outbox, [Self.address])
            let claim = try await outbox.claimOne()
            let later = NextState.deferred(until: Sample.start + .seconds(1))
            _ = try await outbox.record([Sample.receipt(claim, .retry, next: later)], at: Sample.start)
            let due = try #require(try await outbox.due(at: Sample.start + .seconds(1)).first)
            let withdrawal = Withdrawal(deliveryID: due.id, attempt: due.attempt, reason: .muted)
            try await outbox.withdraw([withdrawal], replacements: [], at: Sample.start + .seconds(1))
        } else {
            _ = try await plan(outbox, muted: [Self.address])
        }
        let later = Sample.start + .seconds(40 * 86_400)
        #expect(try await outbox.eraseSettled(before: later, limit: 9, at: later) == 1)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
        #expect(try await plan(outbox, muted: [Self.address]).newDeliveries == 0)
        #expect(try await plan(outbox, [Self.address]).newDeliveries == 1)
        #expect(try await outbox.outcomes() == [Self.address: "pending"])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
        let claim = try await outbox.claimOne(at: later)
        #expect(claim.recipient == Sample.recipient())
        _ = try await outbox.record([Sample.receipt(claim)], at: later)
        #expect(try await plan(outbox, [Self.address]).newDeliveries == 0)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// Its lines wait for the next digest, also when that is the same one, unmuted on the same day.
    @Test(arguments: OutboxBackend.all) func aMutedDigestKeepsItsLines(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let digest = Sample.digest()
        try await outbox.plan(lines: ["浙-1", "浙-2"], of: digest)
        let due = try #require(try await outbox.due().first)
        let withdrawal = Withdrawal(deliveryID: due.id, attempt: due.attempt, reason: .muted)
        try await outbox.withdraw([withdrawal], replacements: [], at: Sample.start)
        #expect(try await outbox.openLines(after: nil, limit: 9).count == 2)
        let digests = [PlannedDigest(digest, of: [digest.notice.key.series.record])]
        _ = try await outbox.planDigests(digests, holdingAbove: nil, at: Sample.start)
        #expect(try await outbox.digestLines(of: digest.notice.key.noticeID).count == 2)
        #expect(try await outbox.due().map(\.lineCount) == [2])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// One who has already received the digest would never hear of a line that it takes afterwards.
    @Test(arguments: OutboxBackend.all) func aDigestThatHasLeftTakesNoMoreLines(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let first = Sample.digest()
        func digest(heard: [String], muted: [String]) -> PlannedNotice {
            PlannedNotice(
                notice: first.notice,
                foundOn: Sample.today,
                recipients: heard.map { Sample.recipient($0) },
                muted: muted.map { Sample.recipient($0) }
            )
        }
        try await outbox.plan(lines: ["浙-1"], of: digest(heard: ["a@example.test"], muted: ["b@example.test"]))
        let claim = try await outbox.claimOne()
        _ = try await outbox.record([Sample.receipt(claim)], at: Sample.start)
        try await outbox.plan(lines: ["浙-2"], of: digest(heard: ["a@example.test", "b@example.test"], muted: []))
        #expect(try await outbox.outcomes() == ["a@example.test": "sent", "b@example.test": "pending"])
        #expect(try await outbox.digestLines(of: first.notice.key.noticeID).map(\.key.series.record.id) == ["浙-1"])
        #expect(try await outbox.openLines(after: nil, limit: 9).map(\.record.id) == ["浙-2"])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// An attempt that did not arrive is composed again, with the lines that came meanwhile.
    @Test(arguments: OutboxBackend.all) func aDigestThatDidNotArriveTakesItsLinesAgain(_ backend: OutboxBackend)
        async throws
    {
        let outbox = try backend.makePlace().open()
        let digest = Sample.digest()
        try await outbox.plan(lines: ["浙-1"], of: digest)
        let claim = try await outbox.claimOne()
        let later = Sample.start + .seconds(1)
        _ = try await outbox.record([Sample.receipt(claim, .retry, next: .deferred(until: later))], at: Sample.start)
        let due = try #require(try await outbox.due(at: later).first)
        let withdrawal = Withdrawal(deliveryID: due.id, attempt: due.attempt, reason: .muted)
        try await outbox.withdraw([withdrawal], replacements: [], at: later)
        try await outbox.plan(lines: ["浙-2"], of: digest)
        #expect(try await outbox.due(at: later).map(\.lineCount) == [2])
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// The time of `retention` ends what names somebody who wanted to be left alone, but no mute that holds.
    @Test(arguments: OutboxBackend.all) func anEndedMuteIsForgottenInTime(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let lasting = [mute(.person("P-1")), mute(.person("P-2"), until: Sample.expires)]
        for mute in lasting { try await outbox.mute(mute) }
        try await outbox.mute(mute(.address(Self.address), until: Sample.today))
        _ = try await outbox.eraseSettled(before: Sample.start, limit: 9, at: Sample.start)
        #expect(try await outbox.mutes().count == 3)
        let later = Sample.start + .seconds(3 * 86_400)
        _ = try await outbox.eraseSettled(before: later, limit: 9, at: later)
        #expect(Set(try await outbox.mutes()) == Set(lasting))
        #expect(try await events(outbox).last == "unmuted")
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test func thereAreNoMoreMutesThanAPassCanRead() async throws {
        let place = try OutboxPlace()
        let outbox = try place.open()
        try await DatabaseQueue(path: place.path).write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                    INSERT INTO mute (name, kind, party, muted_by, muted_ms)
                    SELECT 'person ' || n, 'person', 'P-' || n, 'zhang', 1 FROM number
                    """,
                arguments: [Mute.limit]
            )
        }
        await #expect(throws: OutboxError.tooManyMutes(limit: Mute.limit)) {
            try await outbox.mute(mute(.person("P-0")))
        }
    }

    @Test func aMuteHoldsThroughItsLastDay() {
        let party = MutedParty.person("P-1")
        let mute = mute(party, until: Sample.today)
        #expect(mute.holds(on: Sample.today) && !mute.holds(on: Sample.today.adding(days: 1)))
        #expect(Mutes([mute], on: Sample.today.adding(days: 1)) == .none)
        #expect(self.mute(party).holds(on: .last))
    }

    @Test func anAddressIsMutedInAnySpelling() {
        let mutes = Mutes([mute(.address("li.wei@example.test"))], on: Sample.today)
        #expect(mutes.silence(address: "Li.Wei@Example.test") && !mutes.silence(address: "wei@example.test"))
    }
}
