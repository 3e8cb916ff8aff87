import RenewalDelivery
import RenewalOutbox

/// What a lane does next: events in, actions out, and no clock, database or courier within.
///
/// ``Lane`` carries the actions out and tells what came of them. At most as many attempts run as the health of the
/// channel allows; the next ones are claimed when half of them have ended, and looked at and composed meanwhile.
/// A step that fails and a stop end the claiming only: what runs comes to its end, and its verdict is written. Only a
/// fault of the state file itself and the end of the grace after a stop cancel what runs.
struct LaneState: Sendable {
    /// What has happened.
    enum Event: Sendable {
        /// Something may be due: the first event of a lane, and one that repeats while an attempt drags on.
        case lookDue
        case prepared(Lane.Preparation)
        /// Of those to be claimed these were.
        case claimed([Envelope])
        case attempted(Lane.Attempt)
        case recorded
        /// The leases of what runs have used up a good part of their time.
        case renewalDue
        case renewed
        case failed(Step, any Error)
        case stopAsked
        /// Another configuration is in force.
        case superseded
        /// The stop was asked for, and what runs has had its time.
        case graceOver
    }

    /// Steps that can fail.
    enum Step { case preparing, claiming, recording, renewing }

    /// What is to be done; each but the last two brings an event in the end.
    enum Action: Hashable, Sendable {
        /// Look for so many and compose them, besides those that are known; a lane that is idle has lost the leases that
        /// have ended.
        case prepare(limit: Int, besides: Set<String>, isIdle: Bool)
        case claim([Lane.Prepared])
        case send(Envelope)
        case record([Lane.Attempt])
        case awaitRenewal
        /// The ids of what runs, with the numbers of the attempts.
        case renew([String: Int])
        case awaitLook
        /// End what runs.
        case cancel
        /// Nothing is under way, and nothing comes any more.
        case end
    }

    private(set) var tally = Lane.Tally()
    /// Determines how many attempts run at once, and learns from each.
    private(set) var health: ChannelHealth
    /// The first error of a step.
    private(set) var failure: (any Error)?
    /// The rest that the channel needs once the lane has ended; `nil` for none.
    private(set) var rest: ChannelHealth.Rest?
    private(set) var isOver = false

    private let parallel: Int
    /// Rechecked and composed, but not claimed yet.
    private var ready: [Lane.Prepared] = []
    /// Those whose claims are being written.
    private var claiming: Set<String> = []
    /// Running attempts: the ids of their deliveries, with the attempt numbers.
    private var running: [String: Int] = [:]
    /// Ended attempts whose results are not being written yet.
    private var ended: [Lane.Attempt] = []
    private var isRecording = false
    private var isRenewing = false
    private var isPreparing = false
    private var isAwaitingLook = false
    private var mayClaim = true
    private var isSuperseded = false
    /// What runs is being ended; its leases need no more time.
    private var isCancelled = false
    /// Whether there may be something left to look at.
    private var hasMore = false
    /// How often in a row everything prepared was too old; each time the next lookup is halved.
    private var latecomers = 0

    /// Halvings of a lookup that takes too long, down to a single delivery.
    private static let mostLatecomers = 10

    /// Begins with the health the channel had; at most `parallel` attempts run side by side.
    init(parallel: Int, health: ChannelHealth) { (self.parallel, self.health) = (parallel, health) }

    /// Takes note of what has happened.
    ///
    /// - Returns: what is to be done now, in this order; nothing once the lane has ended
    mutating func follow(_ event: Event) -> [Action] {
        guard !isOver else { return [] }
        let actions = consequences(of: event) + writing() + sending()
        guard !isUnderWay else { return actions }
        isOver = true
        // Faults met under an earlier configuration say nothing about the present one.
        if let fault = tally.channelFault, failure == nil, !isSuperseded { rest = health.rest(after: fault) }
        return actions + [.end]
    }

