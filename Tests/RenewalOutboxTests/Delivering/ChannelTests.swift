import Foundation
import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalOutbox

/// What a faulty, removed or renamed channel means for its queue.
@Suite struct ChannelTests {
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    private func states(_ outbox: Outbox) async throws -> [String] {
        try await outbox.deliveries(DeliveryFilter(limit: 50)).map { delivery in
            "\(delivery.channel) \(delivery.recipient) \(delivery.state.rawValue) \(delivery.reason ?? "")"
                .trimmingCharacters(in: .whitespaces)
        }.sorted()
    }

    @Test func faultIsKeptUntilTheChannelWorks() async throws {
        let outbox = try place.open()
        let (start, later) = (Sample.start, Sample.start + .seconds(900))
        try await outbox.channelRests("office-mail", fault: "auth 535", rests: 1, until: later, at: start)
        let again = later + .seconds(600)
        try await outbox.channelRests("office-mail", fault: "auth 535", rests: 2, until: again, at: later)
        let reopened = try place.open(.reading)
        let state = try await reopened.channelState(of: "office-mail")
        #expect(state == ChannelState(fault: "auth 535", since: start, rests: 2, restUntil: again))
        #expect(state.opening(at: later) == again)
        try await outbox.channelWorks("office-mail")
        #expect(try await outbox.channelStates().isEmpty)
    }

