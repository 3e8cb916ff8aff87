import RenewalDelivery
import RenewalRegistry
package import RenewalOutbox
package import RenewalRules

/// A record with something due, as `plan` shows it.
package struct DueRecord: Sendable {
    /// `nil` where something is withdrawn because the record is gone.
    package let subject: Subject?
    package let notices: [Notice]
    /// Those with recipients, muted ones included.
    package let planned: [PlannedNotice]

    package init(subject: Subject?, notices: [Notice], planned: [PlannedNotice]) {
        self.subject = subject
        self.notices = notices
        self.planned = planned
    }

    fileprivate init(_ plan: Planner.RecordPlan, withdrawing withdrawals: [PlannedNotice]) {
        self.init(
            subject: plan.subject,
            notices: plan.due.notices + withdrawals.map(\.notice),
            planned: plan.planned + withdrawals
        )
    }

    /// Due notices without a route or a usable address.
    package var unreachable: [Notice] { notices.withoutRecipients(among: planned) }
}

/// The queries behind `plan` and `forecast`; nothing here writes.
extension Planner {
    /// Visits every record that has something due on a day, in order of expiry, then the digests and the tables for
    /// programs.
    ///
    /// - Parameters:
    ///   - day: the day asked about
    ///   - lastScan: the day of the last scan; `nil` for a first scan ever
    ///   - calendar: where what the last scan could not know of is due too, as it is for the next scan, the calendar by
    ///     which changes since it are found; else `nil`
    ///   - outbox: where notices and acknowledgements are looked up; `nil` when there is no state yet
    ///   - now: how long a record has been missing is counted to here
    ///   - visit: called for each record with something due
    /// - Returns: how many records were examined and how many could not be read
    /// - Throws: `RegistryError`, `OutboxError`, or what `visit` throws
    package func preview(
        on day: CalendarDate,
        since lastScan: CalendarDate?,
        catchingUpBy calendar: BusinessCalendar? = nil,
        outbox: (any PlanningStore)?,
        now: UnixTime,
        visit: (DueRecord) throws -> Void
    ) async throws -> (examined: Int, quarantined: Int) {
        var preview = try await Preview(of: self, beside: outbox, on: day, now: now)
        let planner = preview.planner
        try await planner.eachPage(
            withMarksIn: (lastScan.map { min($0, day) } ?? day)...day,
            order: .byExpiry,
            look: { [openings = preview.openings] page in
                let plans = try await planner.plans(
                    for: page.subjects,
                    on: day,
                    since: lastScan,
                    catchingUp: calendar == nil ? .nothing : .missedAndMuted,
                    outbox: outbox
                ).plans
                let open = try await openings.changes(of: plans.map { ($0.subject, $0.course) }, on: day)
                return (
                    due: calendar == nil ? plans : try await planner.news(in: plans, beside: outbox),
                    open, examined: plans.count, quarantined: page.quarantined.count { $0.consequence != .cosmetic }
                )
            },
            visit: { due, open, examined, quarantined in
                preview.counts.examined += examined
                preview.counts.quarantined += quarantined
                preview.seen.formUnion(open.looked)
                try preview.show(due, open, visit: visit)
            }
        )
        if let calendar, let lastScan, let outbox {
            let moved = try await changes(sinceScanOf: lastScan, calendar) ?? []
            let corrections = FarCorrections(planner: planner, outbox: outbox)
            try await corrections.eachBatch(among: moved.union(try await outbox.mutedCorrections()), on: day) { due in
                try preview.show(try await planner.news(in: due.plans, beside: outbox), visit: visit)
            }
        }
        try await preview.openings.eachChange(among: nil, besides: preview.seen, on: day) { open in
            try preview.show([], open, visit: visit)
        }
        // The day's scan has already planned the day's digests.
        let isScanned = lastScan.map { $0 >= day } ?? false
        guard !isScanned || calendar != nil else { return preview.counts }
        try await preview.eachDigest { digest in
            try preview.show(isScanned ? try await planner.news(in: [digest], beside: outbox) : [digest], visit: visit)
        }
        return preview.counts
    }

    /// What a preview has found so far.
    private struct Preview {
        let planner: Planner
        let outbox: (any PlanningStore)?
        let day: CalendarDate
        let openings: Openings
        var counts = (examined: 0, quarantined: 0)
        /// The records looked at that have something in the list of what is open.
        var seen: Set<RecordID> = []
        /// The employers whose digest has lines.
        private var employers: OpenEmployers
        private var report: OpenDigest?
        /// By employer, the lines of the table for programs.
        private var lines: [String: Int]

