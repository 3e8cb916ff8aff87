import RenewalRules
import RenewalTestSupport
import Testing

/// Properties of every record and every sequence of scans (rules 4.8).
@Suite struct CoursePropertyTests {
    let policy = RenewalPolicy()
    static let expiries = stride(from: 0, to: 366 * 4, by: 1).map { day in
        CalendarDate(dayNumber: 21_000 + day)
    }

    private func record(_ expires: CalendarDate, _ change: (inout RegistrationRecord) -> Void = { _ in })
        -> RegistrationRecord
    {
        var record = RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: expires),
            holder: Person(id: "P-1", name: "王芳", email: "wang.fang@example.test"),
            employer: Employer(id: "E-1", name: "示例矿业"),
            reviewBody: ReviewBody(id: "B-1", name: "示例初审机构")
        )
        change(&record)
        return record
    }

    private func keys(_ record: RegistrationRecord, scans: [CalendarDate]) -> [NoticeKey] {
        zip(scans, scans.dropFirst()).flatMap { last, day in
            RenewalCourse(of: record, on: day, policy: policy).due(since: last).notices.map(\.key)
        }
    }

    private func days(around expires: CalendarDate) -> [CalendarDate] {
        (-380...100).map { expires.adding(days: $0) }
    }

    @Test(arguments: [CalendarDate(year: 2028, month: 2, day: 29), CalendarDate(year: 2027, month: 5, day: 31)])
    func dailyScansSendEveryMarkOnce(expires: CalendarDate?) throws {
        let expires = try #require(expires)
        let sent = keys(record(expires), scans: days(around: expires))
        #expect(Set(sent).count == sent.count)
        #expect(sent.filter { $0.audience == .holder }.map(\.milestone) == policy.ladder)
        #expect(
            sent.filter { $0.audience == .administrator }.map(\.milestone.description) == ["D-3", "D-1", "D0", "D+1"]
        )
    }

    @Test(arguments: 0..<60) func anyScanScheduleSendsOnceAndEndsAlike(seed: Int) {
        var chance = SplitMix(seed: UInt64(seed))
        let expires = CalendarDate(dayNumber: 21_000 + Int.random(in: 0..<2000, using: &chance))
        let daily = keys(record(expires), scans: days(around: expires))
        let scans = days(around: expires).filter { _ in Int.random(in: 0..<20, using: &chance) == 0 }
        let sent = keys(record(expires), scans: [expires.adding(days: -380)] + scans + [expires.adding(days: 100)])
        #expect(Set(sent).count == sent.count)
        #expect(Set(sent).isSubset(of: daily))
        for audience in [Audience.holder, .employer, .administrator] {
            #expect(sent.last { $0.audience == audience } == daily.last { $0.audience == audience })
        }
    }

    @Test(arguments: 0..<60) func everyMarkIsSentOrSuperseded(seed: Int) {
        var chance = SplitMix(seed: UInt64(seed))
        let expires = CalendarDate(dayNumber: 21_000 + Int.random(in: 0..<2000, using: &chance))
        let days = days(around: expires)
        let scans =
            [days[0]] + days.filter { _ in Int.random(in: 0..<30, using: &chance) == 0 } + [days[days.count - 1]]
        let found = zip(scans, scans.dropFirst()).flatMap { last, day in
            let due = RenewalCourse(of: record(expires), on: day, policy: policy).due(since: last)
            return (due.notices + due.superseded).map(\.key)
        }
        #expect(Set(found).count == found.count)
        #expect(Set(found) == Set(keys(record(expires), scans: days)))
    }

    @Test(arguments: [RegistrationState.renewed, .cancelled, .revoked]) func closedRecordsGetNothing(
        state: RegistrationState
    ) {
        let expires = CalendarDate(dayNumber: 21_500)
        let closed = record(expires) { $0.registration.state = state }
        #expect(keys(closed, scans: days(around: expires)).isEmpty)
        #expect(RenewalCourse(of: closed, on: expires, policy: policy).due(since: nil) == .none)
        #expect(RenewalCourse(of: closed, on: expires, policy: policy).next == nil)
    }

    @Test func severityNeverFallsUpToTheDayAfterExpiry() {
        let expires = CalendarDate(dayNumber: 21_500)
        let marks = RenewalCourse(of: record(expires), on: expires, policy: policy).marks
        let severities = marks.filter { $0.date <= expires.adding(days: 1) }.map(\.severity)
        #expect(severities == severities.sorted())
        #expect(severities.last == .critical)
    }

    /// Urgent in the last week, most urgent on the last day and the next, and neither before or after.
    @Test func urgencyIsKeptForTheLastWeek() {
        let expires = CalendarDate(dayNumber: 21_500)
        let credential = ElectronicCredential(id: "C-1", issuedOn: expires.adding(months: -24), validUntil: expires)
        let subjects: [Subject] = [
            .registration(record(expires)),
            .credential(CredentialRecord(credential: credential, utcOffset: .zero, holder: .sample)),
        ]
        for subject in subjects {
            let marks = RenewalCourse(of: subject, on: expires, policy: policy).marks.filter { $0.nature == .countdown }
            let pressing = marks.filter { $0.severity >= .urgent }.map { "\($0.milestone) \($0.severity.rawValue)" }
            #expect(pressing == ["D-7 urgent", "D-3 urgent", "D-1 urgent", "D0 critical", "D+1 critical"])
            #expect(marks.count > pressing.count + 3)
        }
    }

    @Test func windowIsOrderedAndMonotoneInExpiry() {
        let windows = Self.expiries.map { RenewalWindow(expires: $0, policy: policy) }
        for window in windows {
            let order = [
                window.opens, window.mark, window.shortestProcessingMark, window.thirtyDayFloor, window.expires,
            ]
            #expect(order == order.sorted())
        }
        for (earlier, later) in zip(windows, windows.dropFirst()) {
            #expect(earlier.opens <= later.opens)
            #expect(earlier.mark <= later.mark)
        }
    }

    @Test func phaseIsMonotoneInTheDay() {
        let order: [RenewalPhase] = [.notYet, .openEarly, .standard, .overdue]
        let expires = CalendarDate(dayNumber: 21_500)
        let window = RenewalWindow(expires: expires, policy: policy)
        let ranks = days(around: expires).compactMap { order.firstIndex(of: window.phase(on: $0)) }
        #expect(ranks.count == days(around: expires).count)
        #expect(ranks == ranks.sorted())
        #expect(Set(ranks).count == 4)
    }

    /// The pre-filter of rule A5b by brute force: no record with a due mark lies outside the horizon.
    @Test func horizonMissesNoMark() throws {
        var day = try #require(CalendarDate(year: 2000, month: 1, day: 1))
        let end = try #require(CalendarDate(year: 2060, month: 12, day: 31))
        while day < end {
            for milestone in policy.ladder {
                let due = try #require(milestone.date(expires: day))
                #expect(day <= due.adding(policy.horizon))
                #expect(day >= due.adding(days: -policy.lookBackDays))
            }
            day = day.adding(days: 1)
        }
    }

    @Test func filingStopsTheCalendarAndWithdrawalResumesIt() throws {
        let expires = try #require(CalendarDate("2026-03-15"))
        let filed = try #require(CalendarDate("2025-12-20"))
        let today = try #require(CalendarDate("2026-02-15"))
        func course(_ state: ApplicationState) -> RenewalCourse {
            let application = Application(id: "A-1", procedure: .renewal, submittedOn: filed, state: state)
            return RenewalCourse(of: record(expires) { $0.applications = [application] }, on: today, policy: policy)
        }
        #expect(course(.submitted).calendarStop == .renewalFiled)
        #expect(course(.approved).calendarStop == .approved)
        #expect(course(.withdrawn).calendarStop == nil)
        #expect(
            course(.withdrawn).due(since: today.adding(days: -1)).notices.map(\.key.milestone).contains(
                .monthsBefore(1)
            )
        )
        #expect(course(.submitted).next?.kind == .applicationInProgress)
    }

    @Test func plannedNoticeIsValidUntilItsReasonIsGone() throws {
        let expires = try #require(CalendarDate("2026-03-15"))
        let mark = try #require(CalendarDate("2025-12-15"))
        let running = record(expires)
        let key = try #require(
            RenewalCourse(of: running, on: mark, policy: policy).due(since: mark.adding(days: -1)).notices.first?.key
        )
        #expect(RenewalCourse(of: running, on: mark, policy: policy).stopReason(for: key) == nil)
        let acknowledged = RenewalCourse(of: running, on: mark, acknowledgedOn: mark.adding(days: -1), policy: policy)
        #expect(acknowledged.stopReason(for: key) == .acknowledged)
        let moved = record(expires.adding(days: 365))
        #expect(RenewalCourse(of: moved, on: mark, policy: policy).stopReason(for: key) == .expiryChanged)
        let renewed = record(expires) { $0.registration.state = .renewed }
        #expect(RenewalCourse(of: renewed, on: mark, policy: policy).stopReason(for: key) == .renewed)
        let declined = record(expires) { $0.holder?.declinedRenewalOn = mark }
        #expect(RenewalCourse(of: declined, on: mark, policy: policy).stopReason(for: key) == .declined)
        let employerKey = NoticeKey(
            series: key.series,
            kind: key.kind,
            milestone: key.milestone,
            audience: .employer
        )
        let alone = record(expires) { $0.employer = nil }
        #expect(RenewalCourse(of: alone, on: mark, policy: policy).stopReason(for: employerKey) == .noSuchAudience)
    }

    @Test func aChangeUnderWayNeverHidesAnExpiryNotice() throws {
        let expires = try #require(CalendarDate("2026-03-15"))
        let filed = try #require(CalendarDate("2025-11-20"))
        let change = Application(id: "A-1", procedure: .change, submittedOn: filed, state: .submitted)
        let today = try #require(CalendarDate("2026-01-25"))
        let due = RenewalCourse(of: record(expires) { $0.applications = [change] }, on: today, policy: policy)
            .due(since: CalendarDate("2026-01-01"))
        let kinds = Set(due.notices.filter { $0.key.audience == .holder }.map(\.key.kind))
        #expect(kinds == [.standardReminder, .applicationInProgress])
    }
}
