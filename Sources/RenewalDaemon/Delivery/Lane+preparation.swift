import Logging
import RenewalConfig
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// From what is due to messages that may leave once they are claimed.
extension Lane {
    /// A delivery that may be claimed, unless it waits for long.
    struct Prepared: Hashable, Sendable {
        let item: Envelope
        /// When it was composed.
        let readyAt: UnixTime

        var id: String { item.delivery.id }
    }

    /// What became of a look at what is due.
    struct Preparation: Sendable {
        var ready: [Prepared] = []
        var withdrawn = 0
        var postponed = 0
        var registryFault: RegistryError?
        /// What hides some of the records.
        var contentFault: RegistryError?
        /// The deliveries about them.
        var hidden: [String] = []
        /// Whether there may be more to look at.
        var hasMore = false
    }

    /// Looks for up to `limit` deliveries, reads their records once more, settles what must not leave now and composes
    /// the messages of the rest.
    ///
    /// Nothing of it is claimed: a crash leaves no trace.
    ///
    /// - Parameters:
    ///   - limit: the most to look at
    ///   - known: those that are ready already, and those whose claims are being written
    ///   - isIdle: whether no attempt of this lane is under way, so that a lease that has ended is a lost one
    /// - Returns: what may be claimed, and what became of the rest
    /// - Throws: `OutboxError`
    func prepare(_ limit: Int, besides known: Set<String>, isIdle: Bool) async throws -> Preparation {
        guard case .open(let minimumSeverity) = configuration.hours.gate(at: clock.now) else { return Preparation() }
        onProgress()
        let found = try await patiently {
            try await outbox.due(
                channel: channel.name,
                limit: limit,
                besides: known,
                minimumSeverity: minimumSeverity,
                lostLeases: isIdle ? configuration.settings.delivery.onAmbiguous : nil,
                at: clock.now
            )
        }
        guard !found.deliveries.isEmpty else { return Preparation(hasMore: found.mayBeMore) }
        let findings: [Recheck.Finding]
        switch try await patiently({ try await recheck(at: found.deliveries) }) {
        case .success(let looked): findings = looked
        case .failure(let error): return Preparation(registryFault: error)
        }
        var preparation = try await settle(zip(found.deliveries, findings))
        preparation.ready = try compose(zip(found.deliveries, findings))
        // What was withdrawn may have been planned anew for another address.
        preparation.hasMore = found.mayBeMore || preparation.withdrawn > 0
        return preparation
    }

    private func recheck(at due: [DueDelivery]) async throws -> Result<[Recheck.Finding], RegistryError> {
        do throws(RecheckError) {
            return .success(
                try await Recheck(configuration: configuration, outbox: outbox).findings(on: due, at: clock.now)
            )
        } catch {
            switch error {
            case .registry(let error): return .failure(error)
            case .outbox(let error): throw error
            }
        }
    }

    /// Withdraws what no longer holds, and puts off what cannot be told.
    private func settle(_ findings: Zip2Sequence<[DueDelivery], [Recheck.Finding]>) async throws -> Preparation {
        var withdrawals: [Withdrawal] = []
        var replacements: [PlannedNotice] = []
        var postponed: [UnixTime: [DueDelivery]] = [:]
        var contentFault: RegistryError?
        var hidden: [String] = []
        let tryAgain = clock.now + Self.postponement
        for (delivery, finding) in findings {
            switch finding {
            case .send: break
            case .withdraw(let reason, let replacement):
                withdrawals.append(
                    Withdrawal(deliveryID: delivery.id, attempt: delivery.attempt, reason: reason)
                )
                replacements += [replacement].compactMap(\.self)
            case .wait(let until): postponed[until, default: []].append(delivery)
            case .hidden(let error):
                // Not only for a few minutes: each time leaves an entry in the journal.
                postponed[tryAgain, default: []].append(delivery)
                contentFault = contentFault ?? error
                hidden.append(delivery.id)
            case .postpone(let reason):
                postponed[tryAgain, default: []].append(delivery)
                logger.warning(
                    "record cannot be read before sending, delivery waits",
                    metadata: ["record.id": "\(delivery.notice.key.series.record.id)", "row.reason": "\(reason)"]
                )
            }
        }
        if !withdrawals.isEmpty {
            try await patiently {
                try await outbox.withdraw(withdrawals, replacements: replacements, at: clock.now)
            }
        }
        for (until, deliveries) in postponed.sorted(by: { $0.key < $1.key }) {
            try await patiently { try await outbox.postpone(deliveries, until: until, at: clock.now) }
        }
        return Preparation(
            withdrawn: withdrawals.count,
            postponed: postponed.values.reduce(0) { $0 + $1.count },
            contentFault: contentFault,
            hidden: hidden
        )
    }

    /// Composes messages one after the other: side by side they would keep what is under way waiting for a processor.
    private func compose(_ findings: Zip2Sequence<[DueDelivery], [Recheck.Finding]>) throws -> [Prepared] {
        let now = clock.now
        let ready = try findings.compactMap { delivery, finding -> Envelope? in
            guard case .send(let subject) = finding else { return nil }
            var item = try Envelope(delivery) {
                try configuration.composer.compose(
                    delivery,
                    about: subject,
                    through: channel,
                    at: now,
                    standIn: { [outbox] in outbox.standIn(for: $0) }
                )
            }
            item.names = subject.namesOfPeople + [delivery.recipient.name].compactMap(\.self)
            return item
        }
        let readyAt = clock.now
        return ready.map { Prepared(item: $0, readyAt: readyAt) }
    }
}

extension Subject {
    /// Whom a message about the record names.
    fileprivate var namesOfPeople: [String] {
        guard case .employer(let digest) = self else { return [holder?.name].compactMap(\.self) }
        return digest.parts.flatMap { part in
            part.registrations.compactMap(\.holder?.name) + part.credentials.compactMap(\.holder?.name)
        }
    }
}
