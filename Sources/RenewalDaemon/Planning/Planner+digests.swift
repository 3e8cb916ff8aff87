import RenewalConfig
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// The digests of a day, for the scan that plans them and the preview that lists them.
///
/// - Source: rule D14, catalogue of notices N40, N41
extension Planner {
    /// A digest and the records whose lines it takes.
    struct DigestPlan: Sendable {
        let plan: RecordPlan
        let records: [RecordID]
    }

    /// Days after which a waiting digest takes no more lines of others with its mailbox.
    private static let digestPatience = 7

    /// Finds the employers with open lines, and the mailboxes in their records.
    func openEmployers(from outbox: any PlanningStore) async throws -> OpenEmployers {
        var open = OpenEmployers()
        var last: OpenLine?
        repeat {
            let lines = try await outbox.openLines(after: last, limit: Self.lookupSize)
            let employers = lines.isEmpty ? [:] : try await registry.employers(of: lines.map(\.record))
            for line in lines { open.add(line.employer, line.waiting, named: employers[line.record]) }
            last = lines.count < Self.lookupSize ? nil : lines.last
        } while last != nil
        return open
    }

    /// Visits the digests of employers with open lines on a day: one per mailbox.
    ///
    /// It is one already waiting for one of the mailboxes, else that of the first employer.
    ///
    /// - Parameters:
    ///   - open: the employers and their open lines
    ///   - outbox: where planned digests are found; `nil` when there is no state yet
    ///   - day: the day of the digests
    ///   - visit: called for one at a time
    /// - Throws: what the registry, the outbox or `visit` throws
    func eachEmployerDigest(
        of open: OpenEmployers,
        outbox: (any PlanningStore)?,
        on day: CalendarDate,
        visit: (DigestPlan) async throws -> Void
    ) async throws {
        guard !open.entries.isEmpty else { return }
        var open = open
        for id in open.unreached {
            try Task.checkCancellation()
            guard let employer = try await registry.employer(id) else { continue }
            open.open(employer, for: id)
            guard employer.mailboxes.isEmpty, let waiting = open.entries[id]?.waiting else { continue }
            guard digests.isEmployerDigestDue(on: day, waiting) else { continue }
            let records = EmployerRecords(employer: employer)
            if let plan = digest(records, of: [id], severity: waiting.severity, on: day) { try await visit(plan) }
        }
        let since = day.adding(days: -Self.digestPatience)
        let planned = try await outbox?.employerDigests(on: day, since: since) ?? [:]
        let byEmployer = Dictionary(planned.values.map { ($0.employer, $0) }) { first, _ in first }
        for household in open.households(isDue: { digests.isEmployerDigestDue(on: day, $0) }) where household.isDue {
            try Task.checkCancellation()
            let known = household.doors.flatMap(\.mailboxes).compactMap { planned[$0] }
                .min { $0.employer < $1.employer }
            let lead = known?.employer ?? household.employers.first ?? ""
            let told = try await recordsTold(
                to: household,
                lead: lead,
                after: known ?? byEmployer[lead],
                outbox: outbox
            )
            let severity = household.waiting.severity
            if let plan = digest(told, of: household.employers, severity: severity, on: day) {
                try await visit(plan)
            }
        }
    }

    /// The recipients of a household's digest, which is composed when it leaves.
    ///
    /// A waiting one also goes to the mailboxes of the lines it already has.
    private func recordsTold(
        to household: OpenEmployers.Household,
        lead: String,
        after known: DigestUnderWay?,
        outbox: (any PlanningStore)?
    ) async throws -> EmployerRecords {
        var all = household.doors
        if let known, let lines = try await outbox?.digestLines(of: known.noticeID) {
            let told = try await registry.employers(of: lines.map(\.key.series.record))
            all += lines.compactMap { told[$0.key.series.record] }.filter { !$0.mailboxes.isEmpty }
        }
        var seen: Set<[String]> = []
        let doors = all.filter { seen.insert([$0.id] + $0.mailboxes.sorted()).inserted }
            .map { EmployerRecords(employer: $0) }
        let own = doors.filter { $0.employer.id == lead }
        let others = doors.filter { $0.employer.id != lead }
        var whole = own.first ?? EmployerRecords(employer: Employer(id: lead, name: ""))
        whole.others = own.dropFirst() + others
        return whole
    }