    @Test func whatAttemptsLearnOfServersIsKept() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        func attempt(_ contacts: [ServerContact], _ outcome: Verdict.Outcome = .retry, at now: UnixTime) async throws {
            let claim = try await outbox.claimOne(at: now)
            var verdict = Verdict(outcome, at: .smtp(.connect), about: .destination, reply: "refused")
            verdict.contacts = contacts
            let next = outcome == .delivered ? NextState.sent : .deferred(until: now)
            let receipt = Receipt(deliveryID: claim.id, attempt: claim.attempt, verdict: verdict, next: next)
            _ = try await outbox.record([receipt], at: now)
        }
        let (start, later, end) = (Sample.start, Sample.start + .seconds(900), Sample.start + .seconds(86_400))
        let away = ServerContact("a.test:465", fault: "connect refused")
        try await attempt([away, ServerContact("b.test:465", certificateEnd: end)], at: start)
        try await attempt([away, ServerContact("b.test:465")], at: later)
        let reopened = try place.open(.reading)
        let channel = "office-mail"
        let second = ChannelServer(channel: channel, server: "b.test:465", certificateEnd: end)
        #expect(
            try await reopened.channelServers() == [
                ChannelServer(channel: channel, server: "a.test:465", fault: "connect refused", since: start), second,
            ],
            "since its first fault; a connection that was there before takes no certificate away"
        )
        try await attempt([ServerContact("a.test:465", certificateEnd: later)], .delivered, at: later)
        let first = ChannelServer(channel: channel, server: "a.test:465", certificateEnd: later)
        #expect(try await reopened.channelServers() == [first, second], "it works again")
    }

    /// Somebody who fixed a fault wants to see whether it helped, not wait for the end of a rest.
    @Test(arguments: ["retry all", "retry one", "enable", "reload"])
    func retryOrderEndsTheRest(order: String) async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        let deferral = NextState.deferred(until: Sample.start + .seconds(7200))
        _ = try await outbox.record([Sample.receipt(claim, .channelAtFault, next: deferral)], at: Sample.start)
        let end = Sample.start + .seconds(3600)
        try await outbox.channelRests("office-mail", fault: "auth 535", rests: 3, until: end, at: Sample.start)
        switch order {
        case "retry all": _ = try await outbox.retry(.all, at: Sample.start)
        case "retry one": _ = try await outbox.retry(.ids([claim.id]), at: Sample.start)
        case "enable": try await outbox.enableChannel("office-mail", at: Sample.start)
        default: try await outbox.endRests()
        }
        let state = try await outbox.channelState(of: "office-mail")
        #expect(state.opening(at: Sample.start) == Sample.start)
        #expect(state.fault == "auth 535" && state.rests == 3, "the next failure rests as long as it would have")
        #expect(try await outbox.due().map(\.id) == [claim.id], "whatever time it had of its own")
    }

    @Test func holdDoesNotEndTheRest() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        let end = Sample.start + .seconds(3600)
        try await outbox.channelRests("office-mail", fault: "auth 535", rests: 1, until: end, at: Sample.start)
        _ = try await outbox.hold(.all, at: Sample.start)
        #expect(try await outbox.channelState(of: "office-mail").restUntil == end)
    }

    @Test(arguments: [nil, 3600] as [Int?]) func pausedChannelSendsNothingUntilItsEnd(seconds: Int?) async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        let ready = try await outbox.due().map { Sample.ready($0) }
        let end = seconds.map { Sample.start + .seconds($0) }
        let pause = ChannelPause(since: Sample.start, until: end, by: "office", reason: "检修")
        try await outbox.pauseChannel("office-mail", pause)
        #expect(try await outbox.claim(ready, lease: Sample.lease, at: Sample.start).isEmpty, "it was prepared before")
        #expect(try await outbox.due().isEmpty)
        let reopened = try place.open(.reading)
        let state = try await reopened.channelState(of: "office-mail")
        #expect(state.pause == pause && state.opening(at: Sample.start) == end)
        if let end {
            #expect(try await outbox.claimOne(at: end).channel == "office-mail", "a pause ends by itself")
        } else {
            #expect(try await outbox.resumeChannel("office-mail", at: Sample.start))
            #expect(try await !outbox.resumeChannel("office-mail", at: Sample.start))
            _ = try await outbox.claimOne()
        }
        #expect(try await outbox.verifyEvidence(against: nil).problems.isEmpty)
    }

    @Test func pauseAndFaultOfAChannelAreKeptApart() async throws {
        let outbox = try place.open()
        let (start, end) = (Sample.start, Sample.start + .seconds(60))
        let pause = ChannelPause(since: start, by: "office")
        try await outbox.pauseChannel("office-mail", pause)
        try await outbox.channelRests("office-mail", fault: "auth 535", rests: 1, until: end, at: start)
        try await outbox.channelWorks("office-mail")
        #expect(try await outbox.channelState(of: "office-mail") == ChannelState(pause: pause))
        try await outbox.channelRests("office-mail", fault: "auth 535", rests: 1, until: end, at: start)
        _ = try await outbox.resumeChannel("office-mail", at: start)
        let state = ChannelState(fault: "auth 535", since: start, rests: 1, restUntil: end)
        #expect(try await outbox.channelState(of: "office-mail") == state)
    }

    @Test func flushMakesDeferredDeliveriesDueAndKeepsTheirTime() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice("浙-1"))
        let claim = try await outbox.claimOne()
        let (later, end) = (Sample.start + .seconds(7200), Sample.start + .seconds(3600))
        _ = try await outbox.record([Sample.receipt(claim, .retry, next: .deferred(until: later))], at: Sample.start)
        try await outbox.channelRests("office-mail", fault: "452", rests: 1, until: end, at: Sample.start)
        try await outbox.plan(Sample.notice("浙-2"))
        let held = try #require(try await outbox.deliveries(DeliveryFilter(record: "浙-2")).first)
        _ = try await outbox.hold(.ids([held.id]), at: Sample.start)
        #expect(try await outbox.flush("desk") == 0)
        #expect(try await outbox.flush("office-mail") == 1)
        let due = try await outbox.due()
        #expect(due.map(\.id) == [claim.id], "what is held stays held")
        #expect(due.first?.firstAttemptAt == Sample.start, "its time for retries goes on")
        #expect(try await outbox.channelState(of: "office-mail").opening(at: Sample.start) == Sample.start)
        #expect(try await outbox.verifyEvidence(against: nil).problems.isEmpty)
    }

    @Test func enablingAChannelReleasesWhatItsEndpointHeld() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        let held = NextState.held(reason: NextState.endpointGone)
        _ = try await outbox.record([Sample.receipt(claim, .disabled, next: held)], at: Sample.start)
        try await outbox.disableChannel("office-mail", reason: "410", at: Sample.start)
        #expect(try await outbox.enableChannel("office-mail", at: Sample.start) == 1)
        #expect(try await states(outbox) == ["office-mail li.wei@example.test pending"])
    }

    @Test func waitingDeliveriesMoveToAnotherChannel() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice("浙-1"))
        let ambiguous = try await outbox.claimOne()
        let deferral = NextState.deferred(until: Sample.start + .seconds(600))
        _ = try await outbox.record([Sample.receipt(ambiguous, .ambiguous, next: deferral)], at: Sample.start)
        try await outbox.plan(Sample.notice("浙-2"))
        let sending = try await outbox.claimOne()
        try await outbox.plan(Sample.notice("浙-3"))
        let result = try await outbox.move(from: "office-mail", to: "new-mail", isProgram: false, at: Sample.start)
        #expect(result.moved == 1 && result.ended == 0)
        #expect(result.kept == [ambiguous.id, sending.id].sorted(), "what may have arrived stays")
        #expect(
            try await states(outbox) == [
                "new-mail li.wei@example.test pending", "office-mail li.wei@example.test cancelled moved",
                "office-mail li.wei@example.test deferred", "office-mail li.wei@example.test sending",
            ]
        )
        #expect(try await outbox.verifyEvidence(against: nil).problems.isEmpty)
        let again = try await outbox.move(from: "office-mail", to: "new-mail", isProgram: false, at: Sample.start)
        #expect(again.moved + again.ended == 0)
    }

    @Test func movingThereAndBackLosesNothing() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        for (from, to) in [("office-mail", "new-mail"), ("new-mail", "office-mail")] {
            let result = try await outbox.move(from: from, to: to, isProgram: false, at: Sample.start)
            #expect(result.moved == 1 && result.ended == 0)
        }
        #expect(
            try await states(outbox) == [
                "new-mail li.wei@example.test cancelled moved", "office-mail li.wei@example.test pending",
            ]
        )
        #expect(try await outbox.verifyEvidence(against: nil).problems.isEmpty)
    }

    @Test func deliveriesCancelledThereOrHeldDoNotMove() async throws {
        let outbox = try place.open()
        let both = [Sample.recipient(), Sample.recipient(channel: "new-mail")]
        let planned = [Sample.planned(Sample.notice("浙-1"), both)]
        _ = try await outbox.plan(planned, superseded: [], holdingAbove: nil, at: Sample.start)
        let there = try #require(try await outbox.deliveries(DeliveryFilter(channel: "new-mail")).first)
        _ = try await outbox.cancel(.ids([there.id]), reason: "测试", at: Sample.start)
        try await outbox.plan(Sample.notice("浙-2"))
        let held = try #require(try await outbox.deliveries(DeliveryFilter(record: "浙-2")).first)
        _ = try await outbox.hold(.ids([held.id]), at: Sample.start)
        let result = try await outbox.move(from: "office-mail", to: "new-mail", isProgram: false, at: Sample.start)
        #expect(result.moved == 0 && result.ended == 0 && result.kept.count == 2)
        #expect(try await outbox.counts() == [.pending: 1, .held: 1, .cancelled: 1])
    }

    @Test func duplicatesOnTheOtherChannelAreCancelled() async throws {
        let outbox = try place.open()
        let both = [Sample.recipient(), Sample.recipient(channel: "new-mail")]
        let planned = [Sample.planned(Sample.notice(), both)]
        _ = try await outbox.plan(planned, superseded: [], holdingAbove: nil, at: Sample.start)
        let result = try await outbox.move(from: "office-mail", to: "new-mail", isProgram: false, at: Sample.start)
        #expect(result.moved == 0 && result.ended == 1)
        #expect(try await outbox.counts() == [.pending: 1, .cancelled: 1])
    }

    @Test func eventsCannotMoveToMail() async throws {
        let outbox = try place.open()
        let feed = Sample.recipient("feed", channel: "feed")
        let planned = [Sample.planned(Sample.notice(), [feed])]
        _ = try await outbox.plan(planned, superseded: [], holdingAbove: nil, at: Sample.start)
        await #expect(throws: OutboxError.notMovable(from: "feed", to: "office-mail")) {
            try await outbox.move(from: "feed", to: "office-mail", isProgram: false, at: Sample.start)
        }
        #expect(try await outbox.move(from: "feed", to: "hr", isProgram: true, at: Sample.start).moved == 1)
        #expect(try await states(outbox) == ["feed feed cancelled moved", "hr hr pending"])
    }

    @Test func removedChannelCanBeCleared() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice("浙-1"))
        let sending = try await outbox.claimOne()
        try await outbox.plan(Sample.notice("浙-2"))
        let result = try await outbox.cancel(channel: "office-mail", reason: "渠道停用", at: Sample.start)
        #expect(result.ended == 1 && result.kept == [sending.id])
        #expect(try await outbox.verifyEvidence(against: nil).problems.isEmpty)
    }

    @Test func leaseIsRenewedDuringAnAttempt() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        let nearEnd = Sample.start + Sample.lease - .seconds(1)
        let renewed = nearEnd + Sample.lease
        try await outbox.renewLeases([claim.id: claim.attempt], until: renewed, at: nearEnd)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == renewed)
        // A lease that has ended is lost for good.
        try await outbox.renewLeases([claim.id: claim.attempt], until: renewed + Sample.lease, at: renewed)
        #expect(try await outbox.nextAttempt(channel: "office-mail") == renewed)
    }
}

