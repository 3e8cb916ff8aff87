import Logging
import RenewalConfig
import RenewalDelivery
import RenewalOutbox
import RenewalRules

/// From a verdict to the delivery's next state.
extension Lane {
    /// An attempt that has ended.
    struct Attempt: Hashable, Sendable {
        let delivery: DueDelivery
        let verdict: Verdict
        /// The channel was at fault and works again with this attempt.
        var isRecovery = false
    }

    /// Writes the results of some attempts.
    func record(_ ended: [Attempt]) async throws {
        let now = clock.now
        let receipts = ended.map { receipt(of: $0, at: now) }
        let disbelieved = Set(try await patiently { try await outbox.record(receipts, at: now) })
        for attempt in ended where attempt.verdict.outcome == .disabled {
            // In our own words, because they remain long after the other side's are erased.
            let reason = "the endpoint said that it is gone (\(attempt.verdict.place))"
            try await patiently { try await outbox.disableChannel(channel.name, reason: reason, at: now) }
        }
        for attempt in ended { log(attempt, isLost: disbelieved.contains(attempt.delivery.id)) }
        guard ended.contains(where: \.isRecovery) else { return }
        try await patiently { try await outbox.channelWorks(channel.name) }
        logger.log(.channelWorks, ["delivery.channel": "\(channel.name)"])
    }

    private func receipt(of attempt: Attempt, at now: UnixTime) -> Receipt {
        let (delivery, verdict) = (attempt.delivery, attempt.verdict)
        let decision = RetryDecision(delivery: configuration.settings.delivery, kind: channel.kind)
        let next = decision.nextState(
            after: verdict,
            of: delivery.notice.key.audience,
            age: (delivery.firstAttemptAt ?? now).duration(to: now),
            at: now,
            chance: configuration.chance()
        )
        return Receipt(
            deliveryID: delivery.id,
            attempt: delivery.attempt,
            verdict: verdict,
            next: next,
            dueAt: next == .sent ? dueInstant(of: delivery) : nil
        )
    }

    /// Since when a delivery counts as late: what the pace of sending has put off, only from then on.
    private func dueInstant(of delivery: DueDelivery) -> UnixTime {
        delivery.postponement?.until ?? opening(for: delivery)
    }

    /// When a delivery could first have left: what was missed, from its day on; all else, since it was planned.
    func opening(for delivery: DueDelivery) -> UnixTime {
        let start =
            delivery.wasMissed
            ? configuration.calendar.instant(atMinute: 0, of: delivery.notice.dueOn) : delivery.createdAt
        return configuration.hours.opening(for: delivery.notice.severity, notBefore: start)
    }

    private func log(_ attempt: Attempt, isLost: Bool) {
        let (delivery, verdict) = (attempt.delivery, attempt.verdict)
        for contact in verdict.passedOver {
            let fault = "\(contact.server): \(contact.fault ?? "")"
            logger.log(.serverPassedOver, ["delivery.channel": "\(channel.name)", "fault": "\(fault)"])
        }
        let (message, level) = message(about: verdict)
        guard level >= logger.logLevel else { return }
        var metadata: Logger.Metadata = [
            "delivery.id": "\(delivery.id)", "delivery.channel": "\(channel.name)",
            "delivery.attempt": "\(delivery.attempt)", "notice.kind": "\(delivery.notice.key.kind.rawValue)",
            "record.id": "\(delivery.notice.key.series.record.id)",
            "verdict": "\(verdict.outcome.rawValue)", "verdict.stage": "\(verdict.step.name)",
            "verdict.code": "\(verdict.code.map(String.init) ?? "-")", "lease.lost": "\(isLost)",
        ]
        // A reply may repeat the address, so it is only for those who look for the cause.
        if logger.logLevel <= .debug { metadata["verdict.reply"] = "\(verdict.reply)" }
        logger.log(message, metadata, level: level)
    }

    private func message(about verdict: Verdict) -> (LogMessage, Logger.Level) {
        switch verdict.outcome {
        case .delivered, .retry: (.attemptEnded, .debug)
        case .channelAtFault: (.attemptEnded, .warning)
        case .permanent: (.deliveryRefused, LogMessage.deliveryRefused.level)
        case .ambiguous: (.deliveryAmbiguous, LogMessage.deliveryAmbiguous.level)
        case .disabled: (.channelDisabled, LogMessage.channelDisabled.level)
        }
    }
}
