import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// What changes in the list of what is open for whom, and the withdrawal of what somebody was told and no longer stands.
///
/// The list is kept for the audiences whose notices reach a program, which keeps such a list too, and of what is urgent
/// for holders and employers, who are told by mail as well.
///
/// - Source: catalogue of notices N49
struct Openings: Sendable {
    let planner: Planner
    /// `nil` when there is no state yet.
    let outbox: (any PlanningStore)?
    let now: UnixTime

    /// What has changed about some records.
    struct Findings: Sendable {
        var changes = ThreadChanges()
        /// The records that were looked at and have, or had, something in the list.
        var looked: Set<RecordID> = []
        /// Whom the withdrawals are about, those that are not in the registry left out.
        var subjects: [RecordID: Subject] = [:]
        /// By how many lines of its employer's table each employer has more or fewer.
        var employers: [String: Int] = [:]
    }

    /// Compares what is open about some records with the list.
    ///
    /// - Parameters:
    ///   - courses: up to a thousand records with their courses on the day
    ///   - day: today in the business time zone
    /// - Returns: what has changed
    /// - Throws: `OutboxError`
    func changes(
        of courses: [(subject: Subject, course: RenewalCourse)],
        on day: CalendarDate
    ) async throws -> Findings {
        let kept = try await outbox?.openThreads(of: courses.map(\.subject.record)) ?? [:]
        var (found, closed): (Findings, [Closed]) = (Findings(), [])
        for (subject, course) in courses {
            let (before, now) = (kept[subject.record] ?? [], threads(of: subject, course))
            guard !before.isEmpty || !now.isEmpty else { continue }
            found.looked.insert(subject.record)
            if before.contains(where: { $0.missingSince != nil }) { found.changes.returned.append(subject.record) }
            let parties = Dictionary(before.map { ($0.thread, $0.party) }) { first, _ in first }
            found.changes.opened += now.filter { parties[$0.key] != $0.value }
                .map { KeptThread($0.key, party: $0.value) }
            closed += before.filter { now[$0.thread] != $0.party }.map { kept in
                Closed(kept: kept, subject: subject, course: course, isWithOther: now[kept.thread] != nil)
            }
        }
        try await close(closed, in: &found, on: day)
        return found
    }

    /// Looks at the records of the list that a pass has not read: those that moved far away, and those that are gone.
    ///
    /// - Parameters:
    ///   - records: the only ones to look at; `nil` for all of the list
    ///   - seen: those the pass has read
    ///   - day: today in the business time zone
    ///   - visit: called with the changes of a batch, which are to be stored before the next one is looked for
    /// - Throws: what the registry, the outbox or `visit` throws
    func eachChange(
        among records: Set<RecordID>?,
        besides seen: Set<RecordID>,
        on day: CalendarDate,
        visit: (Findings) async throws -> Void
    ) async throws {
        guard let outbox else { return }
        if let records {
            var rest = records.subtracting(seen).sorted { $0.id < $1.id }[...]
            while !rest.isEmpty {
                let page = Array(rest.prefix(Planner.lookupSize))
                rest = rest.dropFirst(Planner.lookupSize)
                try await look(at: page, in: outbox, on: day, visit: visit)
            }
            return
        }
        var last: RecordID?
        repeat {
            let page = try await outbox.openRecords(after: last, limit: Planner.lookupSize)
            try await look(at: page.filter { !seen.contains($0) }, in: outbox, on: day, visit: visit)
            last = page.count < Planner.lookupSize ? nil : page.last
        } while last != nil
    }

    private func look(
        at records: [RecordID],
        in outbox: any PlanningStore,
        on day: CalendarDate,
        visit: (Findings) async throws -> Void
    ) async throws {
        let kept = try await outbox.openThreads(of: records)
        guard !kept.isEmpty else { return }
        let page: CandidatePage
        do {
            page = try await planner.registry.subjects(Array(kept.keys))
        } catch {
            guard error.isAboutContent else { throw error }
            // Nobody can tell what has become of them.
            return
        }
        let courses = page.subjects.map { subject in
            (subject: subject, course: planner.course(of: subject, on: day, acknowledged: [:]))
        }
        try await visit(try await changes(of: courses, on: day))
        let there = Set(page.subjects.map(\.record))
        let unreadable = Set(page.quarantined.map(\.id))
        let gone = kept.filter { !there.contains($0.key) && !unreadable.contains($0.key.id) }
        try await visit(try await changes(without: gone, on: day))
    }

    /// A missing record may return: an office that reloads its registry empties it first.
    private func changes(without gone: [RecordID: [KeptThread]], on day: CalendarDate) async throws -> Findings {
        var (found, closed): (Findings, [Closed]) = (Findings(), [])
        for (record, kept) in gone {
            guard let since = kept.compactMap(\.missingSince).min() else {
                found.changes.missing.append(record)
                continue
            }
            guard since.duration(to: now) > Recheck.patienceWithMissing else { continue }
            closed += kept.map { Closed(kept: $0, subject: nil, course: nil, isWithOther: false) }
        }
        try await close(closed, in: &found, on: day)
        return found
    }