        init(of planner: Planner, beside outbox: (any PlanningStore)?, on day: CalendarDate, now: UnixTime) async throws
        {
            (self.outbox, self.day) = (outbox, day)
            let planner = try await planner.knowingPrograms()
            self.planner = if let outbox { try await planner.heeding(outbox, on: day) } else { planner }
            employers = if let outbox { try await planner.openEmployers(from: outbox) } else { OpenEmployers() }
            report = try await outbox?.openReport()
            lines = try await outbox?.countOpenThreads(for: .employer) ?? [:]
            openings = Openings(planner: self.planner, outbox: outbox, now: now)
        }

        mutating func show(
            _ due: [RecordPlan],
            _ open: Openings.Findings = Openings.Findings(),
            visit: (DueRecord) throws -> Void
        ) throws {
            lines.merge(open.employers, uniquingKeysWith: +)
            var withdrawals = Dictionary(grouping: open.changes.withdrawals, by: \.notice.key.series.record)
            for plan in due {
                let record = DueRecord(plan, withdrawing: withdrawals.removeValue(forKey: plan.subject.record) ?? [])
                guard !record.notices.isEmpty else { continue }
                for line in plan.planned { gather(line, of: plan.subject) }
                try visit(record)
            }
            for (record, planned) in withdrawals.sorted(by: { $0.key.id < $1.key.id }) {
                try visit(
                    DueRecord(subject: open.subjects[record], notices: planned.map(\.notice), planned: planned)
                )
            }
        }

        private mutating func gather(_ line: PlannedNotice, of subject: Subject) {
            guard let digest = line.digest else { return }
            let waiting = OpenDigest(severity: line.notice.severity, since: day)
            switch digest.type {
            case .employer: employers.add(digest.id, waiting, named: subject.employer)
            default: report = waiting.with(report)
            }
        }

        /// Visits the digests of employers and the office, and the tables for programs.
        func eachDigest(visit: (RecordPlan) async throws -> Void) async throws {
            try await planner.eachEmployerDigest(of: employers, outbox: outbox, on: day) { try await visit($0.plan) }
            if let report = planner.officeDigest(report, on: day) { try await visit(report) }
            for table in try await planner.tables(of: lines, outbox: outbox, on: day) {
                let subject = Subject.employer(EmployerRecords(employer: Employer(id: table.employer ?? "", name: "")))
                try await visit(
                    RecordPlan(
                        subject: subject,
                        course: planner.course(of: subject, on: day, acknowledged: [:]),
                        due: DueNotices(notices: [table.notice], superseded: []),
                        planned: [table]
                    )
                )
            }
        }
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

    /// Lists the notices that fall on each of some coming days, if nothing in the registry changes.
    ///
    /// - Returns: by day, then by name, record and audience
    package func upcoming(in days: ClosedRange<CalendarDate>) async throws -> [UpcomingNotice] {
        var notices: [UpcomingNotice] = []
        try await eachPage(
            withMarksIn: days,
            order: .asRead,
            look: { page in
                page.subjects.flatMap { subject in
                    let course = course(of: subject, on: days.lowerBound, acknowledged: [:])
                    return course.marks(in: days).flatMap { mark in
                        mark.audiences.filter { course.concerns($0) }.map { audience in
                            UpcomingNotice(
                                day: mark.date,
                                kind: mark.kind,
                                milestone: mark.milestone,
                                severity: mark.severity,
                                audience: audience,
                                record: subject.record,
                                holder: subject.holder?.name,
                                employer: subject.employer?.name
                            )
                        }
                    }
                }
            },
            visit: { notices += $0 }
        )
        return notices.sorted { $0.order < $1.order }
    }
}

/// A notice of a coming day.
package struct UpcomingNotice: Hashable, Sendable {
    package let day: CalendarDate
    package let kind: NoticeKind
    package let milestone: Milestone
    package let severity: Severity
    package let audience: Audience
    package let record: RecordID
    /// The names that the registry gives.
    package let holder: String?
    package let employer: String?

    package init(
        day: CalendarDate,
        kind: NoticeKind,
        milestone: Milestone,
        severity: Severity,
        audience: Audience,
        record: RecordID,
        holder: String?,
        employer: String?
    ) {
        (self.day, self.kind, self.milestone, self.severity) = (day, kind, milestone, severity)
        (self.audience, self.record, self.holder, self.employer) = (audience, record, holder, employer)
    }

    /// Ids may be of any kind, so that within a day names come first.
    fileprivate var order: (CalendarDate, String, String, String, String, String) {
        let name = [holder, employer].compactMap(\.self).joined(separator: " ")
        return (day, name, record.id, record.type.rawValue, audience.rawValue, kind.rawValue)
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
