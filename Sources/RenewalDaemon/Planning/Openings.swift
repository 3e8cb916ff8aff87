import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Keeps the list of what is open for whom, and plans the withdrawal of what somebody was told and no longer stands.
///
/// It is kept for the audiences whose notices reach a program, which keeps such a list too, and of what is urgent for
/// holders and employers, who are told by mail as well.
///
/// - Source: catalogue of notices N49
struct Openings: Sendable {
    let planner: Planner
    let outbox: any PlanningStore
    let clock: any Clock
    let limit: FloodLimit

    /// Compares what is open about some records with the list.
    ///
    /// - Parameters:
    ///   - courses: the records with their courses on the day
    ///   - day: today in the business time zone
    /// - Returns: what was planned, and the records with something in the list
    /// - Throws: `OutboxError`
    func follow(
        _ courses: [(subject: Subject, course: RenewalCourse)],
        on day: CalendarDate
    ) async throws -> (outcome: PlanOutcome, kept: Set<RecordID>) {
        let kept = try await outbox.openThreads(of: courses.map(\.subject.record))
        var (changes, closed, open): (ThreadChanges, [Closed], Set<RecordID>) = (ThreadChanges(), [], [])
        for (subject, course) in courses {
            let (before, now) = (kept[subject.record] ?? [], threads(of: subject, course))
            guard !before.isEmpty || !now.isEmpty else { continue }
            if !now.isEmpty { open.insert(subject.record) }
            if before.contains(where: { $0.missingSince != nil }) { changes.returned.append(subject.record) }
            let parties = Dictionary(before.map { ($0.thread, $0.party) }) { first, _ in first }
            changes.opened += now.filter { parties[$0.key] != $0.value }.map { KeptThread($0.key, party: $0.value) }
            closed += before.filter { now[$0.thread] != $0.party }.map { kept in
                Closed(kept: kept, subject: subject, course: course, isWithOther: now[kept.thread] != nil)
            }
        }
        return (try await carryOut(changes, closing: closed, on: day), open)
    }

    /// Looks at the records of the list that a pass has not read: those that moved far away, and those that are gone.
    ///
    /// - Parameters:
    ///   - records: the only ones to look at; `nil` for all of the list
    ///   - seen: those the pass has read
    ///   - day: today in the business time zone
    /// - Returns: what was planned
    /// - Throws: what the registry or the outbox throws
    func followOthers(
        among records: Set<RecordID>?,
        besides seen: Set<RecordID>,
        on day: CalendarDate
    ) async throws -> PlanOutcome {
        var outcome = PlanOutcome(newNotices: 0, newDeliveries: 0)
        if let records {
            var rest = records.subtracting(seen).sorted { $0.id < $1.id }[...]
            while !rest.isEmpty {
                let page = Array(rest.prefix(Planner.lookupSize))
                rest = rest.dropFirst(Planner.lookupSize)
                outcome.add(try await look(at: page, on: day))
            }
            return outcome
        }
        var last: RecordID?
        repeat {
            let page = try await outbox.openRecords(after: last, limit: Planner.lookupSize)
            outcome.add(try await look(at: page.filter { !seen.contains($0) }, on: day))
            last = page.count < Planner.lookupSize ? nil : page.last
        } while last != nil
        return outcome
    }

    private func look(at records: [RecordID], on day: CalendarDate) async throws -> PlanOutcome {
        let kept = try await outbox.openThreads(of: records)
        guard !kept.isEmpty else { return PlanOutcome(newNotices: 0, newDeliveries: 0) }
        let page: CandidatePage
        do {
            page = try await planner.registry.subjects(Array(kept.keys))
        } catch {
            guard error.isAboutContent else { throw error }
            // Nobody can tell what has become of them.
            return PlanOutcome(newNotices: 0, newDeliveries: 0)
        }
        let courses = page.subjects.map { subject in
            (subject: subject, course: planner.course(of: subject, on: day, acknowledged: [:]))
        }
        var outcome = try await follow(courses, on: day).outcome
        let there = Set(page.subjects.map(\.record))
        let unreadable = Set(page.quarantined.map(\.id))
        let gone = kept.filter { !there.contains($0.key) && !unreadable.contains($0.key.id) }
        outcome.add(try await note(gone, on: day))
        return outcome
    }

