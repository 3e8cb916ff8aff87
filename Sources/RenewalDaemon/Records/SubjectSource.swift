import RenewalConfig
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Finds the records that notices are about, in either database.
struct SubjectSource: Sendable {
    let planner: Planner
    let outbox: any OutboxLookups
    let calendar: BusinessCalendar
    let now: UnixTime
    /// Whether a program is to be told, whose digests hold what is open besides the news.
    var isForProgram = false

    /// The result of looking up some records.
    struct Found: Sendable {
        var subjects: [RecordID: Subject] = [:]
        /// The records of digests with their lines, by digest id.
        var digests: [String: Subject] = [:]
        /// The lines that are left out of digests because they are no longer true, by digest id.
        var omitted: [String: [NoticeKey]] = [:]
        /// The withdrawals, by the id of the notice, with the reminders that they withdraw.
        var withdrawals: [String: (withdrawal: WithdrawnReminder, told: [ToldReminder])] = [:]
        /// Those of a record that was gone and is there again.
        var returned: Set<String> = []
        /// Existing records that cannot be read.
        var unreadable: [RecordID: RowProblem] = [:]
        /// Records that cannot be read while the file is in its present state; the scan reports what is wrong.
        var hidden: [RecordID: RegistryError] = [:]

        /// The record of a notice; for a digest, with its lines.
        func subject(of notice: Notice) -> Subject? {
            if let found = withdrawals[notice.key.noticeID] { return .withdrawal(found.withdrawal) }
            return notice.key.kind.isDigest ? digests[notice.key.noticeID] : subjects[notice.key.series.record]
        }
    }

    /// Looks up the present records of some notices.
    ///
    /// Faulty content of the registry is not an error, even if it hides all of them, because others may be readable.
    func find(_ notices: [Notice]) async throws(RecheckError) -> Found {
        var found = Found()
        let records = Dictionary(grouping: Set(notices.map(\.key.series.record)), by: \.type)
        let own: [RecordID.RecordType] = [.registration, .qualification, .credential, .credentialApplication]
        let registered = own.flatMap { records[$0] ?? [] }
        do {
            if !registered.isEmpty { try await addRegistered(registered, to: &found) }
        } catch {
            throw .registry(error)
        }
        do {
            for record in records[.delivery] ?? [] {
                // The day of the notice: it reports what was true then, as long as it still is.
                let told = notices.first { $0.key.series.record == record }?.key.series.expires
                if let failure = try await failedDelivery(record.id, toldOn: told) {
                    found.subjects[record] = .delivery(failure)
                }
            }
            if records[.office]?.contains(HeldSending.record) ?? false {
                var held = try await heldSending()
                held?.earlierDetails = notices.filter { $0.key.kind == .sendingHeld }.compactMap(\.key.detail)
                    .filter { $0.hasPrefix(outbox.instanceID) }
                found.subjects[HeldSending.record] = held.map(Subject.sendingHold)
            }
        } catch {
            throw .outbox(error)
        }
        do {
            try await addWithdrawals(among: notices, to: &found)
        } catch {
            throw .outbox(error)
        }
        for digest in Set(notices).filter(\.key.kind.isDigest) {
            do {
                guard let content = try await content(of: digest) else { continue }
                found.digests[digest.key.noticeID] = content.subject
                found.omitted[digest.key.noticeID] = content.omitted
            } catch {
                guard case .registry(let reason) = error, reason.isAboutContent else { throw error }
                found.hidden[digest.key.series.record] = reason
            }
        }
        return found
    }

    /// Finds what the withdrawals among some notices withdraw.
    ///
    /// Whoever is told that a record is somebody else's matter learns nothing more of it, but for the row of a program.
    private func addWithdrawals(among notices: [Notice], to found: inout Found) async throws(OutboxError) {
        let withdrawals = Set(notices).filter { $0.key.kind == .reminderWithdrawn }
        guard !withdrawals.isEmpty else { return }
        let told = try await outbox.told(Set(withdrawals.compactMap { OpenThread(withdrawnBy: $0.key) }))
        for notice in withdrawals {
            var withdrawal = WithdrawnReminder(notice: notice, subject: nil)
            let subject = found.subjects[notice.key.series.record]
            if withdrawal.reason == .deleted, subject != nil { found.returned.insert(notice.key.noticeID) }
            switch withdrawal.reason {
            case .moved, .holderCorrected: withdrawal.elsewhere = subject
            case .deleted, nil: break
            case .filed, .renewed, .declined, .dateCorrected, .superseded, .voided, .ended, .restored, .muted, .lapsed,
                .settled:
                withdrawal.subject = subject
            }
            let reminders = (OpenThread(withdrawnBy: notice.key).flatMap { told[$0] } ?? []).filter(\.isOfLine)
            found.withdrawals[notice.key.noticeID] = (withdrawal, reminders)
        }
    }

