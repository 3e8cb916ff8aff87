import RenewalDelivery
import RenewalRegistry
package import RenewalOutbox
package import RenewalRules

/// The queries behind `plan` and `forecast`; nothing here writes.
extension Planner {
    /// Visits every record that has something due on a day, in order of expiry, and the digests after them.
    ///
    /// - Parameters:
    ///   - day: the day asked about
    ///   - lastScan: the day of the last scan; `nil` for a first scan ever
    ///   - calendar: where what the last scan could not know of is due too, as it is for the next scan, the calendar by
    ///     which changes since it are found; else `nil`
    ///   - outbox: where notices and acknowledgements are looked up; `nil` when there is no state yet
    ///   - visit: called for each record with something due
    /// - Returns: how many records were examined and how many could not be read
    /// - Throws: `RegistryError`, `OutboxError`, or what `visit` throws
    package func preview(
        on day: CalendarDate,
        since lastScan: CalendarDate?,
        catchingUpBy calendar: BusinessCalendar? = nil,
        outbox: (any PlanningStore)?,
        visit: (RecordPlan) throws -> Void
    ) async throws -> (examined: Int, quarantined: Int) {
        var (examined, quarantined) = (0, 0)
        var (planner, employers) = (self, OpenEmployers())
        if let outbox {
            planner = try await heeding(outbox, on: day)
            employers = try await openEmployers(from: outbox)
        }
        var report = try await outbox?.openReport()
        func show(_ due: [RecordPlan]) throws {
            for plan in due where !plan.due.notices.isEmpty {
                for line in plan.planned {
                    guard let digest = line.digest else { continue }
                    let waiting = OpenDigest(severity: line.notice.severity, since: day)
                    switch digest.type {
                    case .employer: employers.add(digest.id, waiting, named: plan.subject.employer)
                    default: report = waiting.with(report)
                    }
                }
                try visit(plan)
            }
        }
        try await eachPage(
            withMarksIn: (lastScan.map { min($0, day) } ?? day)...day,
            order: .byExpiry,
            look: { [planner] page in
                let plans = try await planner.plans(
                    for: page.subjects,
                    on: day,
                    since: lastScan,
                    catchingUp: calendar == nil ? .nothing : .missedAndMuted,
                    outbox: outbox
                ).plans
                let due = calendar == nil ? plans : try await planner.news(in: plans, beside: outbox)
                return (due, examined: plans.count, quarantined: page.quarantined.count { $0.consequence != .cosmetic })
            },
            visit: { due, count, unreadable in
                examined += count
                quarantined += unreadable
                try show(due)
            }
        )
        if let calendar, let lastScan, let outbox {
            let moved = try await changes(sinceScanOf: lastScan, calendar) ?? []
            let corrections = FarCorrections(planner: planner, outbox: outbox)
            try await corrections.eachBatch(among: moved.union(try await outbox.mutedCorrections()), on: day) { due in
                try show(try await planner.news(in: due.plans, beside: outbox))
            }
        }
        // The day's scan has already planned the day's digests.
        let isScanned = lastScan.map { $0 >= day } ?? false
        guard !isScanned || calendar != nil else { return (examined, quarantined) }
        try await planner.eachEmployerDigest(of: employers, outbox: outbox, on: day) { digest in
            try show(isScanned ? try await planner.news(in: [digest.plan], beside: outbox) : [digest.plan])
        }
        if let report = planner.officeDigest(report, on: day) {
            try show(isScanned ? try await planner.news(in: [report], beside: outbox) : [report])
        }
        return (examined, quarantined)
    }

    /// What a scan would add to the outbox of some plans: a known notice only for those who were muted and are not any
    /// more.
    private func news(in plans: [RecordPlan], beside outbox: (any PlanningStore)?) async throws -> [RecordPlan] {
        guard let outbox else { return plans }
        let due = plans.filter { !$0.due.notices.isEmpty }
        let known = try await outbox.history(of: due.map(\.subject.record)).notices
        var news: [RecordPlan] = []
        for plan in due {
            let keys = Set(known[plan.subject.record] ?? []).intersection(plan.due.notices.map(\.key))
            guard !keys.isEmpty else {
                news.append(plan)
                continue
            }
            let histories = try await outbox.notices(record: plan.subject.record)
            let planned = plan.planned.compactMap { notice in
                guard keys.contains(notice.notice.key) else { return notice }
                return notice.waitingAgain(in: histories.first { $0.notice.key == notice.notice.key })
            }
            let told = keys.subtracting(planned.map(\.notice.key))
            let rest = plan.due.notices.filter { !told.contains($0.key) }
            news.append(
                RecordPlan(
                    subject: plan.subject,
                    course: plan.course,
                    due: DueNotices(notices: rest, superseded: plan.due.superseded),
                    planned: planned
                )
            )
        }
        return news
    }

    /// Counts the notices that fall on each of some coming days, if nothing in the registry changes.
    package func forecast(in days: ClosedRange<CalendarDate>) async throws -> [CalendarDate: [NoticeKind: Int]] {
        var counts: [CalendarDate: [NoticeKind: Int]] = [:]
        try await eachPage(
            withMarksIn: days,
            order: .asRead,
            look: { page in
                page.subjects.reduce(into: [:]) { counts, subject in
                    let course = course(of: subject, on: days.lowerBound, acknowledged: [:])
                    for mark in course.marks(in: days) {
                        let count = mark.audiences.count { course.concerns($0) }
                        counts[mark.date, default: [:]][mark.kind, default: 0] += count
                    }
                }
            },
            visit: { counts.merge($0) { $0.merging($1, uniquingKeysWith: +) } }
        )
        return counts
    }
}

extension PlannedNotice {
    /// The notice for those recipients whose deliveries were cancelled by a mute that has ended; `nil` where there are
    /// none.
    fileprivate func waitingAgain(in history: NoticeHistory?) -> PlannedNotice? {
        let deliveries = history?.deliveries ?? []
        let silenced = deliveries.filter { $0.reason == CancelReason.muted.rawValue && $0.state == .cancelled }
        let heard = recipients.filter { recipient in
            silenced.contains { $0.channel == recipient.channel && ($0.recipient == recipient.address || $0.isErased) }
        }
        guard !heard.isEmpty else { return nil }
        return PlannedNotice(notice: notice, foundOn: foundOn, recipients: heard, digest: digest, employer: employer)
    }
}
