import Logging
import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import ServiceLifecycle

/// The deliveries of one channel: claims them, checks the record once more, hands them to the courier and writes
/// the receipts.
///
/// At most `parallel` attempts run at once, and no more are claimed than can run: what a crash finds in `sending`
/// is what was really under way, or had a receipt on its way to disk.
struct Lane: Sendable {
    let channel: ChannelSettings
    let courier: any Courier
    let assembly: Assembly
    let outbox: Outbox
    let clock: any Clock
    let logger: Logger
    /// Sets how many attempts run at once; learns from each.
    let health: ChannelHealth
    /// Whether the configuration of this lane is still the one in force.
    let isInForce: @Sendable () -> Bool
    /// Called after each step, so that a long queue does not look like a stuck loop.
    let onProgress: @Sendable () -> Void

    /// Wait before an unreadable record is looked at again.
    static let postponement: Duration = .seconds(3600)
    /// How often a lane that is held up looks for what has fallen due meanwhile.
    static let lookAgain: Duration = .seconds(5)
    /// So many refusals in a row at single recipients mean that the relay refuses us, not them.
    static let refusalsInARow = 5

    /// What emptying the lane came to.
    struct Tally: Hashable, Sendable {
        var outcomes: [Verdict.Outcome: Int] = [:]
        var withdrawn = 0
        /// Claimed while the record could not be read; tried again later.
        var postponed = 0
        /// The courier reported a fault of the channel as a whole; the rest waits.
        var channelFault: Verdict?
        /// Refusals of policy at single recipients since the last success.
        var refusals = 0
        /// The registry could not be read for the last look; the claims were given back.
        var registryFault: RegistryError?

        /// Attempts that did not end with an acceptance, and faults that kept them from being made.
        var setBack: Int {
            outcomes.filter { $0.key != .delivered }.reduce(registryFault == nil ? 0 : 1) { $0 + $1.value }
        }

        var isStopped: Bool { channelFault != nil || registryFault != nil }

        mutating func add(_ taken: Taken) {
            withdrawn += taken.withdrawn
            postponed += taken.postponed
            registryFault = registryFault ?? taken.registryFault
        }
    }

    /// Sends what is due until nothing is left, the hours end, the channel itself fails, or a stop is asked for.
    ///
    /// Attempts run side by side, and new ones are claimed as soon as half of them have ended: one that hangs holds
    /// up no other. Claims and receipts are written meanwhile, those of a moment together (`GroupCommit`). A stop gives
    /// running attempts their grace, then cancels them; their verdicts are still written, because a write is carried
    /// to its end.
    ///
    /// - Throws: `OutboxError` when a claim or receipt cannot be written
    func drain() async throws -> Tally {
        var work = Work()
        try await withThrowingTaskGroup(of: Ending.self) { group in
            group.addTask { await graceAfterStop() }
            while true {
                goOn(with: &work, in: &group)
                guard work.isUnderWay, let ending = try await group.next() else { break }
                onProgress()
                follow(ending, of: &work, in: &group)
            }
            group.cancelAll()
        }
        return work.tally
    }

    /// What a lane is busy with.
    private struct Work {
        var tally = Tally()
        /// Attempts under way.
        var running = 0
        /// Writes of what became of attempts.
        var settling = 0
        var isTaking = false
        var isTicking = false
        /// Whether there may be something left to claim.
        var hasMore = true

        var isUnderWay: Bool { running + settling > 0 || isTaking }
    }

    /// What a task of the lane ended with.
    private enum Ending: Sendable {
        case taken(Taken)
        case attempt(ClaimedDelivery, Verdict)
        case settled
        /// The stop was asked for, and its grace is over.
        case grace
        /// Time to look again for something to claim.
        case tick
    }

    private typealias Tasks = ThrowingTaskGroup<Ending, any Error>

    private func goOn(with work: inout Work, in group: inout Tasks) {
        guard mayClaim(work.tally) else { return }
        let width = health.width(atMost: channel.parallel)
        if work.hasMore, !work.isTaking, work.running <= width / 2 {
            let (limit, isIdle) = (width - work.running, !work.isUnderWay)
            group.addTask { .taken(try await take(limit, isIdle: isIdle)) }
            work.isTaking = true
        } else if !work.hasMore, !work.isTicking, work.running > 0 {
            // Something new may fall due while an attempt drags on.
            group.addTask { await tick() }
            work.isTicking = true
        }
    }

    private func follow(_ ending: Ending, of work: inout Work, in group: inout Tasks) {
        switch ending {
        case .taken(let taken):
            (work.isTaking, work.hasMore) = (false, !taken.isNothing)
            work.tally.add(taken)
            for item in taken.ready { group.addTask { .attempt(item.claim, await attempt(item)) } }
            work.running += taken.ready.count
        case .attempt(let claim, let verdict):
            work.running -= 1
            judge(verdict, tally: &work.tally)
            group.addTask {
                try await record(verdict, on: claim)
                return .settled
            }
            work.settling += 1
        case .settled: work.settling -= 1
        case .grace: group.cancelAll()
        case .tick: (work.hasMore, work.isTicking) = (true, false)
        }
    }

    private func mayClaim(_ tally: Tally) -> Bool {
        !Task.isShuttingDownGracefully && !Task.isCancelled && !tally.isStopped && isInForce()
    }

    private func graceAfterStop() async -> Ending {
        do {
            try await gracefulShutdown()
            try await clock.sleep(for: assembly.settings.delivery.stopGrace)
        } catch {
            // All attempts have ended before the grace was over.
        }
        return .grace
    }

    private func tick() async -> Ending {
        // Cancelled when the lane is empty, which is as good a reason to look again.
        try? await clock.sleep(for: Self.lookAgain)
        return .tick
    }

    /// Claims up to `limit` deliveries and makes them ready.
    private func take(_ limit: Int, isIdle: Bool) async throws -> Taken {
        guard case .open(let minimumSeverity) = assembly.hours.gate(at: clock.now) else { return .nothing }
        onProgress()
        let claims = try await patiently {
            try await outbox.claim(
                channel: channel.name,
                limit: limit,
                lease: assembly.settings.delivery.lease,
                minimumSeverity: minimumSeverity,
                lostLeases: isIdle ? assembly.settings.delivery.onAmbiguous : nil,
                at: clock.now
            )
        }
        return claims.isEmpty ? .nothing : try await prepare(claims)
    }

    /// Changes the outbox, and keeps at it while somebody else has the state file locked.
    ///
    /// Giving up would end the attempts under way and forget their verdicts: a mail that was accepted must not be sent
    /// again because a backup runs.
    func patiently<Value>(_ change: () async throws -> Value) async throws -> Value {
        let end = clock.uptime + assembly.settings.delivery.lease
        while true {
            do {
                return try await change()
            } catch {
                guard case OutboxError.busy = error, clock.uptime < end else { throw error }
                onProgress()
            }
        }
    }

    private func attempt(_ item: Prepared) async -> Verdict {
        // A machine that was suspended meanwhile: what was true at the claim may not be so any more, the hours may be
        // over, and bytes that came too late were not stored.
        guard clock.now < item.claim.leaseUntil else {
            return Verdict(.retry, stage: "lease", reply: "the claim had run out before the attempt began")
        }
        return await courier.attempt(
            Parcel(
                deliveryID: item.claim.id,
                recipient: item.claim.recipient.address,
                payload: item.bytes,
                sentAt: clock.now
            )
        )
    }
}
