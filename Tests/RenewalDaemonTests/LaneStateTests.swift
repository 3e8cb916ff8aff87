import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// What a lane does next, as tables of what has happened and what is to be done; deliveries are named by numbers.
@Suite struct LaneStateTests {
    private typealias Play = [(happens: LaneState.Event, done: String)]

    /// Plays the events one after the other, and compares the actions after each.
    @discardableResult
    private func play(
        parallel: Int = 2,
        health: ChannelHealth = ChannelHealth(),
        _ play: Play,
        _ location: SourceLocation = #_sourceLocation
    ) -> LaneState {
        var state = LaneState(parallel: parallel, health: health)
        for (number, step) in play.enumerated() {
            let done = state.follow(step.happens).map(\.words).joined(separator: ", ")
            #expect(done == step.done, "step \(number + 1)", sourceLocation: location)
        }
        return state
    }

    private func prepared(_ numbers: Int..., more: Bool = false) -> LaneState.Event {
        .prepared(Lane.Preparation(ready: numbers.map(Delivery.prepared), hasMore: more))
    }

    private func claimed(_ numbers: Int...) -> LaneState.Event { .claimed(numbers.map(Delivery.envelope)) }

    private func delivered(_ number: Int) -> LaneState.Event {
        ended(number, Verdict(.delivered, at: .file, about: .message, reply: "ok"))
    }

    private func ended(_ number: Int, _ verdict: Verdict) -> LaneState.Event {
        .attempted(Lane.Attempt(delivery: Delivery.due(number), verdict: verdict))
    }

    private static let refused = Verdict(.retry, at: .smtp(.connect), about: .destination, reply: "refused")
    private static let badLogin = Verdict(.channelAtFault, at: .smtp(.auth), about: .sender, code: 535, reply: "no")
    private static let busy = OutboxError.busy(path: "state.db")

    /// A channel that works well enough for so many attempts at once.
    private func health(ofWidth width: Int) -> ChannelHealth {
        var health = ChannelHealth()
        while health.width(atMost: width) < width {
            _ = health.learn(from: Verdict(.delivered, at: .file, about: .message, reply: "ok"))
        }
        return health
    }

    @Test func nothingDueEndsAtOnce() {
        let end = play([(.lookDue, "prepare 2 idle"), (prepared(), "end"), (.lookDue, "")])
        #expect(end.isOver && end.failure == nil && end.rest == nil)
    }

