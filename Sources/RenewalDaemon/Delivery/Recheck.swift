import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// The last check of a record before its notice leaves: what is no longer true is withdrawn, with a reason.
///
/// - Source: rules D10 and section 5
struct Recheck: Sendable {
    let configuration: ActiveConfiguration
    let outbox: any OutboxLookups

    /// What is asked of the outbox once for a batch.
    private struct Known {
        let acknowledged: [NoticeSeries: CalendarDate]
        let ways: [String: NoticeWays]
        let mutes: Mutes
    }

    /// What to do with a delivery.
    enum Finding: Sendable {
        /// It is still true; a digest may leave out lines that are not.
        case send(Subject, omitting: [NoticeKey])
        /// It is no longer true; the same notice may go to the record's present address.
        case withdraw(reason: CancelReason, replacement: PlannedNotice?)
        /// A digest with nothing left to say, and the lines of it that are no longer true.
        case drop([NoticeKey])
        /// The record cannot be read now, so nobody can tell.
        case postpone(reason: String)
        /// The record cannot be read while the registry is in its present state.
        case hidden(RegistryError)
        /// Its day has not come yet: a clock that ran ahead planned it.
        case wait(until: UnixTime)
    }

    /// Rechecks the records of a batch of deliveries.
    ///
    /// - Returns: one finding per delivery, in their order
    func findings(on deliveries: [DueDelivery], at now: UnixTime) async throws(RecheckError) -> [Finding] {
        let source = SubjectSource(
            planner: configuration.planner,
            outbox: outbox,
            calendar: configuration.calendar,
            now: now,
            isForProgram: deliveries.contains {
                configuration.planner.addressing.reach(of: $0.channel) == .ownTarget
            }
        )
        let found = try await source.find(deliveries.map(\.notice))
        let known: Known
        do {
            known = try await look(deliveries, on: configuration.calendar.day(of: now))
        } catch {
            throw .outbox(error)
        }
        return deliveries.map { delivery in
            let series = delivery.notice.key.series
            if let (withdrawal, told) = found.withdrawals[delivery.noticeID] {
                guard !found.returned.contains(delivery.noticeID) else {
                    return .withdraw(reason: .stopped(.settled), replacement: nil)
                }
                return finding(on: delivery, withdrawal, of: told, known: known)
            }
            guard let subject = found.subject(of: delivery.notice) else {
                return Self.finding(onMissing: series.record, found, since: delivery.createdAt, at: now)
            }
            let omitted = found.omitted[delivery.noticeID] ?? []
            return finding(on: delivery, subject: subject, omitting: omitted, known: known, at: now)
        }
    }

    /// A withdrawal stays true: it tells what stands when it leaves.
    private func finding(
        on delivery: DueDelivery,
        _ withdrawal: WithdrawnReminder,
        of told: [ToldReminder],
        known: Known
    ) -> Finding {
        let (addressing, audience) = (configuration.planner.addressing, delivery.notice.key.audience)
        let isMail = addressing.reach(of: delivery.channel) == .mailboxes
        if isMail, known.mutes.silence(address: delivery.recipient.address) {
            return .withdraw(reason: .muted, replacement: nil)
        }
        var withdrawal = withdrawal
        // The person may have moved since it was planned.
        withdrawal.subject = withdrawal.subject.flatMap { subject in
            isMail || addressing.concerns(audience, of: subject, on: delivery.channel) ? subject : nil
        }
        withdrawal.elsewhere = withdrawal.elsewhere.flatMap { subject in
            addressing.mayTell(audience, of: subject, on: delivery.channel) ? subject : nil
        }
        withdrawal.withdrawn = told.filter { $0.recipient.channel == delivery.channel }.map { "msg_\($0.deliveryID)" }
        return .send(.withdrawal(withdrawal), omitting: [])
    }

    private func look(_ deliveries: [DueDelivery], on day: CalendarDate) async throws(OutboxError) -> Known {
        let urgent = Set(deliveries.filter { $0.notice.severity >= .urgent }.map(\.noticeID))
        return Known(
            acknowledged: try await outbox.acknowledgements(of: deliveries.map(\.notice.key.series.record)),
            ways: try await outbox.ways(of: urgent),
            mutes: Mutes(try await outbox.mutes(), on: day)
        )
    }

