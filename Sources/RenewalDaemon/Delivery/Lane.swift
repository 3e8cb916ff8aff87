import Logging
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import ServiceLifecycle

/// The deliveries of one channel: checks their records once more, composes and claims them, hands them to the courier
/// and writes the receipts.
///
/// At most `parallel` attempts run at once, and no more are claimed than can run: what a crash finds in `sending`
/// is what was really under way, or had a receipt on its way to disk.
struct Lane: Sendable {
    let channel: ChannelSettings
    let courier: any Courier
    let configuration: ActiveConfiguration
    let outbox: Outbox
    let clock: any Clock
    let logger: Logger
    /// Sets how many attempts run at once; learns from each.
    let health: ChannelHealth
    /// Whether the configuration of this lane is still the one in force.
    let isInForce: @Sendable () -> Bool
    /// Called after each step, so that a long queue does not look like a stuck loop.
    let onProgress: @Sendable () -> Void

    /// How long a last look holds while there is no room for the attempt.
    static let freshness: Duration = .seconds(10)
    /// Halvings of a look that takes too long; a look for one is the smallest.
    private static let mostLatecomers = 10
    /// Wait before an unreadable record is looked at again.
    static let postponement: Duration = .seconds(3600)
    /// How often a lane that is held up looks for what has fallen due meanwhile.
    static let lookAgain: Duration = .seconds(5)

    /// Sends what is due until nothing is left, the hours end, the channel itself fails, or a stop is asked for.
    ///
    /// Attempts run side by side, and new ones are claimed as soon as half of them have ended: one that hangs holds
    /// up no other. What comes next is looked at and composed meanwhile. Claims and receipts of a moment are written
    /// together (`GroupCommit`). A stop gives running attempts their grace, then cancels them; their verdicts are still
    /// written, because a write is carried to its end. So are they when a step fails; only a fault of the state file
    /// itself cancels what runs.
    ///
    /// - Throws: `OutboxError` when a claim or receipt cannot be written
    func drain() async throws -> Tally {
        var work = Work()
        await withTaskGroup(of: Ending.self) { group in
            group.addTask { await graceAfterStop() }
            while true {
                goOn(with: &work, in: &group)
                guard work.isUnderWay, let ending = await group.next() else { break }
                onProgress()
                follow(ending, of: &work, in: &group)
            }
            group.cancelAll()
        }
        if let failure = work.failure { throw failure }
        return work.tally
    }

    private typealias Tasks = TaskGroup<Ending>

    private func goOn(with work: inout Work, in group: inout Tasks) {
        if !work.ended.isEmpty, !work.isSettling {
            let ended = work.ended
            group.addTask {
                await ending(of: .settling) {
                    try await record(ended)
                    return .settled
                }
            }
            (work.ended, work.isSettling) = ([], true)
        }
        if !work.running.isEmpty, !work.isRenewing, !work.isEnding {
            group.addTask { await untilRenewal() }
            work.isRenewing = true
        }
        guard mayClaim, work.failure == nil, !work.tally.isStopped else { return }
        let width = health.width(atMost: channel.parallel)
        if !work.ready.isEmpty, work.claiming.isEmpty, work.running.count <= width / 2 {
            let next = Array(work.ready.prefix(width - work.running.count))
            work.ready.removeFirst(next.count)
            work.claiming = Set(next.map(\.id))
            group.addTask { await ending(of: .claiming) { .claimed(try await claim(next)) } }
        }
        // Begun before the last ones are claimed, so that the next are ready by then.
        if work.hasMore, work.ready.count < width, !work.isPreparing {
            let known = work.claiming.union(work.ready.map(\.id))
            let (limit, isIdle) = (max(1, width >> work.latecomers), !work.isUnderWay && known.isEmpty)
            group.addTask {
                await ending(of: .preparing) { .prepared(try await prepare(limit, besides: known, isIdle: isIdle)) }
            }
            (work.isPreparing, work.hasMore) = (true, false)
        } else if !work.hasMore, !work.isPreparing, !work.isTicking, !work.running.isEmpty {
            // Something new may fall due while an attempt drags on.
            group.addTask { await tick() }
            work.isTicking = true
        }
    }

    private func ending(of step: Step, _ body: () async throws -> Ending) async -> Ending {
        do { return try await body() } catch { return .failed(step, error) }
    }