    /// A missing record may return: an office that reloads its registry empties it first.
    private func note(_ gone: [RecordID: [KeptThread]], on day: CalendarDate) async throws -> PlanOutcome {
        var (changes, closed): (ThreadChanges, [Closed]) = (ThreadChanges(), [])
        for (record, kept) in gone {
            guard let since = kept.compactMap(\.missingSince).min() else {
                changes.missing.append(record)
                continue
            }
            guard since.duration(to: clock.now) > Recheck.patienceWithMissing else { continue }
            closed += kept.map { Closed(kept: $0, subject: nil, course: nil, isWithOther: false) }
        }
        return try await carryOut(changes, closing: closed, on: day)
    }

    private func carryOut(
        _ changes: ThreadChanges,
        closing closed: [Closed],
        on day: CalendarDate
    ) async throws -> PlanOutcome {
        var changes = changes
        // What another party has now is opened again in the same transaction.
        changes.closed += closed.map(\.kept.thread)
        let told = try await outbox.told(Set(closed.map(\.kept.thread)))
        changes.withdrawals += closed.compactMap { closed in
            told[closed.kept.thread].flatMap { withdrawal(of: closed, told: $0, on: day) }
        }
        return try await outbox.change(changes, holdingAbove: limit, at: clock.now)
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
        let open = course.openings.filter { notice in
            isKept(notice) && !planner.mutes.silence(notice.key.audience, of: subject)
        }
        return Dictionary(open.map { (OpenThread(of: $0.key), party(toldOf: $0.key, subject)) }) { first, _ in first }
    }

    private func isKept(_ notice: Notice) -> Bool {
        switch notice.key.audience {
        case .holder, .employer:
            notice.severity >= .urgent || planner.addressing.leadsToProgram(notice.key.audience)
        case .administrator: planner.addressing.leadsToProgram(.administrator)
        case .relyingParty: false
        }
    }

    private func party(toldOf key: NoticeKey, _ subject: Subject) -> String {
        switch key.audience {
        case .holder: subject.holder.map { outbox.standIn(for: $0.id) } ?? ""
        case .employer: subject.employer(toldOf: key)?.id ?? ""
        case .administrator, .relyingParty: ""
        }
    }

    /// The withdrawal for those who were told; `nil` where nobody needs one.
    private func withdrawal(of closed: Closed, told: [ToldReminder], on day: CalendarDate) -> PlannedNotice? {
        guard let latest = told.last else { return nil }
        let reason = reason(of: closed, latest.key)
        let isUrgent = told.contains { $0.severity >= .urgent }
        var seen: Set<Recipient> = []
        let recipients = told.compactMap { reminder -> Recipient? in
            let recipient = reminder.recipient
            switch planner.addressing.reach(of: recipient.channel) {
            case .ownTarget: return planner.addressing.program(recipient.channel)
            case .mailboxes:
                let isHeard = !reminder.isErased && !planner.mutes.silence(address: recipient.address)
                return isUrgent && reason.isToldByMail && isHeard ? recipient : nil
            case nil: return nil
            }
        }.filter { seen.insert($0).inserted }
        guard !recipients.isEmpty else { return nil }
        return PlannedNotice(
            notice: closed.kept.thread.withdrawal(of: latest.key.kind, because: reason, on: day),
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
        return course.withdrawalReason(for: key)
    }
}

extension WithdrawnReminder.Reason {
    /// Whether no other notice tells a person that an urgent reminder no longer holds.
    fileprivate var isToldByMail: Bool {
        switch self {
        case .moved, .holderCorrected, .deleted, .superseded: true
        case .filed, .renewed, .declined, .dateCorrected, .voided, .ended, .muted, .lapsed, .settled: false
        }
    }
}
