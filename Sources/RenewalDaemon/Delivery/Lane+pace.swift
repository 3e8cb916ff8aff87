import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRules

/// The pace of sending: what could leave now, but leaves later. What is urgent waits for a domain's limit alone.
extension Lane {
    /// Puts off what has a later minute of its own, and what is over the limit of its domain.
    ///
    /// - Returns: the others, in their order
    func keepPace(_ due: [DueDelivery]) async throws -> [DueDelivery] {
        let now = clock.now
        let early = due.compactMap { delivery in departure(of: delivery).map { (delivery: delivery, until: $0) } }
            .filter { $0.until > now }
        var waiting = try await postpone(early, because: .spread)
        // Limits are those of the receiver, whatever the severity.
        let many = due.filter { !waiting.contains($0.id) }.compactMap { delivery in
            wait(forDomainOf: delivery, at: now).map { (delivery: delivery, until: $0) }
        }
        waiting.formUnion(try await postpone(many, because: .domainLimit))
        return due.filter { !waiting.contains($0.id) }
    }

    /// - Returns: the ids of those that were postponed
    private func postpone(
        _ deliveries: [(delivery: DueDelivery, until: UnixTime)],
        because reason: PaceReason
    ) async throws -> Set<String> {
        guard !deliveries.isEmpty else { return [] }
        try await patiently { try await outbox.postpone(deliveries, because: reason, at: clock.now) }
        return Set(deliveries.map(\.delivery.id))
    }

    /// When a mail may leave whose domain has had enough for now; `nil` for the others, and for one whose place has come.
    private func wait(forDomainOf delivery: DueDelivery, at now: UnixTime) -> UnixTime? {
        if let place = delivery.postponement, place.reason == .domainLimit, now < place.until + DomainTally.span {
            return nil
        }
        let limits = channel.kind.descriptor.minuteLimits
        guard !limits.isEmpty, let sign = delivery.recipient.address.lastIndex(of: "@") else { return nil }
        let domain = delivery.recipient.address[sign...].dropFirst().lowercased()
        return limits[domain].flatMap { domainTally.place(in: domain, limit: $0, at: now) }
    }

    /// The minute of a delivery's own; `nil` where it leaves as soon as it can.
    private func departure(of delivery: DueDelivery) -> UnixTime? {
        let spread = configuration.settings.schedule.spread
        guard isSpread, spread > .zero, delivery.attempt == 1, delivery.postponement == nil,
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