    /// The present content of a digest, and the lines that are no longer true; `nil` when the registry has none of it
    /// any more.
    private func content(
        of digest: Notice
    ) async throws(RecheckError) -> (subject: Subject, omitted: [NoticeKey])? {
        let (lines, records): ([Notice], [RecordID])
        do {
            lines = try await outbox.digestLines(of: digest.key.noticeID)
            records = try await outbox.digestRecords(of: digest)
        } catch {
            throw .outbox(error)
        }
        guard digest.key.series.record.type == .employer else {
            let corrections = Set(lines.map(\.key).filter(\.kind.isCorrection).map(\.series.record))
            let subjects = try await subjects(of: corrections).values
            let (told, omitted) = divide(lines, by: Array(subjects), tellsOthers: true)
            return (.office(try await dailyReport(telling: told)), omitted)
        }
        var employer: EmployerRecords
        do {
            if let found = try await planner.registry.employerRecords(records.map(\.id)) {
                employer = found
            } else {
                // A program learns that nothing is open any more, or only about people who are to come.
                guard digest.key.isSnapshot else { return nil }
                let id = digest.key.series.record.id
                let channel = try await planner.registry.programsOfEmployers()[id]
                employer = EmployerRecords(employer: Employer(id: id, name: "", channel: channel))
            }
        } catch {
            throw .registry(error)
        }
        let (told, omitted) = divide(lines, by: employer.subjects, tellsOthers: false)
        if isForProgram { employer.moving = try await moving(to: records.map(\.id)) }
        employer.lines = told
        return (.employer(employer), omitted)
    }

    /// The records of others about which some employers have something to do.
    private func moving(to employers: [String]) async throws(RecheckError) -> [Subject] {
        var records: Set<RecordID> = []
        do {
            for employer in employers {
                records.formUnion(try await outbox.openRecords(for: .employer, of: employer, limit: Self.openLimit))
            }
        } catch {
            throw .outbox(error)
        }
        return try await subjects(of: records).values
            .filter { subject in !employers.contains(subject.employer?.id ?? "") }
            .sorted { $0.record.id < $1.record.id }
    }

    /// More rows than a program would want in one digest.
    private static let openLimit = 20_000

    private func subjects(of records: Set<RecordID>) async throws(RecheckError) -> [RecordID: Subject] {
        do {
            return try await planner.subjects(records)
        } catch {
            throw .registry(error)
        }
    }

    /// Divides the lines of a digest into those to tell and those that their records' courses no longer bear out.
    ///
    /// An acknowledgement silences only marks after it, so none that was planned before.
    ///
    /// - Parameters:
    ///   - lines: the notices that the digest includes
    ///   - subjects: the records that were looked up
    ///   - tellsOthers: whether lines about other records are told
    /// - Returns: the lines to tell, and the keys of those that are left out
    private func divide(
        _ lines: [Notice],
        by subjects: [Subject],
        tellsOthers: Bool
    ) -> (told: [Notice], omitted: [NoticeKey]) {
        let (records, day) = (Set(lines.map(\.key.series.record)), calendar.day(of: now))
        let courses = Dictionary(
            subjects.filter { records.contains($0.record) }
                .map { ($0.record, planner.course(of: $0, on: day, acknowledged: [:])) }
        ) { first, _ in first }
        let told = lines.filter { line in
            courses[line.key.series.record].map { $0.stopReason(for: line.key) == nil } ?? tellsOthers
        }
        let keys = Set(told.map(\.key))
        return (told, lines.map(\.key).filter { !keys.contains($0) })
    }

    /// Reads records; unreadable content affects only the records that it belongs to.
    private func addRegistered(_ records: [RecordID], to found: inout Found) async throws(RegistryError) {
        let page: CandidatePage
        do {
            page = try await planner.registry.subjects(records)
        } catch {
            guard error.isAboutContent else { throw error }
            let parts = Self.parts(of: records, after: error)
            if parts.count > 1 {
                for part in parts { try await addRegistered(part, to: &found) }
            } else {
                for record in records { found.hidden[record] = error }
            }
            return
        }
        for subject in page.subjects { found.subjects[subject.record] = subject }
        for row in page.quarantined {
            guard let type = RecordID.RecordType(rawValue: row.table) else { continue }
            let record = RecordID(type: type, id: row.id)
            if found.subjects[record] == nil { found.unreadable[record] = row }
        }
    }

