import Logging
import RenewalConfig
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// From what is due to messages that may leave once they are claimed.
extension Lane {
    /// Messages that one task composes: it takes a moment to start one.
    private static let composedTogether = 8

    /// What became of a look at what is due.
    struct Preparation: Sendable {
        /// Those that may be claimed.
        var ready: [ReadyDelivery] = []
        var withdrawn = 0
        var postponed = 0
        var registryFault: RegistryError?
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
        guard case .open(let minimumSeverity) = assembly.hours.gate(at: clock.now) else { return Preparation() }
        onProgress()
        let due = try await patiently {
            try await outbox.due(
                channel: channel.name,
                limit: limit,
                besides: known,
                minimumSeverity: minimumSeverity,
                lostLeases: isIdle ? assembly.settings.delivery.onAmbiguous : nil,
                at: clock.now
            )
        }
        guard !due.isEmpty else { return Preparation() }
        let findings: [Recheck.Finding]
        do {
            findings = try await Recheck(assembly: assembly, outbox: outbox).findings(on: due, at: clock.now)
        } catch .registry(let error) {
            return Preparation(registryFault: error)
        } catch .outbox(let error) {
            throw error
        }
        var preparation = try await settle(zip(due, findings))
        preparation.ready = try await compose(zip(due, findings))
        // What was withdrawn may have been planned anew for another address.
        preparation.hasMore = due.count == limit || preparation.withdrawn > 0
        return preparation
    }

    /// Withdraws what no longer holds, and puts off what cannot be told.
    private func settle(_ findings: Zip2Sequence<[DueDelivery], [Recheck.Finding]>) async throws -> Preparation {
        var withdrawals: [Withdrawal] = []
        var replacements: [PlannedNotice] = []
        var postponed: [UnixTime: [DueDelivery]] = [:]
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
        return Preparation(withdrawn: withdrawals.count, postponed: postponed.values.reduce(0) { $0 + $1.count })
    }

    /// Composes messages on as many processors as there are: words cost more than all the rest of a delivery.
    private func compose(
        _ findings: Zip2Sequence<[DueDelivery], [Recheck.Finding]>
    ) async throws -> [ReadyDelivery] {
        let now = clock.now
        var due: [(DueDelivery, Dossier)] = []
        for case (let delivery, .send(let dossier)) in findings { due.append((delivery, dossier)) }
        return try await withThrowingTaskGroup(of: (Int, [ReadyDelivery]).self) { group in
            for start in stride(from: 0, to: due.count, by: Self.composedTogether) {
                let part = due[start..<min(start + Self.composedTogether, due.count)]
                group.addTask { (start, try part.map { try ready($0, about: $1, at: now) }) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private func ready(_ delivery: DueDelivery, about dossier: Dossier, at now: UnixTime) throws -> ReadyDelivery {
        let message =
            try delivery.binding ?? assembly.composer.compose(delivery, about: dossier, through: channel, at: now)
        return ReadyDelivery(delivery, message: message)
    }
}