    @Test func aQueueIsEmptiedAndEachIsSentOnce() {
        let end = play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2, more: true), "claim 1 2, prepare 2 besides 1 2"),
            (claimed(1, 2), "send 1, send 2, await renewal"),
            (prepared(3), "await look"),
            (delivered(1), "record 1, claim 3"),
            (claimed(3), "send 3"),
            (delivered(2), ""),
            (.recorded, "record 2"),
            (delivered(3), ""),
            (.recorded, "record 3"),
            (.recorded, "end"),
        ])
        #expect(end.tally.outcomes == [.delivered: 3])
    }

    /// What comes next is claimed when half of what may run has ended, however long the other half takes.
    @Test func anAttemptThatHangsLeavesHalfTheRoomToOthers() {
        play(
            parallel: 4,
            health: health(ofWidth: 4),
            [
                (.lookDue, "prepare 4 idle"),
                (prepared(1, 2, 3, 4, more: true), "claim 1 2 3 4, prepare 4 besides 1 2 3 4"),
                (claimed(1, 2, 3, 4), "send 1, send 2, send 3, send 4, await renewal"),
                (prepared(5, 6, 7, 8, more: true), ""),
                (delivered(2), "record 2"),
                (delivered(3), "claim 5 6, prepare 4 besides 5 6 7 8"),
                (claimed(5, 6), "send 5, send 6"),
            ]
        )
    }

    @Test func noMoreAreClaimedThanTheChannelAllows() {
        play(
            parallel: 16,
            [
                (.lookDue, "prepare 2 idle"),
                (prepared(1, 2, 3, 4, 5, 6), "claim 1 2"),
                (claimed(1, 2), "send 1, send 2, await renewal, await look"),
                (delivered(1), "record 1, claim 3"),
                (claimed(3), "send 3"),
                (delivered(2), "claim 4"),
                (claimed(4), "send 4"),
                // After two rounds of successes there is room for a third attempt.
                (delivered(3), "claim 5 6"),
            ]
        )
    }

    /// Something may fall due while one attempt drags on.
    @Test func aLaneThatIsHeldUpLooksAgain() {
        play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1), "claim 1"),
            (claimed(1), "send 1, await renewal, await look"),
            (.lookDue, "prepare 2"),
            (prepared(2), "claim 2, await look"),
            (claimed(2), "send 2"),
        ])
    }

    @Test func theLeasesOfWhatRunsAreRenewed() {
        play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2), "claim 1 2"),
            (claimed(1, 2), "send 1, send 2, await renewal, await look"),
            (.renewalDue, "renew 1 2"),
            (.renewed, "await renewal"),
            (delivered(1), "record 1"),
            (.renewalDue, "renew 2"),
            (.recorded, ""),
            (delivered(2), "record 2"),
            (.renewed, ""),
            (.recorded, "end"),
        ])
    }

    /// Of those that could not be claimed somebody else has one, or it was looked at too long ago.
    @Test func whatCouldNotBeClaimedIsNotSentAndLookedAtAgain() {
        play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2), "claim 1 2"),
            (claimed(2), "send 2, await renewal, prepare 2"),
            (prepared(), "await look"),
            (delivered(2), "record 2"),
            (.recorded, "end"),
        ])
    }

    /// Looks that take longer than what they found stays fresh are made for half as many each time.
    @Test func slowRecheckShrinksTheBatch() {
        play(
            parallel: 8,
            health: health(ofWidth: 8),
            [
                (.lookDue, "prepare 8 idle"),
                (prepared(1, 2, 3), "claim 1 2 3"),
                (claimed(), "prepare 4 idle"),
                (prepared(1, 2, 3), "claim 1 2 3"),
                (claimed(), "prepare 2 idle"),
                (prepared(1, 2), "claim 1 2"),
                (claimed(), "prepare 1 idle"),
                (prepared(1), "claim 1"),
                (claimed(), "prepare 1 idle"),
                (prepared(1), "claim 1"),
                (claimed(1), "send 1, await renewal, await look"),
                (.lookDue, "prepare 8"),
            ]
        )
    }

    /// Only a lane without anything under way may take an ended lease for a lost one.
    @Test func aLaneIsIdleOnlyWithNothingUnderWay() {
        play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, more: true), "claim 1, prepare 2 besides 1"),
            (claimed(1), "send 1, await renewal"),
            (prepared(more: true), "prepare 2"),
            (delivered(1), "record 1"),
            (prepared(more: true), "prepare 2"),
            (.recorded, ""),
            (prepared(more: true), "prepare 2 idle"),
        ])
    }

    @Test func fiveFaultsInARowEndTheLaneWithARest() {
        let end = play(
            parallel: 1,
            [
                (.lookDue, "prepare 1 idle"),
                (prepared(1, 2, 3, 4, 5, 6), "claim 1"),
                (claimed(1), "send 1, await renewal, await look"),
                (ended(1, Self.refused), "record 1, claim 2"),
                (claimed(2), "send 2"),
                (ended(2, Self.refused), "claim 3"),
                (.recorded, "record 2"),
                (claimed(3), "send 3"),
                (ended(3, Self.refused), "claim 4"),
                (claimed(4), "send 4"),
                (ended(4, Self.refused), "claim 5"),
                (claimed(5), "send 5"),
                (ended(5, Self.refused), ""),
                (.recorded, "record 3 4 5"),
                (.recorded, "end"),
            ]
        )
        #expect(end.rest == ChannelHealth.Rest(fault: Self.refused, length: .seconds(60), number: 1))
        #expect(end.health.width(atMost: 1) == 1 && end.tally.outcomes == [.retry: 5])
    }

    /// After a rest one attempt tries whether the channel is back; one fault makes the next rest twice as long.
    @Test(arguments: [(true, nil), (false, Duration.seconds(120))])
    func oneAttemptTriesAChannelThatHasRested(isBack: Bool, rest: Duration?) {
        var health = ChannelHealth()
        health.resume(afterRests: 1)
        let end = play(
            parallel: 8,
            health: health,
            [
                (.lookDue, "prepare 1 idle"),
                (prepared(1), "claim 1"),
                (claimed(1), "send 1, await renewal, await look"),
                (isBack ? delivered(1) : ended(1, Self.refused), isBack ? "record 1, works again" : "record 1"),
                (.recorded, "end"),
            ]
        )
        #expect(end.rest?.length == rest)
        #expect(end.health.width(atMost: 8) == (isBack ? 2 : 1))
    }

    /// What runs beside the attempt that met the fault comes to its end.
    @Test func aFaultOfTheChannelClaimsNothingMore() {
        let end = play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2, 3), "claim 1 2"),
            (claimed(1, 2), "send 1, send 2, await renewal, await look"),
            (ended(1, Self.badLogin), "record 1"),
            (.lookDue, ""),
            (delivered(2), ""),
            (.recorded, "record 2"),
            (.recorded, "end"),
        ])
        #expect(end.rest?.length == ChannelHealth.restAfterRefusal)
    }

    @Test func aFaultUnderAnEarlierConfigurationRestsNothing() {
        let end = play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2), "claim 1 2"),
            (claimed(1, 2), "send 1, send 2, await renewal, await look"),
            (.superseded, ""),
            (ended(1, Self.badLogin), "record 1"),
            (ended(2, Self.badLogin), ""),
            (.recorded, "record 2"),
            (.recorded, "end"),
        ])
        #expect(end.rest == nil && end.tally.channelFault == Self.badLogin)
    }

    @Test func aRegistryThatCannotBeReadClaimsNothingMore() {
        let fault = Lane.Preparation(registryFault: .cancelled)
        let end = play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, more: true), "claim 1, prepare 2 besides 1"),
            (claimed(1), "send 1, await renewal"),
            (.prepared(fault), ""),
            (delivered(1), "record 1"),
            (.recorded, "end"),
        ])
        #expect(end.tally.registryFault == .cancelled && end.rest == nil)
    }

    /// A stop claims nothing more; after the grace what runs is cancelled, and its verdicts are written all the same.
    @Test func aStopWhileSendingWritesEveryVerdict() {
        let cancelled = Verdict(.ambiguous, at: .smtp(.endOfData), about: nil, reply: "stopped")
        let end = play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2, 3), "claim 1 2"),
            (claimed(1, 2), "send 1, send 2, await renewal, await look"),
            (.stopAsked, ""),
            (delivered(1), "record 1"),
            (.graceOver, "cancel"),
            (.renewalDue, "renew 2"),
            (.renewed, ""),
            (ended(2, cancelled), ""),
            (.recorded, "record 2"),
            (.recorded, "end"),
        ])
        #expect(end.tally.outcomes == [.delivered: 1, .ambiguous: 1] && end.rest == nil)
    }

    @Test func aStopBeforeTheBeginningDoesNothing() { play([(.stopAsked, "end"), (.lookDue, "")]) }

    @Test func whatWasClaimedBeforeTheStopIsSent() {
        play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2), "claim 1 2"),
            (.stopAsked, ""),
            (claimed(1), "send 1, await renewal"),
            (delivered(1), "record 1"),
            (.recorded, "end"),
        ])
    }

    /// A file that is locked for too long ends the claiming; no other receipt is lost with the one that failed.
    @Test(arguments: [LaneState.Step.recording, .renewing, .preparing])
    func aBusyStateFileLetsWhatRunsComeToItsEnd(step: LaneState.Step) {
        let end = play(
            parallel: 4,
            health: health(ofWidth: 4),
            [
                (.lookDue, "prepare 4 idle"),
                (prepared(1, 2, 3, 4, more: true), "claim 1 2 3 4, prepare 4 besides 1 2 3 4"),
                (claimed(1, 2, 3, 4), "send 1, send 2, send 3, send 4, await renewal"),
                (.renewalDue, "renew 1 2 3 4"),
                (delivered(1), "record 1"),
                (delivered(2), ""),
                (.failed(step, Self.busy), step == .recording ? "record 2" : step == .renewing ? "await renewal" : ""),
            ]
        )
        #expect(!end.isOver && end.failure as? OutboxError == Self.busy)
        #expect(throws: Self.busy) { try end.result() }
    }

    @Test func aReceiptThatCannotBeWrittenTakesNoOtherWithIt() {
        let end = play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2, 3), "claim 1 2"),
            (claimed(1, 2), "send 1, send 2, await renewal, await look"),
            (ended(1, Self.badLogin), "record 1"),
            (.failed(.recording, Self.busy), ""),
            (delivered(2), "record 2"),
            (.recorded, "end"),
        ])
        #expect(end.rest == nil, "a lane that failed leaves the rest to the next one")
    }

    @Test func aStateFileThatCannotBeWrittenCancelsWhatRuns() {
        play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2), "claim 1 2"),
            (claimed(1, 2), "send 1, send 2, await renewal, await look"),
            (delivered(1), "record 1"),
            (.failed(.recording, OutboxError.writeFailed(reason: Phrase("磁盘空间已满", "disk full"))), "cancel"),
            (ended(2, Self.refused), "record 2"),
            (.recorded, "end"),
        ])
    }

    @Test func aClaimThatFailsSendsNothing() {
        play([
            (.lookDue, "prepare 2 idle"),
            (prepared(1, 2), "claim 1 2"),
            (.failed(.claiming, Self.busy), "end"),
        ])
    }

    /// Whatever happens, in whatever order: each claim is for what is not under way, each send for what was claimed, and
    /// each verdict is written once.
    @Test(arguments: 1...200) func nothingIsSentTwiceInAnyOrder(seed: UInt64) {
        var lane = RandomLane(seed: seed)
        lane.run()
        #expect(lane.problems.isEmpty)
        #expect(lane.state.isOver)
    }
}