    /// What the lane came to.
    ///
    /// - Throws: what a step failed with first
    func result() throws -> Lane.Tally {
        if let failure { throw failure }
        return tally
    }

    private mutating func consequences(of event: Event) -> [Action] {
        switch event {
        case .lookDue: (hasMore, isAwaitingLook) = (true, false)
        case .prepared(let preparation):
            isPreparing = false
            hasMore = hasMore || preparation.hasMore
            tally.add(preparation)
            ready += preparation.ready
        case .claimed(let claimed):
            // What was not claimed may have to be rechecked.
            if claimed.count < claiming.count { hasMore = true }
            latecomers = claimed.isEmpty ? min(latecomers + 1, Self.mostLatecomers) : 0
            claiming = []
            for item in claimed { running[item.delivery.id] = item.delivery.attempt }
            return claimed.map(Action.send)
        case .attempted(let attempt):
            running[attempt.delivery.id] = nil
            ended.append(judge(attempt))
        case .recorded: isRecording = false
        case .renewalDue:
            guard running.isEmpty else { return [.renew(running)] }
            isRenewing = false
        case .renewed: isRenewing = false
        case .failed(let step, let error): return fail(step, error)
        case .stopAsked: mayClaim = false
        case .superseded: (mayClaim, isSuperseded) = (false, true)
        case .graceOver: return cancel()
        }
        return []
    }

    /// Counts a verdict, and distinguishes a channel fault from a refusal of one message.
    private mutating func judge(_ attempt: Lane.Attempt) -> Lane.Attempt {
        tally.outcomes[attempt.verdict.outcome, default: 0] += 1
        var judged = attempt
        switch health.learn(from: attempt.verdict) {
        case .opens: tally.channelFault = attempt.verdict
        case .recovers: judged.isRecovery = true
        case .none: break
        }
        return judged
    }

    /// Claims nothing more; running attempts are completed, unless nothing can be written any more.
    private mutating func fail(_ step: Step, _ error: any Error) -> [Action] {
        failure = failure ?? error
        switch step {
        case .preparing: isPreparing = false
        case .claiming: claiming = []
        case .recording: isRecording = false
        case .renewing: isRenewing = false
        }
        return (error as? OutboxError)?.isFatal ?? true ? cancel() : []
    }

    private mutating func cancel() -> [Action] {
        isCancelled = true
        return [.cancel]
    }

    /// What keeps the verdicts of what has ended, and the leases of what runs.
    private mutating func writing() -> [Action] {
        var actions: [Action] = []
        if !ended.isEmpty, !isRecording {
            actions.append(.record(ended))
            (ended, isRecording) = ([], true)
        }
        if !running.isEmpty, !isRenewing, !isCancelled {
            actions.append(.awaitRenewal)
            isRenewing = true
        }
        return actions
    }

    /// What brings the next attempts on their way.
    private mutating func sending() -> [Action] {
        guard mayClaim, failure == nil, !tally.isStopped else { return [] }
        var actions: [Action] = []
        let width = health.width(atMost: parallel)
        if !ready.isEmpty, claiming.isEmpty, running.count <= width / 2 {
            let next = Array(ready.prefix(width - running.count))
            ready.removeFirst(next.count)
            claiming = Set(next.map(\.id))
            actions.append(.claim(next))
        }
        // Started before the last ones are claimed, so that the next are ready by then.
        if hasMore, ready.count < width, !isPreparing {
            let known = claiming.union(ready.map(\.id))
            let isIdle = !isUnderWay && known.isEmpty
            actions.append(.prepare(limit: max(1, width >> latecomers), besides: known, isIdle: isIdle))
            (isPreparing, hasMore) = (true, false)
        } else if !hasMore, !isPreparing, !isAwaitingLook, !running.isEmpty {
            // Something new may become due while an attempt drags on.
            actions.append(.awaitLook)
            isAwaitingLook = true
        }
        return actions
    }

    private var isUnderWay: Bool { !running.isEmpty || isRecording || isPreparing || !claiming.isEmpty }
}
