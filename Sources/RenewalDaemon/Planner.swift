package import RenewalConfig
package import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// Works out what is due: reads the registry page by page, asks the rules, finds the recipients.
///
/// Holds two pages at a time, whatever the size of the registry.
package struct Planner: Sendable {
    /// Records per page: short reads, so that a registry in use is never held up.
    static let pageSize = 250

    let registry: Registry
    let policy: RenewalPolicy
    let addressing: Addressing
    let digests: DigestRules

    package init(registry: Registry, settings: Settings) {
        self.registry = registry
        policy = settings.policy
        addressing = Addressing(settings: settings)
        digests = DigestRules(settings: settings.digests, hasAdministrators: !settings.administrators.isEmpty)
    }

    /// A record of a page with what is due for it.
    package struct RecordPlan: Sendable {
        package let dossier: Dossier
        package let course: RenewalCourse
        package let due: DueNotices
        /// What is due and reaches somebody.
        package let planned: [PlannedNotice]

        /// What is due and has no route or no usable address.
        package var unreachable: [Notice] {
            let reached = Set(planned.map(\.notice.key))
            return due.notices.filter { !reached.contains($0.key) }
        }
    }

    /// Visits the records that may have a mark in a range of days, page by page.
    ///
    /// - Parameters:
    ///   - days: the days whose marks are wanted
    ///   - records: the only ones to look at; `nil` for all
    ///   - visit: called once a page, in order of expiry
    /// - Throws: what the registry or `visit` throws
    package func eachPage(
        withMarksIn days: ClosedRange<CalendarDate>,
        among records: Set<RecordReference>? = nil,
        visit: (CandidatePage) async throws -> Void
    ) async throws {
        var range = CandidateRange(
            expiries: days.lowerBound.adding(days: -policy.lookBackDays)...days.upperBound.adding(policy.horizon),
            eventsSince: days.lowerBound.adding(days: -policy.overdueBackfillDays)
        )
        guard let records else { return try await eachPage(of: range, visit: visit) }
        var rest = records.sorted { $0.id < $1.id }[...]
        while !rest.isEmpty {
            range.records = Array(rest.prefix(Self.pageSize))
            rest = rest.dropFirst(Self.pageSize)
            try await eachPage(of: range, visit: visit)
        }
    }

    private func eachPage(
        of range: CandidateRange,
        visit: (CandidatePage) async throws -> Void
    ) async throws {
        var page: CandidatePage? = try await registry.page(of: range, after: nil, limit: Self.pageSize)
        while let current = page {
            try Task.checkCancellation()
            // Read while the one before is looked at.
            async let following = pageAfter(current, of: range)
            try await visit(current)
            page = try await following
        }
    }

    private func pageAfter(_ page: CandidatePage, of range: CandidateRange) async throws -> CandidatePage? {
        guard let cursor = page.next else { return nil }
        return try await registry.page(of: range, after: cursor, limit: Self.pageSize)
    }

    /// What is due for a record.
    ///
    /// `lastScan` is the day of the last scan, `nil` for a first look; `missed` are notices for where the record stands
    /// now that an earlier scan should have planned.
    package func plan(
        _ course: RenewalCourse,
        of dossier: Dossier,
        since lastScan: CalendarDate?,
        missed: [Notice]
    ) -> RecordPlan {
        let regular = course.due(since: lastScan)
        let keys = Set(regular.notices.map(\.key))
        let due = DueNotices(
            notices: regular.notices + missed.filter { !keys.contains($0.key) },
            superseded: regular.superseded
        )
        let planned = due.notices.compactMap { notice -> PlannedNotice? in
            let digest = digests.digest(for: notice, about: dossier)
            let recipients = digest == nil ? addressing.recipients(of: notice, about: dossier) : []
            guard digest != nil || !recipients.isEmpty else { return nil }
            return PlannedNotice(notice: notice, foundOn: course.day, recipients: recipients, digest: digest)
        }
        return RecordPlan(dossier: dossier, course: course, due: due, planned: planned)
    }

    /// The notices for where a record stands now that an earlier scan has missed.
    ///
    /// Those of a thread that has had none, because record, address or application came late; and events and pressing
    /// marks whatever the thread has had, because a row may have been unreadable or without address on the very day.
    ///
    /// - Parameters:
    ///   - course: the record's course today
    ///   - known: the notices the record has had
    /// - Returns: what is to be planned now
    func missed(by course: RenewalCourse, known: [NoticeKey]) -> [Notice] {
        course.standing.filter { notice in
            if known.contains(notice.key) { return false }
            let isToldAnyway = notice.severity >= .urgent || notice.key.occurrence != nil
            return isToldAnyway || !known.contains { $0.series == notice.key.series && $0.thread == notice.key.thread }
        }
    }
}
