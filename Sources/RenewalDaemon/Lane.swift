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
/// is what was really under way.
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
    }

    /// Sends what is due until nothing is left, the hours end, the channel itself fails, or a stop is asked for.
    ///
    /// Attempts run side by side, and new ones are claimed as soon as half of them have ended: one that hangs holds
    /// up no other. A stop gives running attempts their grace, then cancels them; their verdicts are still written,
    /// because the task that writes is not the one that is cancelled.
    ///
    /// - Throws: `OutboxError` when a claim or receipt cannot be written
    func drain() async throws -> Tally {
        var tally = Tally()
        try await withThrowingTaskGroup(of: Ending.self) { group in
            group.addTask { await graceAfterStop() }
            var running = 0
            var hasMore = true
            var isTicking = false
            while true {
                let width = health.width(atMost: channel.parallel)
                if hasMore, mayClaim(tally), running <= width / 2 {
                    let limit = width - running
                    let prepared = try await take(limit, isIdle: running == 0, tally: &tally)
                    hasMore = prepared != nil
                    for item in prepared ?? [] {
                        group.addTask { .attempt(item.claim, await attempt(item)) }
                        running += 1
                    }
                    if hasMore, running == 0 { continue }
                }
                if running > 0, !hasMore, !isTicking, mayClaim(tally) {
                    // Something new may fall due while an attempt drags on.
                    group.addTask { await tick() }
                    isTicking = true
                }
                guard running > 0, let ending = try await group.next() else { break }
                onProgress()
                switch ending {
                case .grace: group.cancelAll()
                case .tick: (hasMore, isTicking) = (true, false)
                case .attempt(let claim, let verdict):
                    running -= 1
                    try await record(verdict, on: claim, tally: &tally)
                }
            }
            group.cancelAll()
        }
        return tally
    }

    /// What a task of the lane ended with.
    private enum Ending: Sendable {
        case attempt(ClaimedDelivery, Verdict)
        /// The stop was asked for, and its grace is over.
        case grace
        /// Time to look again for something to claim.
        case tick
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
    ///
    /// - Returns: those that may leave, perhaps none; `nil` when there is nothing to claim just now
    private func take(_ limit: Int, isIdle: Bool, tally: inout Tally) async throws -> [Prepared]? {
        guard case .open(let minimumSeverity) = assembly.hours.gate(at: clock.now) else { return nil }
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
        return claims.isEmpty ? nil : try await prepare(claims, tally: &tally)
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
