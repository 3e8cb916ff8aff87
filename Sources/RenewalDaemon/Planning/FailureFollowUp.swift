import RenewalOutbox
import RenewalRules

/// Follows up deliveries that were given up or came back: a retry at the record's present address, another channel for
/// urgent ones, and a notice to the administrators.
///
/// - Source: catalogue of notices N43
struct FailureFollowUp: Sendable {
    let planner: Planner
    let outbox: any PlanningStore
    let source: SubjectSource
    let clock: any Clock

    /// Failures examined per scan, newest first; older ones have later marks.
    static let limit = 1000
    /// Older failures were reported by an earlier scan, or happened before anybody was to be notified.
    static let reach: Duration = .seconds(7 * 86_400)

    /// After this time, urgent notices of a missing or faulty channel use their fallback.
    static let patienceWithChannel: Duration = .seconds(3600)
    /// With more failures than this on one channel, a single notice covers them all.
    static let mass = 20

    /// Plans all three.
    ///
    /// - Returns: what was new
    func plan(on day: CalendarDate) async throws -> PlanOutcome {
        var outcome = PlanOutcome(newNotices: 0, newDeliveries: 0)
        let failed = try await outbox.deliveries(DeliveryFilter(states: [.failed, .bounced], limit: Self.limit))
            .filter { !$0.isErased }
        let stranded = try await outbox.strandedDeliveries(
            limit: Self.limit,
            since: clock.now - Self.patienceWithChannel
        )
        let strandedIDs = Set(stranded.map(\.id))
        // Old failures have no consequences, and their records' whole history would be read in every scan for ever.
        let notices = (failed + stranded).filter { $0.kind != .deliveryFailed && isRecent($0.notice, on: day) }
            .map(\.notice)
        let found = try await source.find(notices)
        for record in Set(notices.map(\.key.series.record)).sorted(by: { $0.id < $1.id }) {
            guard let subject = found.subjects[record] else { continue }
            let course = planner.course(of: subject, on: day, acknowledged: [:])
            let history = try await outbox.notices(record: record)
            for entry in worthAnotherTry(history, on: day) where course.stopReason(for: entry.notice.key) == nil {
                outcome.newDeliveries += try await followUp(entry, subject: subject, stranded: strandedIDs, on: day)
            }
        }
        try await cancelTold(stranded, found)
        let failures = try await failures(on: day, besides: muted(among: stranded, found))
        guard !failures.told.isEmpty || !failures.together.isEmpty else { return outcome }
        outcome.add(
            try await outbox.plan(failures.told, superseded: failures.together, holdingAbove: nil, at: clock.now)
        )
        return outcome
    }

    /// The deliveries that would be cancelled before they leave, if their channel worked: nobody misses them.
    private func muted(among stranded: [DeliverySummary], _ found: SubjectSource.Found) -> Set<String> {
        let muted = stranded.filter { delivery in
            guard let subject = found.subjects[delivery.notice.key.series.record] else { return false }
            let (address, channel) = (delivery.recipient, delivery.channel)
            return planner.mutes.silence(
                address,
                on: channel,
                of: delivery.notice,
                about: subject,
                planner.addressing
            )
        }
        return Set(muted.map(\.id))
    }

    /// A recipient reached through the fallback is not notified again when the first channel works.
    private func cancelTold(_ stranded: [DeliverySummary], _ found: SubjectSource.Found) async throws {
        let ways = try await outbox.ways(of: Set(stranded.map(\.noticeID)))
        let ids = stranded.filter { delivery in
            guard let subject = found.subjects[delivery.notice.key.series.record] else { return false }
            let detours = planner.addressing.detours(of: delivery.notice, about: subject)
            guard !detours.contains(delivery.channel) else { return false }
            return !detours.isDisjoint(with: ways[delivery.noticeID]?.told ?? [])
        }.map(\.id)
        if !ids.isEmpty { try await outbox.cancelTold(ids, at: clock.now) }
    }

