package import RenewalConfig
package import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// The order in which pages are visited.
package enum PageOrder: Sendable {
    case byExpiry
    /// In any order, which lets a large registry be read in parallel.
    case asRead
}

/// Determines what is due: reads the registry page by page, applies the rules, and finds the recipients.
///
/// It keeps only a few pages in memory, whatever the size of the registry.
package struct Planner: Sendable {
    /// Records looked up at a time.
    static let lookupSize = 250
    let registry: any RegistrySource
    let policy: RenewalPolicy
    private(set) var addressing: Addressing
    let digests: DigestRules
    /// Who is left alone.
    var mutes = Mutes.none
    private let pageSize: Int

    /// Makes a planner for an office.
    ///
    /// - Parameters:
    ///   - registry: where the records are
    ///   - settings: rules, routes and digests
    ///   - pageSize: records per page: short reads, so that a registry in use is never held up
    package init(registry: any RegistrySource, settings: Settings, pageSize: Int = 500) {
        self.registry = registry
        self.pageSize = pageSize
        policy = settings.policy
        addressing = Addressing(settings: settings)
        digests = DigestRules(settings: settings.digests, hasAdministrators: !settings.administrators.isEmpty)
    }

    /// The planner that knows which employers have programs of their own.
    func knowingPrograms() async throws(RegistryError) -> Planner {
        guard addressing.hasPrograms else { return self }
        var planner = self
        planner.addressing.programsOfEmployers = try await registry.programsOfEmployers()
        return planner
    }

    /// A record of a page and what is due for it.
    package struct RecordPlan: Sendable {
        package let subject: Subject
        package let course: RenewalCourse
        package let due: DueNotices
        /// Due notices with recipients, muted ones included.
        package let planned: [PlannedNotice]

        /// Due notices without a route or a usable address.
        package var unreachable: [Notice] { due.notices.withoutRecipients(among: planned) }
    }

    /// Examines the records that may have a mark in a range of days, page by page.
    ///
    /// - Parameters:
    ///   - days: the days whose marks are wanted
    ///   - records: the only ones to look at; `nil` for all
    ///   - order: in which `visit` sees the pages
    ///   - look: evaluates a page; runs in parallel for several
    ///   - visit: called with the result of each page, one after another
    /// - Throws: what the registry, `look` or `visit` throws
    package func eachPage<Finding: Sendable>(
        withMarksIn days: ClosedRange<CalendarDate>,
        among records: Set<RecordID>? = nil,
        order: PageOrder,
        look: @escaping @Sendable (CandidatePage) async throws -> Finding,
        visit: (Finding) async throws -> Void
    ) async throws {
        var range = CandidateRange(
            expiries: days.lowerBound.adding(days: -policy.lookBackDays)...days.upperBound.adding(policy.horizon),
            eventsSince: days.lowerBound.adding(days: -policy.overdueBackfillDays)
        )
        guard let records else {
            return try await eachPage(of: PagedReading(range: range, order: order, look: look), visit: visit)
        }
        var rest = records.sorted { $0.id < $1.id }[...]
        while !rest.isEmpty {
            range.records = Array(rest.prefix(Self.lookupSize))
            rest = rest.dropFirst(Self.lookupSize)
            try await eachPage(of: PagedReading(range: range, order: order, look: look), visit: visit)
        }
    }

    /// Pages under way at a time: while some are read, two are looked at.
    private var readAhead: Int { registry.parallelReads + 2 }

    /// Each task reads and examines a page; the next page of its range starts before the visit.
    private func eachPage<Finding: Sendable>(
        of reading: PagedReading<Finding>,
        visit: (Finding) async throws -> Void
    ) async throws {
        let first = try await page(of: reading, in: reading.range, after: nil)
        var (spans, last) = reading.spans(after: first.next)
        try await withThrowingTaskGroup(of: Looked<Finding>.self) { tasks in
            var running = 0
            func begin(_ range: CandidateRange, after cursor: PageCursor) {
                running += 1
                tasks.addTask { try await page(of: reading, in: range, after: cursor) }
            }
            func beginMore() {
                while running < readAhead, let (range, cursor) = spans.popFirst() { begin(range, after: cursor) }
                // Records that left their span meanwhile may be among the last.
                if running == 0, let (range, cursor) = last.take() { begin(range, after: cursor) }
            }
            beginMore()
            try await visit(first.finding)
            while let looked = try await tasks.next() {
                try Task.checkCancellation()
                running -= 1
                if let cursor = looked.next { begin(looked.range, after: cursor) }
                beginMore()
                try await visit(looked.finding)
            }
        }
    }

    private func page<Finding>(
        of reading: PagedReading<Finding>,
        in range: CandidateRange,
        after cursor: PageCursor?
    ) async throws -> Looked<Finding> {
        let page = try await registry.page(of: range, after: cursor, limit: pageSize)
        return Looked(finding: try await reading.look(page), range: range, next: page.next)
    }

    private struct PagedReading<Finding: Sendable>: Sendable {
        let range: CandidateRange
        let order: PageOrder
        let look: @Sendable (CandidatePage) async throws -> Finding

        /// The ranges after the first page, and the last range to read after all of them.
        func spans(
            after cursor: PageCursor?
        ) -> (spans: ArraySlice<(range: CandidateRange, cursor: PageCursor)>, last: (CandidateRange, PageCursor)?) {
            guard let cursor else { return ([], nil) }
            guard order == .asRead else { return ([], (range, cursor)) }
            let (spans, last) = range.spans(after: cursor)
            return (spans[...], last)
        }
    }

    /// The result of a page, its range, and where that continues.
    private struct Looked<Finding: Sendable>: Sendable {
        let finding: Finding
        let range: CandidateRange
        let next: PageCursor?
    }

    /// The course of a subject on a day, under this planner's rules: the one place where a course is laid out.
    ///
    /// - Parameters:
    ///   - subject: the record as it stands now
    ///   - day: today in the business time zone
    ///   - acknowledged: what was acknowledged about the subject, and when; empty where that does not matter
    /// - Returns: the course, its marks silenced by an acknowledgement of the series that the subject has now
    package func course(
        of subject: Subject,
        on day: CalendarDate,
        acknowledged: [NoticeSeries: CalendarDate]
    ) -> RenewalCourse {
        RenewalCourse(
            of: subject,
            on: day,
            acknowledgedOn: acknowledgement(of: subject, among: acknowledged),
            policy: policy
        )
    }

    /// Why a subject stands where it stands on a day, with its course.
    package func explanation(
        of subject: Subject,
        on day: CalendarDate,
        acknowledged: [NoticeSeries: CalendarDate]
    ) -> RenewalExplanation {
        RenewalExplanation(
            of: subject,
            on: day,
            acknowledgedOn: acknowledgement(of: subject, among: acknowledged),
            policy: policy
        )
    }

    private func acknowledgement(
        of subject: Subject,
        among acknowledged: [NoticeSeries: CalendarDate]
    ) -> CalendarDate? {
        // Most offices have few acknowledgements, and determining the series costs as much as a course.
        guard !acknowledged.isEmpty else { return nil }
        return NoticeSeries(of: subject, policy: policy).flatMap { acknowledged[$0] }
    }

    /// What is due for a record.
    ///
    /// `lastScan` is the day of the last scan, `nil` for a first one; `missed` are notices for the record's present
    /// standing that an earlier scan should have planned; `corrections` take the place of less pressing reminders, and
    /// of two notices about one application the more pressing one goes out.
    package func plan(
        _ course: RenewalCourse,
        of subject: Subject,
        since lastScan: CalendarDate?,
        missed: [Notice],
        corrections: [RenewalCourse.Correction] = []
    ) -> RecordPlan {
        let regular = course.due(since: lastScan)
        let keys = Set(regular.notices.map(\.key))
        let found = regular.notices + missed.filter { !keys.contains($0.key) }
        let corrected = Set(corrections.flatMap(\.replaced).map(\.key))
        let repeated = found.filter { !corrected.contains($0.key) }.repeats
        let replaced = corrected.union(repeated.map(\.key))
        let told = found.filter { !replaced.contains($0.key) && isOfUse($0, about: subject) }
        let due = DueNotices(
            notices: told + corrections.map(\.notice),
            superseded: regular.superseded + found.filter { replaced.contains($0.key) }
        )
        let planned = due.notices.compactMap { notice -> PlannedNotice? in
            let digest = digests.digest(for: notice, about: subject)
            let recipients = digest == nil ? addressing.recipients(of: notice, about: subject) : []
            guard digest != nil || !recipients.isEmpty else { return nil }
            let (heard, muted) = divide(recipients, of: notice, about: subject)
            return PlannedNotice(
                notice: notice,
                foundOn: course.day,
                recipients: heard,
                muted: muted,
                digest: digest,
                employer: subject.employer?.id
            )
        }
        return RecordPlan(subject: subject, course: course, due: due, planned: planned)
    }

    /// Whether anybody may get a notice: a fact without a program is nobody's loss.
    private func isOfUse(_ notice: Notice, about subject: Subject) -> Bool {
        !notice.key.kind.isFact || !addressing.recipients(of: notice, about: subject).isEmpty
    }

    /// The notices for a record's present standing that an earlier scan has missed.
    ///
    /// Those of a thread without any notice, because the record, address or application came late; and events and
    /// pressing marks in any thread, because a row may have been unreadable or without an address on that day. And what
    /// somebody did not hear who was muted: planned again, it changes nothing while the mute holds.
    ///
    /// - Parameters:
    ///   - course: the record's course today
    ///   - known: the notices the record has had
    ///   - muted: those of them that a muted recipient has not had
    /// - Returns: what is to be planned now
    func missed(by course: RenewalCourse, known: [NoticeKey], muted: Set<NoticeKey>) -> [Notice] {
        let standing = course.standing.map { $0.underKey(among: known) }
        let known = muted.isEmpty ? known : known.filter { !muted.contains($0) }
        return standing.filter { notice in
            if known.contains(notice.key) { return false }
            if muted.contains(notice.key) { return true }
            let isToldAnyway = notice.severity >= .urgent || notice.key.occurrence != nil
            return isToldAnyway || !known.contains { $0.series == notice.key.series && $0.thread == notice.key.thread }
        }
    }
}

extension [Notice] {
    /// Those that are not planned for anybody.
    func withoutRecipients(among planned: [PlannedNotice]) -> [Notice] {
        let reached = Set(planned.map(\.notice.key))
        return filter { !reached.contains($0.key) }
    }
}

extension Notice {
    /// The notice under the key that it was planned with, where that names another day of filing.
    fileprivate func underKey(among known: [NoticeKey]) -> Notice {
        guard key.kind.isAboutUndecidedAtExpiry, let key = known.first(where: key.isSame) else { return self }
        return Notice(key: key, dueOn: dueOn, severity: severity, rules: rules)
    }
}