    private func close(_ closed: [Closed], in found: inout Findings, on day: CalendarDate) async throws {
        // What another party has now is opened again in the same transaction.
        found.changes.closed += closed.map(\.kept.thread)
        let told = try await outbox?.told(Set(closed.map(\.kept.thread))) ?? [:]
        for closed in closed {
            guard let planned = told[closed.kept.thread].flatMap({ withdrawal(of: closed, told: $0, on: day) }) else {
                continue
            }
            found.changes.withdrawals.append(planned)
            if let subject = closed.subject { found.subjects[subject.record] = subject }
        }
        for kept in found.changes.opened { found.count(kept, 1) }
        for closed in closed { found.count(closed.kept, -1) }
    }

    /// A line that is not open any more.
    private struct Closed {
        let kept: KeptThread
        let subject: Subject?
        let course: RenewalCourse?
        /// Whether it is open for another party.
        let isWithOther: Bool
    }

    /// The lines that are open about a record and for whom, by party.
    private func threads(of subject: Subject, _ course: RenewalCourse) -> [OpenThread: String] {
        let open = (course.openings + course.ends).filter { notice in
            isKept(notice) && !planner.mutes.silence(notice.key.audience, of: subject)
        }
        return Dictionary(open.map { (OpenThread(of: $0.key), party(toldOf: $0.key, subject)) }) { first, _ in first }
    }

    private func isKept(_ notice: Notice) -> Bool {
        switch notice.key.audience {
        case .holder, .employer:
            notice.severity >= .urgent || planner.addressing.leadsToProgram(notice.key.audience)
        case .administrator: planner.addressing.leadsToProgram(.administrator)
        case .relyingParty: notice.key.kind.isRevocable && planner.addressing.hasPrograms
        }
    }

    private func party(toldOf key: NoticeKey, _ subject: Subject) -> String {
        // Whoever was told of an end is told that it is none.
        guard !key.kind.isRevocable else { return "" }
        return switch key.audience {
        case .holder: subject.holder.map { outbox?.standIn(for: $0.id) ?? $0.id } ?? ""
        case .employer: subject.employer(toldOf: key)?.id ?? ""
        case .administrator, .relyingParty: ""
        }
    }

    /// The withdrawal for those who were told; `nil` where nobody needs one.
    private func withdrawal(of closed: Closed, told: [ToldReminder], on day: CalendarDate) -> PlannedNotice? {
        let line = closed.kept.thread
        let reminders = told.filter(\.isOfLine)
        // Without digests nothing else takes a row away that came with another event.
        let told = reminders.isEmpty && !planner.digests.hasTables(for: line.thread.audience) ? told : reminders
        guard !told.isEmpty else { return nil }
        let key = reminders.last?.key ?? line.key
        let reason = reason(of: closed, key)
        guard !key.kind.isRevocable || reason == .restored && !reminders.isEmpty else { return nil }
        let isUrgent = reminders.contains { $0.severity >= .urgent }
        var seen: Set<Recipient> = []
        let recipients = told.compactMap { reminder -> Recipient? in
            let recipient = reminder.recipient
            switch planner.addressing.reach(of: recipient.channel) {
            case .ownTarget: return planner.addressing.program(recipient.channel)
            case .mailboxes:
                let isHeard = !reminder.isErased && !planner.mutes.silence(address: recipient.address)
                return isUrgent && reminder.isOfLine && reason.isToldByMail && isHeard ? recipient : nil
            case nil: return nil
            }
        }.filter { seen.insert($0).inserted }
        guard !recipients.isEmpty else { return nil }
        return PlannedNotice(
            notice: line.withdrawal(of: key.kind, because: reason, on: day),
            foundOn: day,
            recipients: recipients,
            employer: closed.subject?.employer?.id
        )
    }

    private func reason(of closed: Closed, _ key: NoticeKey) -> WithdrawnReminder.Reason {
        guard let subject = closed.subject, let course = closed.course else { return .deleted }
        if planner.mutes.silence(key.audience, of: subject) { return .muted }
        let isOthers = party(toldOf: key, subject) != closed.kept.party
        if closed.isWithOther || isOthers {
            return key.audience == .holder ? .holderCorrected : .moved
        }
        if key.kind.isRevocable { return subject.isInForce ? .restored : .lapsed }
        return course.withdrawalReason(for: key)
    }
}

extension OpenThread {
    /// A key of the line, where no notice of it was told.
    fileprivate var key: NoticeKey {
        NoticeKey(
            series: series,
            kind: thread.family,
            milestone: .event,
            audience: thread.audience,
            occurrence: thread.occurrence,
            detail: thread.detail
        )
    }
}

extension Openings.Findings {
    fileprivate mutating func count(_ kept: KeptThread, _ lines: Int) {
        guard kept.thread.thread.audience == .employer, !kept.party.isEmpty else { return }
        employers[kept.party, default: 0] += lines
    }
}

extension WithdrawnReminder.Reason {
    /// Whether no other notice tells a person that an urgent reminder no longer holds.
    fileprivate var isToldByMail: Bool {
        switch self {
        case .moved, .holderCorrected, .deleted, .superseded, .restored: true
        case .filed, .renewed, .declined, .dateCorrected, .voided, .ended, .muted, .lapsed, .settled: false
        }
    }
}