/// Carries the actions of a lane out against a queue of numbers, and lets chance decide what ends first, and how.
private struct RandomLane {
    private enum Standing { case pending, claimed, sending, sent }

    private(set) var state: LaneState
    private(set) var problems: [String] = []
    private var chance: SplitMix
    private let parallel: Int
    private var deliveries: [Int: Standing]
    /// What has been begun and brings an event.
    private var begun: [LaneState.Action] = []

    init(seed: UInt64) {
        chance = SplitMix(seed: seed)
        parallel = Int.random(in: 1...6, using: &chance)
        state = LaneState(parallel: parallel, health: ChannelHealth())
        deliveries = Dictionary(uniqueKeysWithValues: (1...30).map { ($0, .pending) })
    }

    mutating func run() {
        var event = LaneState.Event.lookDue
        for _ in 1...10_000 where !state.isOver {
            if happens(onceIn: 200) { take(state.follow(.stopAsked)) }
            take(state.follow(event))
            guard let next = begun.indices.randomElement(using: &chance) else { break }
            event = ending(of: begun.remove(at: next))
        }
        expect(state.isOver, "is never over")
    }

    private mutating func take(_ actions: [LaneState.Action]) {
        for action in actions {
            switch action {
            case .claim(let ready):
                expect(ready.count <= parallel, "claims \(ready.count)")
                for one in ready {
                    expect(standing(one.id) == .pending, "claims \(one.id), which is under way")
                }
            case .send(let item):
                expect(standing(item.delivery.id) == .claimed, "sends \(item.delivery.id), which is not claimed")
                deliveries[number(item.delivery.id)] = .sending
                let running = deliveries.values.count { $0 == .sending }
                expect(running <= parallel, "\(running) side by side")
            case .end:
                expect(!begun.contains(where: \.mustEnd), "ends with steps under way")
                expect(!deliveries.values.contains(.sending), "ends while something is sent")
            case .prepare, .record, .awaitRenewal, .renew, .awaitLook, .cancel: break
            }
            switch action {
            case .cancel, .end: break
            case .prepare, .claim, .send, .record, .awaitRenewal, .renew, .awaitLook: begun.append(action)
            }
        }
    }