    private func follow(_ ending: Ending, of work: inout Work, in group: inout Tasks) {
        switch ending {
        case .prepared(let preparation):
            work.isPreparing = false
            if preparation.hasMore { work.hasMore = true }
            work.tally.add(preparation)
            work.ready += preparation.ready
        case .claimed(let claimed):
            // What was not claimed may have to be looked at once more.
            if claimed.count < work.claiming.count { work.hasMore = true }
            work.latecomers = claimed.isEmpty ? min(work.latecomers + 1, Self.mostLatecomers) : 0
            work.claiming = []
            for item in claimed { group.addTask { .attempt(await attempt(item)) } }
            for item in claimed { work.running[item.delivery.id] = item.delivery.attempt }
        case .attempt(let attempt):
            work.running[attempt.delivery.id] = nil
            work.ended.append(judge(attempt, tally: &work.tally))
        case .settled: work.isSettling = false
        case .renewalDue:
            let running = work.running
            group.addTask {
                await self.ending(of: .renewing) {
                    try await renew(running)
                    return .renewed
                }
            }
        case .renewed: work.isRenewing = false
        case .failed(let step, let error): fail(step, error, of: &work, in: &group)
        case .grace:
            work.isEnding = true
            group.cancelAll()
        case .tick: (work.hasMore, work.isTicking) = (true, false)
        }
    }

    /// Claims nothing more; what runs comes to its end, unless nothing can be written any more.
    private func fail(_ step: Step, _ error: any Error, of work: inout Work, in group: inout Tasks) {
        work.failure = work.failure ?? error
        if (error as? OutboxError)?.isFatal ?? true {
            work.isEnding = true
            group.cancelAll()
        }
        switch step {
        case .preparing: work.isPreparing = false
        case .claiming: work.claiming = []
        case .settling: work.isSettling = false
        case .renewing: work.isRenewing = false
        }
    }

    private var mayClaim: Bool { !Task.isShuttingDownGracefully && !Task.isCancelled && isInForce() }

    private func graceAfterStop() async -> Ending {
        do {
            try await gracefulShutdown()
            try await clock.sleep(for: configuration.settings.delivery.stopGrace)
        } catch {
            // All attempts have ended before the grace was over.
        }
        return .grace
    }

    private func untilRenewal() async -> Ending {
        // Cancelled when the lane is empty: then there is nothing to renew.
        try? await clock.sleep(for: configuration.settings.delivery.lease / 3)
        return .renewalDue
    }

    /// Renews the leases of attempts that take longer than a third of one.
    private func renew(_ running: [String: Int]) async throws {
        onProgress()
        guard !running.isEmpty else { return }
        try await patiently {
            let now = clock.now
            try await outbox.renewLeases(running, until: now + configuration.settings.delivery.lease, at: now)
        }
    }

    private func tick() async -> Ending {
        // Cancelled when the lane is empty, which is as good a reason to look again.
        try? await clock.sleep(for: Self.lookAgain)
        return .tick
    }

    /// Claims what was made ready a moment ago.
    ///
    /// While the state file is locked, time goes on: what may leave is asked again before each try.
    ///
    /// - Returns: what may be attempted now
    func claim(_ ready: [Prepared]) async throws -> [Envelope] {
        onProgress()
        let claimed = try await patiently {
            let now = clock.now
            let fresh = mayClaim ? ready.filter { isFresh($0, at: now) }.map(\.item) : []
            guard !fresh.isEmpty else { return Set<String>() }
            return try await outbox.claim(fresh, lease: configuration.settings.delivery.lease, at: now)
        }
        return ready.map(\.item).filter { claimed.contains($0.delivery.id) }
    }

    private func isFresh(_ prepared: Prepared, at now: UnixTime) -> Bool {
        guard case .open(let minimumSeverity) = configuration.hours.gate(at: now) else { return false }
        return prepared.item.delivery.notice.severity >= minimumSeverity && now < prepared.readyAt + Self.freshness
    }

    /// Changes the outbox, and keeps at it while somebody else has the state file locked.
    ///
    /// Giving up would end the attempts under way and forget their verdicts: a mail that was accepted must not be sent
    /// again because a backup runs.
    func patiently<Value>(_ change: () async throws -> Value) async throws -> Value {
        let end = clock.uptime + configuration.settings.delivery.lease
        while true {
            do {
                return try await change()
            } catch {
                guard case OutboxError.busy = error, clock.uptime < end else { throw error }
                onProgress()
            }
        }
    }

    private func attempt(_ item: Envelope) async -> Attempt {
        Attempt(delivery: item.delivery, verdict: await verdict(on: item).hiding(item.names))
    }

    private func verdict(on item: Envelope) async -> Verdict {
        // A machine that was suspended meanwhile: what was true at the look may not be so any more, and the hours may be
        // over.
        guard clock.now < item.delivery.seenAt + configuration.settings.delivery.lease else {
            return Verdict(
                .retry,
                at: .own(.lease),
                about: nil,
                reply: "the claim had run out before the attempt began"
            )
        }
        return await courier.attempt(
            Parcel(
                deliveryID: item.delivery.id,
                recipient: item.delivery.recipient.address,
                payload: item.message.bytes,
                sentAt: clock.now
            )
        )
    }
}
