import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRules

/// The pace of sending: what could leave now, but leaves later. What is urgent is not kept back.
extension Lane {
    /// Puts off what has a later minute of its own.
    ///
    /// - Returns: the others, in their order
    func keepPace(_ due: [DueDelivery]) async throws -> [DueDelivery] {
        let now = clock.now
        let early = due.compactMap { delivery in
            departure(of: delivery).map { (delivery: delivery, until: $0) }
        }.filter { $0.until > now }
        guard !early.isEmpty else { return due }
        try await patiently { try await outbox.postpone(early, because: .spread, at: clock.now) }
        let ids = Set(early.map(\.delivery.id))
        return due.filter { !ids.contains($0.id) }
    }

    /// The minute of a delivery's own; `nil` where it leaves as soon as it can.
    private func departure(of delivery: DueDelivery) -> UnixTime? {
        let spread = configuration.settings.schedule.spread
        guard isSpread, spread > .zero, delivery.attempt == 1, delivery.postponedUntil == nil,
            delivery.notice.severity < .urgent
        else { return nil }
        return configuration.hours.departure(of: delivery.id, within: spread, from: opening(for: delivery))
    }

    /// What one of the channel's recipients gets in a day; `nil` where that is not limited.
    func recipientLimit(at now: UnixTime) -> RecipientLimit? {
        let count = configuration.settings.delivery.maxPerRecipientPerDay
        guard count > 0, channel.kind.descriptor.reach == .mailboxes else { return nil }
        let day = configuration.calendar.day(of: now)
        let tomorrow = configuration.calendar.instant(atMinute: 0, of: day.adding(days: 1))
        return RecipientLimit(
            count: count,
            day: day,
            resumesAt: configuration.hours.opening(for: .info, notBefore: tomorrow)
        )
    }
}