    /// Old notices are left alone, and only the newest digest is up to date.
    private func worthAnotherTry(_ history: [NoticeHistory], on day: CalendarDate) -> [NoticeHistory] {
        let newest = history.last { $0.notice.key.kind.isDigest }?.id
        return history.filter { entry in
            isRecent(entry.notice, on: day) && (!entry.notice.key.kind.isDigest || entry.id == newest)
        }
    }

    private func isRecent(_ notice: Notice, on day: CalendarDate) -> Bool {
        notice.dueOn.days(until: day) <= planner.policy.overdueBackfillDays
    }

    /// - Returns: how many deliveries are new
    private func followUp(
        _ entry: NoticeHistory,
        subject: Subject,
        stranded: Set<String>,
        on day: CalendarDate
    ) async throws -> Int {
        let failed = entry.deliveries.filter { [.failed, .bounced].contains($0.state) && !$0.isErased }
        let isStranded = entry.deliveries.contains { stranded.contains($0.id) }
        let detours = planner.addressing.detours(of: entry.notice, about: subject)
        // It has already arrived through the other channel.
        let isTold = entry.deliveries.contains { $0.state == .sent && detours.contains($0.channel) }
        guard !failed.isEmpty || isStranded, !isTold else { return 0 }
        let everyone = planner.addressing.recipients(of: entry.notice, about: subject)
        let (recipients, _) = planner.divide(everyone, of: entry.notice, about: subject)
        let isCorrected = failed.contains { delivery in
            // One that is muted still stands in the record; where everybody is, nobody has to hear.
            let standsThere = everyone.contains { $0.channel == delivery.channel && $0.address == delivery.recipient }
            return !standsThere && recipients.contains { $0.channel == delivery.channel }
        }
        if isCorrected {
            let corrected = PlannedNotice(notice: entry.notice, foundOn: day, recipients: recipients)
            return try await outbox.plan([corrected], superseded: [], holdingAbove: nil, at: clock.now).newDeliveries
        }
        let tried = Set(entry.deliveries.map(\.channel))
        let otherWays = planner.addressing.fallbackRecipients(of: entry.notice, about: subject)
        let fallback = planner.divide(otherWays, of: entry.notice, about: subject).heard
            .filter { !tried.contains($0.channel) }
        guard !fallback.isEmpty, !entry.deliveries.contains(where: { $0.state == .sent }) else { return 0 }
        return try await outbox.addDeliveries(fallback, to: entry.notice, at: clock.now)
    }

    /// The notices to administrators about unreported failures, and those that a common notice covers.
    private func failures(
        on day: CalendarDate,
        besides muted: Set<String>
    ) async throws -> (told: [PlannedNotice], together: [Notice]) {
        let failed = try await outbox.untoldFailures(since: clock.now - Self.reach, limit: Self.limit)
        let stranded = try await outbox.untoldStranded(
            limit: Self.limit,
            since: clock.now - Self.patienceWithChannel
        )
        var planned: [String: [PlannedNotice]] = [:]
        for id in failed + stranded where !muted.contains(id) {
            guard let failure = try await source.failedDelivery(id), failure.notice.key.kind != .deliveryFailed else {
                continue
            }
            let subject = Subject.delivery(failure)
            let course = planner.course(of: subject, on: day, acknowledged: [:])
            let notices = planner.plan(course, of: subject, since: failure.failedOn.adding(days: -1), missed: [])
                .planned
            planned[failure.channel, default: []] += notices
        }
        var (told, together): ([PlannedNotice], [Notice]) = ([], [])
        for (_, notices) in planned.sorted(by: { $0.key < $1.key }) {
            let count = notices.count > Self.mass ? 1 : notices.count
            told += notices.prefix(count)
            together += notices.dropFirst(count).map(\.notice)
        }
        return (told, together)
    }
}