/// The bell beside the state file.
@Suite struct BellTests {
    @Test func onlyTheDaemonHearsTheBell() async throws {
        let place = try OutboxPlace()
        let daemon = try place.open()
        let command = try place.open(.operatorCommand)
        #expect(command.ringBell() == .nobody)
        let bell = try #require(daemon.hangBell())
        let mode = try FileManager.default.attributesOfItem(atPath: place.path + ".bell")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        var rings = bell.rings.makeAsyncIterator()
        #expect(command.ringBell() == .heard)
        #expect(await rings.next() != nil)
        bell.takeDown()
        #expect(command.ringBell() == .nobody)
    }

    @Test func staleBellIsReplaced() async throws {
        let place = try OutboxPlace()
        let daemon = try place.open()
        let abandoned = try #require(daemon.hangBell())
        let bell = try #require(daemon.hangBell())
        var rings = bell.rings.makeAsyncIterator()
        #expect(daemon.ringBell() == .heard)
        #expect(await rings.next() != nil)
        withExtendedLifetime(abandoned) {}
    }

    @Test func tooLongPathHasNoBell() throws {
        let place = try OutboxPlace()
        let long = place.directory.appending(path: String(repeating: "长", count: 60)).path
        #expect(Bell(stateFile: long) == nil)
        #expect(Bell.ring(stateFile: long) == .unavailable)
    }
}