    /// By type, and then in halves; a read that took too long is not repeated with fewer.
    private static func parts(of records: [RecordID], after error: RegistryError) -> [[RecordID]] {
        let byType = Dictionary(grouping: records, by: \.type).values.map { Array($0) }
        if byType.count > 1 { return byType }
        if case .tooLong = error { return [records] }
        let half = records.count / 2
        return half == 0 ? [records] : [Array(records[..<half]), Array(records[half...])]
    }

    /// A delivery that was given up or came back, or waits for a channel that is gone or has long been at fault; `nil`
    /// once it is being sent again or has arrived.
    func failedDelivery(
        _ id: String,
        toldOn: CalendarDate? = nil
    ) async throws(OutboxError) -> FailedDelivery? {
        guard let detail = try await outbox.delivery(id: id) else { return nil }
        let cameBack = detail.summary.state == .bounced
        let hasFailed = cameBack || detail.summary.state == .failed
        if !hasFailed { guard try await isStranded(id) else { return nil } }
        let failedOn = toldOn ?? calendar.day(of: hasFailed ? detail.summary.updatedAt : now)
        let last = detail.attempts.last { $0.outcome != nil }
        let place = [last?.stage, last?.code.map(String.init)]
        let bounce = detail.bounces.last(where: \.isFinal)
        let errorClass = (cameBack ? ["bounce", bounce?.status] : place).compactMap(\.self).joined(separator: " ")
        var failure = FailedDelivery(
            id: id,
            notice: detail.summary.notice,
            channel: detail.summary.channel,
            recipient: detail.summary.recipient,
            attempts: detail.summary.attempts,
            errorClass: errorClass,
            failedOn: failedOn,
            waits: !hasFailed,
            // Only the notice's text needs it, and it costs a scan of everything that waits.
            alike: toldOn == nil ? 0 : try await alike(detail.summary.channel, on: hasFailed ? failedOn : nil)
        )
        guard cameBack else { return failure }
        failure.cameBack = true
        let mutes = Mutes(try await outbox.mutes(), on: calendar.day(of: now))
        failure.isSuppressed = mutes.isUnreachable(address: detail.summary.recipient)
        return failure
    }

    private func isStranded(_ id: String) async throws(OutboxError) -> Bool {
        try await outbox.isStranded(id, since: now - FailureFollowUp.patienceWithChannel)
    }

    /// How many more failed on the channel that day or wait for it, if there are too many for single notices.
    private func alike(_ channel: String, on day: CalendarDate?) async throws(OutboxError) -> Int {
        let count: Int
        if let day {
            let span = calendar.instant(atMinute: 0, of: day)..<calendar.instant(atMinute: 0, of: day.adding(days: 1))
            count = try await outbox.failures(of: channel, during: span)
        } else {
            count = try await outbox.strandedCount(of: channel, since: now - FailureFollowUp.patienceWithChannel)
        }
        return count > FailureFollowUp.mass ? count - 1 : 0
    }

    /// The held sending, for administrators; `nil` once it is released, and for a copy, which sends nothing at all.
    func heldSending() async throws(OutboxError) -> HeldSending? {
        let holds = try await outbox.sendingHolds()
        guard !holds.isEmpty, holds.allSatisfy(\.reason.isTold) else { return nil }
        let counts = try await outbox.counts()
        let told = holds.map { hold in
            let waiting = hold.scope == .everything ? [:] : ["waiting": hold.waiting]
            return HeldSending.Hold(
                reason: hold.reason,
                scope: hold.scope,
                figures: hold.figures.merging(waiting) { $1 },
                since: calendar.day(of: hold.since)
            )
        }
        var held = HeldSending(
            day: calendar.day(of: now),
            stateFile: outbox.instanceID,
            holds: told,
            waiting: holds.reduce(0) { $0 + $1.waiting }
        )
        if !held.isPartial { held.waiting += [.pending, .deferred].reduce(0) { $0 + (counts[$1] ?? 0) } }
        return held
    }

