import RenewalConfig
import RenewalCouriers
import RenewalDaemon
import RenewalOutbox
import RenewalRules

/// Judges a transmission at the moment it begins: the claim on disk, the right person, the right time, the same bytes.
struct Judge {
    let network: Network
    let life: Life
    /// When the transmission began: looking it up takes a moment in which others continue.
    let now: UnixTime

    private var story: Story { network.story }

    /// The reminders made untrue by a renewal, an end or a decision of the holder.
    private static let reminders: Set<NoticeKind> = [
        .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
        .credentialEarlyReminder, .credentialLastCall, .credentialExpiresToday,
    ]

    func judge(_ parcel: Parcel, on channel: String, earlier: Network.Correspondence?) async {
        guard let outbox = life.outbox else { return }
        let detail = try? await Life.$current.withValue(nil) {
            try await outbox.delivery(id: parcel.deliveryID)
        }
        guard let detail, let attempt = detail.attempts.last else {
            return story.fail("P2", "\(parcel.deliveryID) is sent without an attempt on disk")
        }
        let delivery = detail.summary
        // A stopped process that lost its lock does not know that its claims are no longer its own.
        if delivery.state != .sending || attempt.endedAt != nil, !life.hasLostLock {
            story.fail("P2", "\(delivery.id) is sent while it is \(delivery.state), its claim is not on disk")
        }
        // The notice about a hold is exempt from it.
        if life.world.isHeld, !life.hasLostLock, delivery.notice.key.kind != .sendingHeld {
            story.fail("P8", "\(delivery.id) is sent while sending is held")
        }
        // A program that was told of a reminder hears that it is withdrawn, whoever was muted since: its table stays right.
        let isWithdrawal = delivery.notice.key.kind == .reminderWithdrawn && delivery.recipient == delivery.channel
        if delivery.audience == .holder, life.world.muted.contains(delivery.notice.key.series.record), !isWithdrawal,
            !life.hasLostLock
        {
            story.fail("P5", "\(named(delivery)) goes out although its holder is muted")
        }
        judgeRepetition(of: delivery, parcel, earlier)
        judgeTime(of: delivery, attempt)
        judgePace(of: delivery, attempt)
        judgeAddress(of: delivery, parcel, since: attempt.startedAt)
        judgeTruth(of: delivery, since: attempt.startedAt)
    }

    private func judgeRepetition(
        of delivery: DeliverySummary,
        _ parcel: Parcel,
        _ earlier: Network.Correspondence?
    ) {
        guard let earlier else { return }
        if earlier.accepted > 0 || earlier.open > 0, delivery.ambiguousAttempts == 0 {
            story.fail("P4", "\(delivery.id) is sent again although no attempt of it was ambiguous")
        }
        let mayDiffer = delivery.kind.isDigest && earlier.accepted == 0
        if !mayDiffer, let bytes = earlier.bytes, bytes != parcel.payload {
            story.fail("P4", "\(delivery.id) is sent again with other bytes")
        }
    }

    private func judgeTime(of delivery: DeliverySummary, _ attempt: AttemptRecord) {
        let active = life.world.active
        if delivery.dueOn > active.day(of: now) {
            story.fail("P6", "\(delivery.id) is sent before its day, \(delivery.dueOn)")
        }
        // An attempt's start is the recheck of its record, and the claim is the delivery's latest change.
        if attempt.startedAt + life.world.settings.delivery.lease < now {
            story.fail("P6", "\(delivery.id) is sent long after its record was looked at")
        }
        let claimedAt = delivery.state == .sending ? delivery.updatedAt : attempt.startedAt
        if !active.maySend(delivery.severity, at: claimedAt) {
            story.fail("P6", "\(delivery.id) was claimed outside the sending hours")
        }
    }

    /// A mailbox gets no more than its limit in a day, besides urgent notices and digests.
    private func judgePace(of delivery: DeliverySummary, _ attempt: AttemptRecord) {
        let (limit, active) = (life.world.settings.delivery.maxPerRecipientPerDay, life.world.active)
        guard limit > 0, delivery.channel != "feed", attempt.number == 1, delivery.severity < .urgent,
            !delivery.kind.isDigest
        else { return }
        let claimedAt = delivery.state == .sending ? delivery.updatedAt : attempt.startedAt
        let mailbox = Network.MailboxDay(address: delivery.recipient, day: active.day(of: claimedAt))
        network.notices[mailbox, default: 0] += 1
        if network.notices[mailbox, default: 0] > limit, !life.hasLostLock {
            story.fail("P6", "\(named(delivery)) leaves although \(delivery.recipient) has had \(limit) that day")
        }
    }

    private func judgeAddress(of delivery: DeliverySummary, _ parcel: Parcel, since start: UnixTime) {
        // A withdrawal goes to whoever was told, and that may be long ago.
        let first = delivery.kind == .reminderWithdrawn ? World.start : start
        let pages = network.office.book.pages(from: first, to: now)
        let right = Set(pages.flatMap { addresses(of: delivery, $0) })
        guard !right.contains(parcel.recipient) else { return }
        story.fail("P5", "\(named(delivery)) goes to \(parcel.recipient), not to \(right.sorted())")
    }

    private func named(_ delivery: DeliverySummary) -> String { "\(delivery.id), \(delivery.kind.rawValue)," }

    private func addresses(of delivery: DeliverySummary, _ page: OfficeBook.Page) -> Set<String> {
        guard delivery.channel != "feed" else { return ["feed"] }
        let record = page.records[delivery.recordID]
        switch delivery.audience {
        case .administrator: return [Configuration.duty]
        case .relyingParty: return []
        case .holder: return record?.person.flatMap { page.addresses[$0] } ?? []
        case .employer:
            let employers = record?.employers ?? [delivery.recordID]
            return employers.reduce(into: []) { $0.formUnion(page.addresses[$1] ?? []) }
        }
    }

    /// A reminder may leave if it was true at the recheck, which lies between the start of the attempt and now.
    private func judgeTruth(of delivery: DeliverySummary, since start: UnixTime) {
        guard Self.reminders.contains(delivery.kind) else { return }
        let falsehoods = network.office.book.pages(from: start, to: now).map { falsehood(of: delivery, in: $0) }
        let known = falsehoods.compactMap(\.self)
        guard let first = known.first, known.count == falsehoods.count else { return }
        story.fail("P5", "\(named(delivery)) leaves although \(first)")
    }

    /// Why a reminder is untrue on a page; `nil` where it is true.
    private func falsehood(of delivery: DeliverySummary, in page: OfficeBook.Page) -> String? {
        guard let record = page.records[delivery.recordID] else { return nil }
        if ["renewed", "cancelled", "revoked", "void", "superseded"].contains(record.state) {
            return "its record is \(record.state)"
        }
        if page.filed.contains(delivery.recordID) { return "a renewal is filed" }
        // The office and the employer are still notified after the holder has declined.
        guard delivery.audience == .holder else { return nil }
        let declined = record.person.flatMap { page.declinedOn[$0] }
        if let declined, let first = record.validFrom, declined >= first { return "its holder declined" }
        return nil
    }
}
