import Logging
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import ServiceLifecycle

/// The deliveries of one channel: rechecks their records, composes and claims them, hands them to the courier and
/// writes the receipts.
///
/// At most `parallel` attempts run at once, and no more are claimed than can run: what a crash leaves in `sending` was
/// really being sent, or its receipt was being written.
struct Lane: Sendable {
    let channel: ChannelSettings
    let courier: any Courier
    let configuration: ActiveConfiguration
    let outbox: any DeliveryStore
    /// Whether each notice waits for its own minute.
    let isSpread: Bool
    /// When its mails to limited domains begin.
    let domainTally: DomainTally
    let clock: any Clock
    let logger: Logger
    /// How the channel was doing when its lane was last emptied.
    var health: ChannelHealth
    /// Whether the configuration of this lane is still in force.
    let isInForce: @Sendable () -> Bool
    /// Called after each step, so that a long queue does not look like a stuck loop.
    let onProgress: @Sendable () -> Void

    /// How long a recheck is valid while there is no room for the attempt.
    static let freshness: Duration = .seconds(10)
    /// Wait before an unreadable record is rechecked.
    static let postponement: Duration = .seconds(3600)
    /// How often a blocked lane looks for what has become due meanwhile.
    static let lookAgain: Duration = .seconds(5)

    /// Sends what is due until nothing is left, the hours end, the channel itself fails, or a stop is asked for.
    ///
    /// What comes after what is decided by ``LaneState``; claims and receipts of a moment are written together
    /// (`GroupCommit`). A stop gives running attempts their grace, then cancels them; their verdicts are still written,
    /// because a write is carried to its end.
    ///
    /// - Returns: how it ended, with the error that ended it when a claim or receipt could not be written
    func drain() async -> LaneState {
        var state = LaneState(parallel: channel.parallel, health: health)
        await withTaskGroup(of: LaneState.Event.self) { group in
            group.addTask { await graceAfterStop() }
            var event = LaneState.Event.lookDue
            while true {
                for action in follow(event, of: &state) { carryOut(action, in: &group) }
                guard !state.isOver, let next = await group.next() else { break }
                onProgress()
                event = next
            }
        }
        return state
    }

    private func follow(_ event: LaneState.Event, of state: inout LaneState) -> [LaneState.Action] {
        var actions: [LaneState.Action] = []
        if isStopping { actions += state.follow(.stopAsked) }
        if !isInForce() { actions += state.follow(.superseded) }
        return actions + state.follow(event)
    }

    private func carryOut(_ action: LaneState.Action, in group: inout TaskGroup<LaneState.Event>) {
        switch action {
        case .prepare(let limit, let known, let isIdle):
            group.addTask {
                await event(of: .preparing) {
                    .prepared(try await prepare(limit, besides: known, isIdle: isIdle))
                }
            }
        case .claim(let ready): group.addTask { await event(of: .claiming) { .claimed(try await claim(ready)) } }
        case .send(let item): group.addTask { .attempted(await attempt(item)) }
        case .record(let ended):
            group.addTask {
                await event(of: .recording) {
                    try await record(ended)
                    return .recorded
                }
            }
        case .awaitRenewal: group.addTask { await untilRenewal() }
        case .renew(let running):
            group.addTask {
                await event(of: .renewing) {
                    try await renew(running)
                    return .renewed
                }
            }
        case .awaitLook: group.addTask { await untilLook() }
        case .cancel, .end: group.cancelAll()
        }
    }

    private func event(
        of step: LaneState.Step,
        _ body: () async throws -> LaneState.Event
    ) async -> LaneState.Event {
        do { return try await body() } catch { return .failed(step, error) }
    }

    private var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    private func graceAfterStop() async -> LaneState.Event {
        do {
            try await gracefulShutdown()
            try await clock.sleep(for: configuration.settings.delivery.stopGrace)
        } catch {
            // All attempts have ended within the grace period.
        }
        return .graceOver
    }

    private func untilRenewal() async -> LaneState.Event {
        // Cancelled when the lane is empty, and then there is nothing to renew.
        try? await clock.sleep(for: configuration.settings.delivery.lease / 3)
        return .renewalDue
    }

    /// Renews the leases of attempts that take longer than a third of one.
    private func renew(_ running: [String: Int]) async throws {
        onProgress()
        try await patiently {
            let now = clock.now
            try await outbox.renewLeases(running, until: now + configuration.settings.delivery.lease, at: now)
        }
    }

    private func untilLook() async -> LaneState.Event {
        // Cancelled when the lane is empty, which is also a reason to look again.
        try? await clock.sleep(for: Self.lookAgain)
        return .lookDue
    }

    /// Claims what was just prepared.
    ///
    /// Time passes while the state file is locked, so each try checks again what may leave.
    ///
    /// - Returns: what may be attempted now
    func claim(_ ready: [Prepared]) async throws -> [Envelope] {
        onProgress()
        let claimed = try await patiently {
            let now = clock.now
            let fresh = isStopping || !isInForce() ? [] : ready.filter { isFresh($0, at: now) }.map(\.item)
            guard !fresh.isEmpty else { return Set<String>() }
            return try await outbox.claim(
                fresh,
                lease: configuration.settings.delivery.lease,
                within: recipientLimit(at: now),
                at: now
            )
        }
        return ready.map(\.item).filter { claimed.contains($0.delivery.id) }
    }

    private func isFresh(_ prepared: Prepared, at now: UnixTime) -> Bool {
        guard case .open(let minimumSeverity) = configuration.hours.gate(at: now) else { return false }
        return prepared.item.delivery.notice.severity >= minimumSeverity && now < prepared.readyAt + Self.freshness
    }

    /// Changes the outbox, retrying while another program has the state file locked.
    ///
    /// Giving up would end running attempts and lose their verdicts: an accepted mail must not be sent again because of
    /// a backup.
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
        // The machine may have been suspended: what was true at the recheck may not be any more, and the hours may be
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
                eventID: item.delivery.eventID(composedFor: item.message.attempt),
                recipient: item.delivery.recipient.address,
                payload: item.message.bytes,
                sentAt: clock.now
            )
        )
    }
}