    /// What comes of an action, and what it leaves in the queue.
    private mutating func ending(of action: LaneState.Action) -> LaneState.Event {
        switch action {
        case .prepare(let limit, let known, _):
            if happens(onceIn: 100) { return .failed(.preparing, OutboxError.busy(path: "state.db")) }
            let found = deliveries.filter { $0.value == .pending && !known.contains("\($0.key)") }.keys.sorted()
            let ready = found.prefix(limit).filter { _ in !happens(onceIn: 10) }
            return .prepared(
                Lane.Preparation(ready: ready.map(Delivery.prepared), hasMore: found.count > limit)
            )
        case .claim(let ready):
            if happens(onceIn: 100) { return .failed(.claiming, OutboxError.busy(path: "state.db")) }
            let claimed = ready.filter { _ in !happens(onceIn: 10) }.map(\.item)
            for item in claimed { deliveries[number(item.delivery.id)] = .claimed }
            return .claimed(claimed)
        case .send(let item):
            let outcome = Verdict.Outcome.allCases.randomElement(using: &chance) ?? .delivered
            let isFault = happens(onceIn: 3)
            let verdict = Verdict(isFault ? outcome : .delivered, at: .file, about: .message, reply: "")
            deliveries[number(item.delivery.id)] = .sent
            return .attempted(Lane.Attempt(delivery: item.delivery, verdict: verdict))
        case .record(let ended):
            for attempt in ended {
                let id = attempt.delivery.id
                expect(deliveries.removeValue(forKey: number(id)) == .sent, "writes the verdict on \(id) twice")
            }
            return happens(onceIn: 100) ? .failed(.recording, OutboxError.busy(path: "state.db")) : .recorded
        case .awaitRenewal: return .renewalDue
        case .renew: return .renewed
        case .awaitLook, .cancel, .end: return .lookDue
        }
    }

