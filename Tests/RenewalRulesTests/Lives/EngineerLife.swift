import RenewalRules
import RenewalTestSupport

/// Twelve years of one engineer: the events, the notices planned for them, and those sent.
///
/// The service scans daily while it is up. Days without an event or a due mark are skipped, which the partition
/// property allows.
struct EngineerLife {
    let uptime: Uptime
    let policy = RenewalPolicy()
    var chance: SplitMix
    var ledger = Ledger()
    var faults: [String] = []
    /// Registrations and credentials, including ended ones.
    var registrations: [RegistrationRecord] = []
    var credentials: [CredentialRecord] = []
    /// Future events, the next one last.
    var agenda: [(day: CalendarDate, change: (inout EngineerLife, CalendarDate) -> Void)] = []
    let number: Int

    init(number: Int, uptime: Uptime) {
        self.number = number
        self.uptime = uptime
        chance = SplitMix(seed: UInt64(number) &* 7919)
        let expires = Uptime.first.adding(days: random(1...1900))
        beginRegistration(until: expires, on: Uptime.first)
        beginCredential(on: Uptime.first.adding(days: random(0...400)))
    }

    mutating func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }

    mutating func happens(_ percent: Int) -> Bool { random(1...100) <= percent }

    /// Puts an event on the agenda; events after the twelve years never happen.
    mutating func later(on day: CalendarDate, _ change: @escaping (inout EngineerLife, CalendarDate) -> Void) {
        guard day <= Uptime.last else { return }
        let place = agenda.lastIndex { $0.day > day }.map { $0 + 1 } ?? 0
        agenda.insert((day, change), at: place)
    }

    mutating func run() {
        var day = uptime.next(from: Uptime.first)
        var nextMark = scan(on: day, since: nil)
        while let next = nextDay(after: day, mark: nextMark), next <= Uptime.last {
            while let event = agenda.last, event.day <= next {
                send(until: event.day)
                agenda.removeLast()
                event.change(&self, event.day)
            }
            day = uptime.next(from: next)
            send(until: day)
            nextMark = scan(on: day, since: uptime.previous(before: day))
        }
        send(until: Uptime.last.adding(days: 30))
    }

    /// The next day on which an event happens or a mark falls due.
    private func nextDay(after day: CalendarDate, mark: CalendarDate?) -> CalendarDate? {
        [mark, agenda.last.map { max($0.day, day.adding(days: 1)) }].compactMap(\.self).min()
    }

    /// The records a scan looks at, without those that ended too long ago for any notice.
    private func subjects(on day: CalendarDate) -> [Subject] {
        let since = day.adding(days: -policy.overdueBackfillDays)
        let running = registrations.suffix(2).filter { $0.registration.endedOn.map { $0 >= since } ?? true }
        let inUse = credentials.suffix(2).filter { record in
            switch record.credential.state {
            case .superseded: record.credential.updateConfirmedOn.map { $0 >= since } ?? true
            case .void: record.reissue?.state != .delivered
            default: true
            }
        }
        return running.map(Subject.registration) + inUse.map(Subject.credential)
    }

    /// - Returns: the next day on which a mark falls due for the present records
    private mutating func scan(on day: CalendarDate, since lastScan: CalendarDate?) -> CalendarDate? {
        var next: CalendarDate?
        for record in subjects(on: day) {
            let course = RenewalCourse(of: record, on: day, policy: policy)
            let due = course.due(since: lastScan)
            next = [next, course.next?.date].compactMap(\.self).min()
            for notice in due.notices where !plan(notice, on: day) && notice.key.occurrence == nil {
                faults.append("\(day): due twice: \(notice.key)")
            }
            for notice in due.superseded { _ = ledger.add(notice.key) }
            guard let lastScan else { continue }
            for notice in course.standing where ledger.isCandidate(notice) { _ = plan(notice, on: day) }
            account(for: course, between: lastScan, and: day)
        }
        return next
    }

    private mutating func plan(_ notice: Notice, on day: CalendarDate) -> Bool {
        guard notice.dueOn <= day else {
            faults.append("\(day): before its day: \(notice.key)")
            return true
        }
        guard ledger.add(notice.key) else { return false }
        ledger.waiting.append((notice.key, day.adding(days: random(0...2))))
        return true
    }

    /// Every mark since the last scan is planned, recorded as superseded, or ended for a reason.
    private mutating func account(for course: RenewalCourse, between lastScan: CalendarDate, and day: CalendarDate) {
        guard let series = course.series else { return }
        for mark in course.marks(in: lastScan.adding(days: 1)...day) where !course.wasQuiet(mark) {
            for audience in mark.audiences where course.concerns(audience) {
                let key = mark.key(for: audience)
                guard !ledger.known.contains(key), course.stopReason(for: key) == nil else { continue }
                faults.append("\(day): neither told nor ended: \(key) of \(series.expires)")
            }
        }
    }

    /// Sends what is due, after rechecking the record.
    private mutating func send(until day: CalendarDate) {
        let leaving = ledger.waiting.filter { $0.leavesOn <= day }
        guard !leaving.isEmpty else { return }
        ledger.waiting.removeAll { $0.leavesOn <= day }
        // Audiences of the same mark are sent together, so their course is laid out once.
        var last: (record: Subject, course: RenewalCourse)?
        for (key, leavesOn) in leaving.sorted(by: { $0.leavesOn < $1.leavesOn }) {
            if last?.course.record != key.series.record || last?.course.day != leavesOn {
                let record = all.first { $0.record == key.series.record }
                last = record.map { ($0, RenewalCourse(of: $0, on: leavesOn, policy: policy)) }
            }
            guard let (record, course) = last else {
                faults.append("no record for \(key)")
                continue
            }
            guard course.stopReason(for: key) == nil else { continue }
            if let fault = LifeTruth(of: record, policy: policy).fault(in: key, on: leavesOn) {
                faults.append("\(leavesOn): \(key): \(fault)")
            }
            if ledger.sent.contains(where: { $0.key == key }) { faults.append("sent twice: \(key)") }
            ledger.sent.append((key, leavesOn))
        }
    }

    private var all: [Subject] {
        registrations.map(Subject.registration) + credentials.map(Subject.credential)
    }
}

extension Mark {
    func key(for audience: Audience) -> NoticeKey {
        NoticeKey(
            series: series,
            kind: kind,
            milestone: milestone,
            audience: audience,
            occurrence: occurrence,
            detail: detail
        )
    }
}
