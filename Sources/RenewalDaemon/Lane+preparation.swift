import Logging
import RenewalConfig
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// From a claim to bytes that may leave.
extension Lane {
    /// A claim whose bytes are stored and may leave.
    struct Prepared: Sendable {
        let claim: ClaimedDelivery
        let bytes: [UInt8]
    }

    /// What became of some claims.
    struct Taken: Sendable {
        /// Those that may leave.
        var ready: [Prepared] = []
        var withdrawn = 0
        var postponed = 0
        var registryFault: RegistryError?
        /// Whether there was nothing to claim.
        var isNothing = false

        static let nothing = Taken(isNothing: true)
    }

    /// Re-reads the records, settles what must not leave now, and freezes the bytes of the rest.
    func prepare(_ claims: [ClaimedDelivery]) async throws -> Taken {
        let findings: [Recheck.Finding]
        do {
            findings = try await Recheck(assembly: assembly, outbox: outbox).findings(on: claims, at: clock.now)
        } catch .registry(let error) {
            try await patiently { try await outbox.unclaim(claims, until: nil, at: clock.now) }
            return Taken(registryFault: error)
        } catch .outbox(let error) {
            // Nothing was sent, so nothing is to look as if it had been.
            if !error.isFatal { try await patiently { try await outbox.unclaim(claims, until: nil, at: clock.now) } }
            throw error
        }
        var taken = try await settle(zip(claims, findings))
        taken.ready = try await freeze(zip(claims, findings))
        return taken
    }

    /// Withdraws what no longer holds, and puts off what cannot be told.
    private func settle(_ findings: Zip2Sequence<[ClaimedDelivery], [Recheck.Finding]>) async throws -> Taken {
        var withdrawals: [Withdrawal] = []
        var replacements: [PlannedNotice] = []
        var postponed: [UnixTime: [ClaimedDelivery]] = [:]
        let tryAgain = clock.now + Self.postponement
        for (claim, finding) in findings {
            switch finding {
            case .send: break
            case .withdraw(let reason, let replacement):
                withdrawals.append(Withdrawal(deliveryID: claim.id, attempt: claim.attempt, reason: reason))
                replacements += [replacement].compactMap(\.self)
            case .wait(let until): postponed[until, default: []].append(claim)
            case .postpone(let reason):
                postponed[tryAgain, default: []].append(claim)
                logger.warning(
                    "record cannot be read before sending, delivery waits",
                    metadata: ["record.id": "\(claim.notice.key.series.record.id)", "row.reason": "\(reason)"]
                )
            }
        }
        if !withdrawals.isEmpty {
            try await patiently {
                try await outbox.withdraw(withdrawals, replacements: replacements, at: clock.now)
            }
        }
        for (until, claims) in postponed.sorted(by: { $0.key < $1.key }) {
            try await patiently { try await outbox.unclaim(claims, until: until, at: clock.now) }
        }
        return Taken(withdrawn: withdrawals.count, postponed: postponed.values.reduce(0) { $0 + $1.count })
    }

    private func freeze(
        _ findings: Zip2Sequence<[ClaimedDelivery], [Recheck.Finding]>
    ) async throws -> [Prepared] {
        var prepared: [Prepared] = []
        var unwritten: [(ClaimedDelivery, Dossier)] = []
        for case (let claim, .send(let dossier)) in findings {
            // A digest tells what is so when it leaves; only one that may have arrived is repeated as it was.
            if let frozen = claim.frozen, claim.wasAmbiguous || !claim.notice.key.kind.isDigest {
                prepared.append(Prepared(claim: claim, bytes: frozen.bytes))
            } else {
                unwritten.append((claim, dossier))
            }
        }
        let fresh = try await compose(unwritten)
        prepared += zip(unwritten, fresh).map { Prepared(claim: $0.0, bytes: $1.bytes) }
        guard !fresh.isEmpty else { return prepared }
        let ignored = try await patiently { try await outbox.freeze(fresh, at: clock.now) }
        guard !ignored.isEmpty else { return prepared }
        // Their leases are lost: sent now, the next attempt would follow with other bytes.
        let lost = prepared.map(\.claim).filter { ignored.contains($0.id) }
        try await patiently { try await outbox.unclaim(lost, until: nil, at: clock.now) }
        return prepared.filter { !ignored.contains($0.claim.id) }
    }

    /// Composes messages on as many processors as there are: words cost more than all the rest of a delivery.
    private func compose(_ claims: [(ClaimedDelivery, Dossier)]) async throws -> [FrozenPayload] {
        let now = clock.now
        return try await withThrowingTaskGroup(of: (Int, FrozenPayload).self) { group in
            for (number, (claim, dossier)) in claims.enumerated() {
                group.addTask {
                    (number, try assembly.composer.compose(claim, about: dossier, through: channel, at: now))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
