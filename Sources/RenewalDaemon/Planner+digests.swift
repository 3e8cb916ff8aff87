import RenewalConfig
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// The digests of a day, for the scan that plans them and the preview that announces them.
///
/// - Source: rule D14, catalogue of notices N40, N41
extension Planner {
    /// Visits the digest of each employer that has something to be told on a day.
    ///
    /// - Parameters:
    ///   - open: the employers with what waits for them
    ///   - day: the day of the digests
    ///   - visit: called for one at a time
    /// - Throws: what the registry or `visit` throws
    func eachEmployerDigest(
        of open: [RecordReference: OpenDigest],
        on day: CalendarDate,
        visit: (RecordPlan) async throws -> Void
    ) async throws {
        for (record, waiting) in open.sorted(by: { $0.key.id < $1.key.id }) where record.type == .employer {
            guard digests.isEmployerDigestDue(on: day, waiting) else { continue }
            try Task.checkCancellation()
            guard let employer = try await registry.employer(record.id) else { continue }
            // What the digest says is put together when it leaves; here only who gets it counts.
            let dossier = Dossier.employer(EmployerDossier(employer: employer))
            if let digest = digest(dossier, severity: waiting.severity, on: day) { try await visit(digest) }
        }
    }

    /// The daily report of the office; `nil` when nobody is to get it on this day.
    func officeDigest(_ open: OpenDigest?, on day: CalendarDate) -> RecordPlan? {
        guard digests.hasAdministrators, digests.settings.administrator == .daily || open != nil else { return nil }
        return digest(.office(DailyReport(day: day)), severity: open?.severity ?? .info, on: day)
    }

    /// As pressing as the most pressing thing in it.
    private func digest(_ dossier: Dossier, severity: Severity, on day: CalendarDate) -> RecordPlan? {
        let course = RenewalCourse(of: dossier, on: day, policy: policy)
        guard let found = course.standing.first else { return nil }
        let notice = Notice(key: found.key, dueOn: found.dueOn, severity: severity, rules: found.rules)
        let recipients = addressing.recipients(of: notice, about: dossier)
        return RecordPlan(
            dossier: dossier,
            course: course,
            due: DueNotices(notices: [notice], superseded: []),
            planned: recipients.isEmpty ? [] : [PlannedNotice(notice: notice, foundOn: day, recipients: recipients)]
        )
    }
}
