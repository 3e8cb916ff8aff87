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

    /// Wait before an unreadable record is looked at again.
    static let postponement: Duration = .seconds(3600)

    /// What emptying the lane came to.
    struct Tally: Hashable, Sendable {
        var outcomes: [Verdict.Outcome: Int] = [:]
        var withdrawn = 0
        /// Claimed while the record could not be read; tried again later.
        var postponed = 0
        /// The courier reported a fault of the channel as a whole; the rest waits.
        var channelFault: Verdict?
        /// The registry could not be read for the last look; the claims were given back.
        var registryFault: RegistryError?

        var isStopped: Bool { channelFault != nil || registryFault != nil }
    }

    /// Sends what is due until nothing is left, the channel itself fails, or a stop is asked for.
    ///
    /// Attempts run side by side, and new ones are claimed as soon as half of them have ended: one that hangs holds
    /// up no other. A stop gives running attempts their grace, then cancels them; their verdicts are still written,
    /// because the task that writes is not the one that is cancelled.
    ///
    /// - Throws: `OutboxError` when a claim or receipt cannot be written
    func drain(minimumSeverity: Severity) async throws -> Tally {
        var tally = Tally()
        try await withThrowingTaskGroup(of: Ending.self) { group in
            group.addTask { await graceAfterStop() }
            var running = 0
            var hasMore = true
            while true {
                if hasMore, mayClaim(tally), running <= channel.parallel / 2 {
                    let limit = channel.parallel - running
                    let prepared = try await take(limit, minimumSeverity: minimumSeverity, tally: &tally)
                    hasMore = prepared != nil
                    for item in prepared ?? [] {
                        group.addTask { .attempt(item.claim, await attempt(item)) }
                        running += 1
                    }
                    if hasMore, running == 0 { continue }
                }
                guard running > 0, let ending = try await group.next() else { break }
                switch ending {
                case .grace: group.cancelAll()
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
    }

    private func mayClaim(_ tally: Tally) -> Bool {
        !Task.isShuttingDownGracefully && !Task.isCancelled && !tally.isStopped
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

    /// Claims up to `limit` deliveries and makes them ready.
    ///
    /// - Returns: those that may leave, perhaps none; `nil` when there was nothing to claim
    private func take(_ limit: Int, minimumSeverity: Severity, tally: inout Tally) async throws -> [Prepared]? {
        let claims = try await outbox.claim(
            channel: channel.name,
            limit: limit,
            lease: assembly.settings.delivery.lease,
            minimumSeverity: minimumSeverity,
            at: clock.now
        )
        return claims.isEmpty ? nil : try await prepare(claims, tally: &tally)
    }

    /// A claim whose bytes are stored and may leave.
    private struct Prepared: Sendable {
        let claim: ClaimedDelivery
        let bytes: [UInt8]
    }

    /// Re-reads the records, settles what must not leave now, and freezes the bytes of the rest.
    private func prepare(_ claims: [ClaimedDelivery], tally: inout Tally) async throws -> [Prepared] {
        let findings: [Recheck.Finding]
        do {
            findings = try await Recheck(assembly: assembly, outbox: outbox).findings(on: claims, at: clock.now)
        } catch .registry(let error) {
            try await outbox.unclaim(claims, at: clock.now)
            tally.registryFault = error
            return []
        } catch .outbox(let error) {
            throw error
        }
        try await settle(zip(claims, findings), tally: &tally)
        return try await freeze(zip(claims, findings))
    }

    /// Withdraws what no longer holds, and puts off what cannot be told.
    private func settle(
        _ findings: Zip2Sequence<[ClaimedDelivery], [Recheck.Finding]>,
        tally: inout Tally
    ) async throws {
        var withdrawals: [Withdrawal] = []
        var replacements: [PlannedNotice] = []
        var receipts: [Receipt] = []
        for (claim, finding) in findings {
            switch finding {
            case .send: break
            case .withdraw(let reason, let replacement):
                withdrawals.append(Withdrawal(deliveryID: claim.id, attempt: claim.attempt, reason: reason))
                replacements += [replacement].compactMap(\.self)
            case .postpone(let reason):
                let verdict = Verdict(.hold, stage: "recheck", reply: reason)
                let next = NextState.deferred(until: clock.now + Self.postponement)
                receipts.append(
                    Receipt(deliveryID: claim.id, attempt: claim.attempt, verdict: verdict, next: next)
                )
            }
        }
        if !withdrawals.isEmpty {
            try await outbox.withdraw(withdrawals, replacements: replacements, at: clock.now)
        }
        if !receipts.isEmpty { _ = try await outbox.record(receipts, at: clock.now) }
        tally.withdrawn += withdrawals.count
        tally.postponed += receipts.count
    }

    private func freeze(
        _ findings: Zip2Sequence<[ClaimedDelivery], [Recheck.Finding]>
    ) async throws -> [Prepared] {
        var prepared: [Prepared] = []
        var fresh: [FrozenPayload] = []
        for case (let claim, .send(let dossier)) in findings {
            if let frozen = claim.frozen {
                prepared.append(Prepared(claim: claim, bytes: frozen.bytes))
            } else {
                let payload = try assembly.composer.compose(claim, about: dossier, through: channel, at: clock.now)
                fresh.append(payload)
                prepared.append(Prepared(claim: claim, bytes: payload.bytes))
            }
        }
        if !fresh.isEmpty { try await outbox.freeze(fresh, at: clock.now) }
        return prepared
    }

    private func attempt(_ item: Prepared) async -> Verdict {
        await courier.attempt(
            Parcel(
                deliveryID: item.claim.id,
                recipient: item.claim.recipient.address,
                payload: item.bytes,
                sentAt: clock.now
            )
        )
    }

    private func record(_ verdict: Verdict, on claim: ClaimedDelivery, tally: inout Tally) async throws {
        let now = clock.now
        let decision = RetryDecision(delivery: assembly.settings.delivery, kind: channel.kind)
        let next = decision.nextState(
            after: verdict,
            attempt: claim.attempt,
            age: (claim.firstAttemptAt ?? now).duration(to: now),
            at: now,
            chance: Double.random(in: 0..<1)
        )
        let receipt = Receipt(deliveryID: claim.id, attempt: claim.attempt, verdict: verdict, next: next)
        let disbelieved = try await outbox.record([receipt], at: now)
        tally.outcomes[verdict.outcome, default: 0] += 1
        if verdict.outcome == .hold || verdict.outcome == .disabled { tally.channelFault = verdict }
        if verdict.outcome == .disabled {
            try await outbox.disableChannel(channel.name, reason: verdict.reply, at: now)
        }
        logger.log(
            level: level(of: verdict),
            "delivery attempt ended",
            metadata: [
                "delivery.id": "\(claim.id)", "delivery.channel": "\(channel.name)",
                "delivery.attempt": "\(claim.attempt)", "notice.kind": "\(claim.notice.key.kind.rawValue)",
                "verdict": "\(verdict.outcome.rawValue)", "verdict.stage": "\(verdict.stage)",
                "verdict.code": "\(verdict.code.map(String.init) ?? "-")",
                "lease.lost": "\(!disbelieved.isEmpty)",
            ]
        )
    }

    private func level(of verdict: Verdict) -> Logger.Level {
        switch verdict.outcome {
        case .delivered, .retry: .debug
        case .permanent, .hold, .ambiguous, .disabled: .warning
        }
    }
}
