import Logging
import RenewalConfig
import RenewalOutbox
import RenewalRules

/// From a verdict to the delivery's next state.
extension Lane {
    /// Writes what an attempt came to.
    func record(_ verdict: Verdict, on delivery: DueDelivery) async throws {
        let now = clock.now
        let decision = RetryDecision(delivery: assembly.settings.delivery, kind: channel.kind)
        let next = decision.nextState(
            after: verdict,
            of: delivery.notice.key.audience,
            age: (delivery.firstAttemptAt ?? now).duration(to: now),
            at: now,
            chance: assembly.chance()
        )
        let receipt = Receipt(deliveryID: delivery.id, attempt: delivery.attempt, verdict: verdict, next: next)
        let disbelieved = try await patiently { try await outbox.record([receipt], at: now) }
        if verdict.outcome == .disabled {
            try await patiently { try await outbox.disableChannel(channel.name, reason: verdict.reply, at: now) }
        }
        var metadata: Logger.Metadata = [
            "delivery.id": "\(delivery.id)", "delivery.channel": "\(channel.name)",
            "delivery.attempt": "\(delivery.attempt)", "notice.kind": "\(delivery.notice.key.kind.rawValue)",
            "verdict": "\(verdict.outcome.rawValue)", "verdict.stage": "\(verdict.stage)",
            "verdict.code": "\(verdict.code.map(String.init) ?? "-")", "lease.lost": "\(!disbelieved.isEmpty)",
        ]
        // A reply may repeat the address: for those who look for the cause only.
        if logger.logLevel <= .debug { metadata["verdict.reply"] = "\(verdict.reply)" }
        logger.log(level: level(of: verdict), "delivery attempt ended", metadata: metadata)
    }

    /// Counts a verdict, and tells a fault of the channel from a refusal of one message.
    func judge(_ verdict: Verdict, tally: inout Tally) {
        tally.outcomes[verdict.outcome, default: 0] += 1
        if health.learn(from: verdict) { tally.channelFault = verdict }
        switch verdict.outcome {
        case .disabled: tally.channelFault = verdict
        case .hold:
            tally.refusals += 1
            let isAboutRecipient = ["rcpt", "data", "end-of-data"].contains(verdict.stage)
            if !isAboutRecipient || tally.refusals >= Self.refusalsInARow { tally.channelFault = verdict }
        case .delivered: tally.refusals = 0
        case .retry, .permanent, .ambiguous: break
        }
    }

    private func level(of verdict: Verdict) -> Logger.Level {
        switch verdict.outcome {
        case .delivered, .retry: .debug
        case .permanent, .hold, .ambiguous, .disabled: .warning
        }
    }
}