    /// Days for which an empty table follows the last one with something in it.
    private static let emptyDays = 10

    /// The daily tables of employers for programs.
    ///
    /// - Parameters:
    ///   - open: how much is open with each employer
    ///   - outbox: where earlier tables are found; `nil` when there is no state yet
    ///   - day: the day of the tables
    /// - Returns: empty where no program gets the notices of employers, or without digests
    /// - Throws: what the registry or the outbox throws
    func tables(
        of open: [String: Int],
        outbox: (any PlanningStore)?,
        on day: CalendarDate
    ) async throws -> [PlannedNotice] {
        guard digests.settings.employer != .off, addressing.leadsToProgram(.employer) else { return [] }
        let employers = Set(open.filter { $0.value > 0 }.keys)
        let recently = day.adding(days: -Self.emptyDays)
        // After a long absence, what was open before it counts, and its days begin anew.
        let lastDay = try await outbox?.lastScan(notAfter: day.adding(days: -1)) ?? day
        let wasAway = lastDay < recently
        let before = try await outbox?.snapshots(since: wasAway ? lastDay.adding(days: -Self.emptyDays) : recently)
        var tables: [PlannedNotice] = []
        for id in employers.union(before ?? []).sorted() {
            let isOpen = employers.contains(id) || wasAway
            let notice = (isOpen ? Snapshot.open : .empty).notice(of: id, on: day)
            let employer = Employer(id: id, name: "", channel: addressing.programsOfEmployers[id])
            if let table = table(notice, of: employer, on: day) { tables.append(table) }
        }
        return tables
    }

    private func table(_ notice: Notice, of employer: Employer, on day: CalendarDate) -> PlannedNotice? {
        let programs = addressing.recipients(of: notice, about: .employer(EmployerRecords(employer: employer)))
        guard !programs.isEmpty else { return nil }
        return PlannedNotice(notice: notice, foundOn: day, recipients: programs, employer: employer.id)
    }

    /// The office's daily report; `nil` when nobody gets it on this day.
    func officeDigest(_ open: OpenDigest?, on day: CalendarDate) -> RecordPlan? {
        guard digests.hasAdministrators, digests.settings.administrator == .daily || open != nil else { return nil }
        return digest(.office(DailyReport(day: day)), severity: open?.severity ?? .info, on: day)
    }

    private func digest(
        _ records: EmployerRecords,
        of employers: [String],
        severity: Severity,
        on day: CalendarDate
    ) -> DigestPlan? {
        let ids = employers.map { RecordID(type: .employer, id: $0) }
        return digest(.employer(records), severity: severity, on: day).map { DigestPlan(plan: $0, records: ids) }
    }

    /// As pressing as the most pressing thing in it.
    private func digest(_ subject: Subject, severity: Severity, on day: CalendarDate) -> RecordPlan? {
        let course = course(of: subject, on: day, acknowledged: [:])
        guard let found = course.standing.first else { return nil }
        let notice = Notice(key: found.key, dueOn: found.dueOn, severity: severity, rules: found.rules)
        let recipients = addressing.recipients(of: notice, about: subject)
        let (heard, muted) = divide(recipients, of: notice, about: subject)
        let planned = PlannedNotice(
            notice: notice,
            foundOn: day,
            recipients: heard,
            muted: muted,
            employer: subject.employer?.id
        )
        return RecordPlan(
            subject: subject,
            course: course,
            due: DueNotices(notices: [notice], superseded: []),
            planned: recipients.isEmpty ? [] : [planned]
        )
    }
}
