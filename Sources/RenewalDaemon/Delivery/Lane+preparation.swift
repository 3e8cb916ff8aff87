import Logging
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// From due deliveries to messages that may leave once they are claimed.
extension Lane {
    /// A delivery that may be claimed soon.
    struct Prepared: Hashable, Sendable {
        let item: Envelope
        /// When it was composed.
        let readyAt: UnixTime

        var id: String { item.delivery.id }
    }

    /// The result of looking at what is due.
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

    /// Looks up as many as `limit` deliveries, rechecks their records, settles those that must not leave now and
    /// composes the messages of the rest.
    ///
    /// Nothing is claimed, so a crash leaves no trace.
    ///
    /// - Parameters:
    ///   - limit: the most to look at
    ///   - known: those already prepared, and those whose claims are being written
    ///   - isIdle: whether no attempt of this lane is running, so that an ended lease is a lost one
    /// - Returns: what may be claimed, and what happened to the rest
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
        let due = try await keepPace(found.deliveries)
        let early = found.deliveries.count - due.count
        guard !due.isEmpty else { return Preparation(postponed: early, hasMore: found.mayBeMore) }
        let findings: [Recheck.Finding]
        switch try await patiently({ try await recheck(at: due) }) {
        case .success(let looked): findings = looked
        case .failure(let error): return Preparation(registryFault: error)
        }
        var preparation = try await settle(zip(due, findings))
        preparation.postponed += early
        preparation.ready = try await compose(zip(due, findings))
        // A withdrawn delivery may have been planned again for another address.
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

    /// Withdraws deliveries that are no longer true, and postpones those whose record cannot be read.
    private func settle(_ findings: Zip2Sequence<[DueDelivery], [Recheck.Finding]>) async throws -> Preparation {
        var withdrawals: [Withdrawal] = []
        var replacements: [PlannedNotice] = []
        var postponed: [(delivery: DueDelivery, until: UnixTime)] = []
        var contentFault: RegistryError?
        var hidden: [String] = []
        var unreadable: [String: [RecordID]] = [:]
        let tryAgain = clock.now + Self.postponement
        for (delivery, finding) in findings {
            switch finding {
            case .send: break
            case .withdraw(let reason, let replacement):
                withdrawals.append(
                    Withdrawal(deliveryID: delivery.id, attempt: delivery.attempt, reason: reason)
                )
                replacements += [replacement].compactMap(\.self)
            case .drop(let omitted):
                withdrawals.append(
                    Withdrawal(
                        deliveryID: delivery.id,
                        attempt: delivery.attempt,
                        reason: .stopped(.settled),
                        omitted: omitted
                    )
                )
            case .wait(let until): postponed.append((delivery, until))
            case .hidden(let error):
                // Not just for a few minutes, because each postponement leaves an entry in the evidence.
                postponed.append((delivery, tryAgain))
                contentFault = contentFault ?? error
                hidden.append(delivery.id)
            case .postpone(let reason):
                postponed.append((delivery, tryAgain))
                unreadable[reason, default: []].append(delivery.notice.key.series.record)
            }
        }
        log(unreadable)
        if !withdrawals.isEmpty {
            try await patiently {
                try await outbox.withdraw(withdrawals, replacements: replacements, at: clock.now)
            }
        }
        if !postponed.isEmpty {
            try await patiently { [postponed] in try await outbox.postpone(postponed, because: nil, at: clock.now) }
        }
        return Preparation(
            withdrawn: withdrawals.count,
            postponed: postponed.count,
            contentFault: contentFault,
            hidden: hidden
        )
    }

    /// Says why deliveries wait for their records: once for all of a kind, with one of them.
    private func log(_ unreadable: [String: [RecordID]]) {
        for (reason, records) in unreadable.sorted(by: { $0.key < $1.key }) {
            var values: Logger.Metadata = ["record.id": "\(records[0].id)", "row.reason": "\(reason)"]
            if records.count > 1 { values["count"] = "\(records.count)" }
            logger.log(.recordUnreadable, values)
        }
    }

    /// Composes messages one by one: in parallel they would take the processors from running attempts.
    private func compose(_ findings: Zip2Sequence<[DueDelivery], [Recheck.Finding]>) async throws -> [Prepared] {
        let leaving = findings.compactMap { delivery, finding -> (DueDelivery, Subject, [NoticeKey])? in
            guard case .send(let subject, let omitted) = finding else { return nil }
            return (delivery, subject, omitted)
        }
        var sequence = try await sequence(of: leaving.count { $0.0.binding == nil })
        let (now, office) = (clock.now, outbox.instanceID)
        let standIn: @Sendable (String) -> String = { [outbox] in outbox.standIn(for: $0) }
        let ready = try leaving.map { delivery, subject, omitted -> Envelope in
            var item = try Envelope(delivery) {
                try configuration.composer.compose(
                    delivery,
                    about: subject,
                    through: channel,
                    at: now,
                    as: EventSource(office: office, sequence: sequence, standIn: standIn)
                )
            }
            item.names = subject.namesOfPeople + [delivery.recipient.name].compactMap(\.self)
            guard delivery.binding == nil else { return item }
            sequence += 1
            item.omitted = omitted
            return item
        }
        let readyAt = clock.now
        return ready.map { Prepared(item: $0, readyAt: readyAt) }
    }

    /// The first number for some events that are about to be composed; mails have none.
    private func sequence(of count: Int) async throws -> Int64 {
        guard channel.kind.descriptor.content == .event, count > 0 else { return 0 }
        return try await patiently { try await outbox.takeSequence(of: count, at: clock.now) }
    }
}

extension Subject {
    /// The people named in a message about the record.
    fileprivate var namesOfPeople: [String] {
        switch self {
        case .employer(let digest):
            digest.parts.flatMap { part in
                part.registrations.compactMap(\.holder?.name) + part.credentials.compactMap(\.holder?.name)
            } + digest.moving.compactMap(\.holder?.name)
        case .office(let report): report.open.compactMap(\.holder?.name)
        case .registration, .qualification, .credential, .credentialApplication, .delivery, .sendingHold, .withdrawal:
            [holder?.name].compactMap(\.self)
        }
    }
}