    private mutating func happens(onceIn count: Int) -> Bool { Int.random(in: 0..<count, using: &chance) == 0 }

    private func standing(_ id: String) -> Standing? { deliveries[number(id)] }

    private func number(_ id: String) -> Int { Int(id) ?? 0 }

    private mutating func expect(_ holds: Bool, _ problem: String) { if !holds { problems.append(problem) } }
}

/// Deliveries by their numbers.
private enum Delivery {
    static func due(_ number: Int) -> DueDelivery {
        let record = RecordID(type: .registration, id: "R-\(number)")
        let series = NoticeSeries(record: record, expires: .first)
        let key = NoticeKey(series: series, kind: .windowOpen, milestone: .event, audience: .holder)
        return DueDelivery(
            id: "\(number)",
            noticeID: "notice \(number)",
            notice: Notice(key: key, dueOn: .first, severity: .info, rules: []),
            foundOn: .first,
            wasMissed: false,
            channel: "mail",
            recipient: Recipient(channel: "mail", address: "p\(number)@example.test", name: nil, language: .chinese),
            attempt: 1,
            firstAttemptAt: nil,
            createdAt: UnixTime(seconds: 0),
            wasAmbiguous: false,
            frozen: nil,
            lineCount: 0,
            seenAt: UnixTime(seconds: 0)
        )
    }

    static func envelope(_ number: Int) -> Envelope {
        Envelope(due(number)) { FrozenMessage(attempt: 1, subject: "", bytes: []) }
    }

    static func prepared(_ number: Int) -> Lane.Prepared {
        Lane.Prepared(item: envelope(number), readyAt: UnixTime(seconds: 0))
    }
}

extension LaneState.Action {
    /// Whether a lane may not end before it; nobody needs leases of attempts that have ended.
    fileprivate var mustEnd: Bool {
        switch self {
        case .prepare, .claim, .send, .record: true
        case .awaitRenewal, .renew, .awaitLook, .cancel, .end: false
        }
    }

    /// The action as the tables spell it.
    fileprivate var words: String {
        switch self {
        case .prepare(let limit, let known, let isIdle):
            let besides = known.isEmpty ? "" : " besides \(Self.list(known))"
            return "prepare \(limit)\(besides)\(isIdle ? " idle" : "")"
        case .claim(let ready): return "claim \(Self.list(ready.map(\.id)))"
        case .send(let item): return "send \(item.delivery.id)"
        case .record(let ended):
            let isBack = ended.contains(where: \.isRecovery)
            return "record \(Self.list(ended.map(\.delivery.id)))\(isBack ? ", works again" : "")"
        case .awaitRenewal: return "await renewal"
        case .renew(let running): return "renew \(Self.list(running.keys))"
        case .awaitLook: return "await look"
        case .cancel: return "cancel"
        case .end: return "end"
        }
    }

    private static func list(_ ids: some Sequence<String>) -> String { ids.sorted().joined(separator: " ") }
}