    /// The report of the last 24 hours, so that one sent in the morning covers the day before.
    ///
    /// - Parameter lines: the notices that it includes instead of separate messages
    /// - Returns: the report as of now
    /// - Throws: which database could not be read
    func dailyReport(telling lines: [Notice]) async throws(RecheckError) -> DailyReport {
        let day = calendar.day(of: now)
        let span = (now - .seconds(86_400))..<(now + .milliseconds(1))
        var report: DailyReport
        do {
            report = try await outbox.dailyReport(on: day, span: span, week: day.adding(days: 1 - day.weekday))
            try await add(lines, to: &report)
        } catch {
            throw .outbox(error)
        }
        let open = try await stillOpen(report.problems)
        for problem in report.problems where !open.contains(problem) {
            report.problemCounts[problem.kind, default: 1] -= 1
        }
        report.problems = open
        report.faults = try await stillFaulty(report.faults)
        try await addSubjects(to: &report)
        try await addOpen(to: &report)
        do {
            let since = day.adding(days: -Self.leftDays)
            report.sheets = try await planner.registry.sheetNews(since: since, limit: DailyReport.listLimit)
        } catch {
            throw .registry(error)
        }
        return report
    }

    /// How long a record that left its sheet is named.
    private static let leftDays = 30

    /// Adds the records with something open for the office; the list of them is kept only where a program gets the report.
    private func addOpen(to report: inout DailyReport) async throws(RecheckError) {
        let records: [RecordID]
        do {
            records = try await outbox.openRecords(for: .administrator, of: nil, limit: Self.openLimit)
        } catch {
            throw .outbox(error)
        }
        let found = try await subjects(of: Set(records))
        report.open = records.compactMap { found[$0] }
        report.isOpenComplete = records.count < Self.openLimit
    }

    /// Adds the records of the lines, so that they can name people.
    private func addSubjects(to report: inout DailyReport) async throws(RecheckError) {
        let found = try await subjects(of: Set((report.matters + report.failures).map(\.record)))
        for index in report.matters.indices { report.matters[index].subject = found[report.matters[index].record] }
        for index in report.failures.indices { report.failures[index].subject = found[report.failures[index].record] }
    }

    /// The rows that are still unreadable, if there are few enough to check each.
    private func stillFaulty(_ faults: [FaultyRows]) async throws(RecheckError) -> [FaultyRows] {
        var open: [FaultyRows] = []
        for var rows in faults {
            if rows.consequence == .unreadable, rows.count == rows.ids.count,
                let type = RecordID.RecordType(rawValue: rows.table)
            {
                let found: CandidatePage
                do {
                    found = try await planner.registry.subjects(rows.ids.map { RecordID(type: type, id: $0) })
                } catch {
                    throw .registry(error)
                }
                let faulty = Set(found.quarantined.filter { $0.consequence != .cosmetic }.map(\.id))
                rows.ids.removeAll { !faulty.contains($0) }
                rows.count = rows.ids.count
            }
            if rows.count > 0 { open.append(rows) }
        }
        return open
    }

    /// The problems that are still uncorrected.
    private func stillOpen(_ problems: [DailyReport.Line]) async throws(RecheckError) -> [DailyReport.Line] {
        let page: CandidatePage
        do {
            page = try await planner.registry.subjects(problems.map(\.record))
        } catch {
            throw .registry(error)
        }
        let day = calendar.day(of: now)
        let kinds = Dictionary(
            page.subjects.map { subject in
                let course = planner.course(of: subject, on: day, acknowledged: [:])
                return (subject.record, Set(course.marks.map(\.kind)))
            }
        ) { first, _ in first }
        return problems.filter { kinds[$0.record]?.contains($0.kind) ?? false }
    }

    /// Adds the notices that the report includes instead of separate messages.
    private func add(_ lines: [Notice], to report: inout DailyReport) async throws(OutboxError) {
        for line in lines.prefix(DailyReport.listLimit) {
            let record = line.key.series.record
            switch line.key.kind {
            case .deliveryFailed:
                guard let failure = try await failedDelivery(record.id) else { continue }
                report.failures.append(
                    DailyReport.Line(
                        record: failure.notice.key.series.record,
                        kind: failure.notice.key.kind,
                        remark: "\(failure.channel): \(failure.errorClass)"
                    )
                )
            case let kind where kind.isAboutData: continue
            default:
                let matter = DailyReport.Line(record: record, kind: line.key.kind, since: line.key.occurrence)
                if !report.matters.contains(matter) { report.matters.append(matter) }
            }
        }
    }
}

/// Which of the two databases failed in a recheck: one can wait, the other must stop the daemon.
enum RecheckError: Error {
    case registry(RegistryError)
    case outbox(OutboxError)
}

extension EmployerRecords {
    /// Its records and those of its further parts.
    fileprivate var subjects: [Subject] {
        parts.flatMap { $0.registrations.map(Subject.registration) + $0.credentials.map(Subject.credential) }
    }
}