    /// A missing record may return: an office that reloads its registry empties it first.
    private static func finding(
        onMissing record: RecordID,
        _ found: SubjectSource.Found,
        since planned: UnixTime,
        at now: UnixTime
    ) -> Finding {
        // A delivery that is no longer given up needs no notice, and neither does a released hold.
        if record.type == .delivery || record == HeldSending.record {
            return .withdraw(reason: .stopped(.settled), replacement: nil)
        }
        if let error = found.hidden[record] { return .hidden(error) }
        if let row = found.unreadable[record] {
            return .postpone(reason: "\(row.column ?? "the row") \(row.reason.english)")
        }
        guard planned.duration(to: now) > patienceWithMissing else {
            return .postpone(reason: "is not in the registry")
        }
        return .withdraw(reason: .recordMissing, replacement: nil)
    }

    /// Longer than any reload of a registry, including a weekend.
    static let patienceWithMissing: Duration = .seconds(3 * 86_400)

    private func finding(
        on delivery: DueDelivery,
        subject: Subject,
        omitting omitted: [NoticeKey],
        known: Known,
        at now: UnixTime
    ) -> Finding {
        let day = configuration.calendar.day(of: now)
        guard delivery.notice.dueOn <= day else {
            return .wait(until: configuration.calendar.instant(atMinute: 0, of: delivery.notice.dueOn))
        }
        if delivery.notice.key.isSnapshot, delivery.notice.dueOn < day {
            return .withdraw(reason: .stopped(.superseded), replacement: nil)
        }
        let course = configuration.planner.course(of: subject, on: day, acknowledged: known.acknowledged)
        if let reason = course.stopReason(for: delivery.notice.key) {
            return .withdraw(reason: .stopped(reason), replacement: nil)
        }
        let (addressing, address) = (configuration.planner.addressing, delivery.recipient.address)
        let (notice, channel) = (delivery.notice, delivery.channel)
        // What is urgent and waits already leaves all the same when mail to its address comes back: it may be the last
        // word.
        let isLastWord =
            notice.severity >= .urgent && known.mutes.isUnreachable(address: address)
            && !known.mutes.silence(notice.key.audience, of: subject)
        if !isLastWord, known.mutes.silence(address, on: channel, of: notice, about: subject, addressing) {
            return .withdraw(reason: .muted, replacement: nil)
        }
        let ways = known.ways[delivery.noticeID] ?? NoticeWays()
        if let finding = findingOnOtherWay(than: delivery, subject: subject, ways: ways, at: now) { return finding }
        let recipients = addressing.everyRecipient(of: delivery.notice, about: subject)
            .filter { $0.channel == delivery.channel }
        if recipients.contains(where: { $0.address == address }) {
            let view = addressing.view(of: subject, for: address, on: channel)
            // A program is told of an empty table, too; what may have arrived is repeated.
            let isDropped =
                addressing.reach(of: channel) == .mailboxes && !delivery.wasAmbiguous
                && configuration.composer.saysNothing(delivery, about: view, at: now)
            return isDropped ? .drop(omitted) : .send(view, omitting: omitted)
        }
        guard !recipients.isEmpty else {
            // A missing address may return, just like a record.
            guard delivery.createdAt.duration(to: now) > Self.patienceWithMissing else {
                return .postpone(reason: "has no route or usable address")
            }
            return .withdraw(reason: .noRouteOrAddress, replacement: nil)
        }
        let muted = recipients.filter { recipient in
            known.mutes.silence(recipient.address, on: channel, of: notice, about: subject, addressing)
        }
        let replacement = PlannedNotice(
            notice: delivery.notice,
            foundOn: delivery.foundOn,
            recipients: recipients.filter { !muted.contains($0) },
            muted: muted
        )
        return .withdraw(reason: .addressChanged, replacement: replacement)
    }

    /// Nobody gets a notice through both channels; one that may have arrived is repeated unchanged, because the
    /// receiver can recognise it.
    ///
    /// - Returns: `nil` where the delivery's own channel is the only one
    private func findingOnOtherWay(
        than delivery: DueDelivery,
        subject: Subject,
        ways: NoticeWays,
        at now: UnixTime
    ) -> Finding? {
        guard !delivery.wasAmbiguous, delivery.notice.severity >= .urgent else { return nil }
        let addressing = configuration.planner.addressing
        let detours = addressing.detours(of: delivery.notice, about: subject)
        let isDetour = detours.contains(delivery.channel)
        let others = isDetour ? addressing.firstWay(of: delivery.notice, about: subject) : detours
        if !ways.told.isDisjoint(with: others) {
            return .withdraw(reason: isDetour ? .toldByFirstWay : .toldByFallback, replacement: nil)
        }
        return ways.underWay.isDisjoint(with: others) ? nil : .wait(until: now + Self.patienceWithOtherWay)
    }

    /// An attempt through the other channel has ended by then, or is rechecked.
    static let patienceWithOtherWay: Duration = .seconds(300)
}
