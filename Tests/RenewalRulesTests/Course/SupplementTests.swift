import RenewalRules
import Testing

/// Documents that an authority has asked for (补正) are told of whatever the distance from the expiry.
@Suite struct SupplementTests {
    private static let expires = CalendarDate(dayNumber: 20_527)  // 2026-03-15
    private static let policy = RenewalPolicy()

    private func record(
        _ procedure: ApplicationProcedure,
        since: CalendarDate?,
        filed: CalendarDate,
        state: ApplicationState = .supplementRequired
    ) -> RegistrationRecord {
        RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: Self.expires),
            holder: Person(id: "P-1", name: "王芳", email: "wang.fang@example.test"),
            employer: Employer(id: "E-1", name: "示例矿业"),
            reviewBody: ReviewBody(id: "B-1", name: "示例初审机构"),
            applications: [
                Application(id: "A-1", procedure: procedure, submittedOn: filed, state: state, stateOn: since)
            ]
        )
    }

    private func due(
        _ record: RegistrationRecord,
        on day: CalendarDate,
        since lastScan: CalendarDate?
    ) -> [Notice] {
        RenewalCourse(of: .registration(record), on: day, policy: Self.policy).due(since: lastScan).notices
    }

    private func supplements(_ notices: [Notice]) -> [Notice] {
        notices.filter { $0.key.kind == .applicationSupplementRequired }
    }

    private func words(_ notices: [Notice]) -> [String] {
        notices.map { "\($0.key.audience.rawValue) \($0.key.milestone) \($0.severity.rawValue)" }
    }

    /// Days before the expiry on which the documents are asked for; negative ones after it.
    private static let distances = [330, 200, 91, 60, 32, 28, 14, 8, 7, 6, 3, 1, 0, -1, -2, -7, -30, -120]

    @Test(arguments: distances) func aRenewalAsksOnTheDayAndEveryWeek(distance: Int) {
        let asked = Self.expires.adding(days: -distance)
        let record = record(.renewal, since: asked, filed: Self.expires.adding(days: -350))
        let severity = distance == 0 ? "critical" : asked >= Self.expires.adding(months: -1) ? "urgent" : "warning"
        let first = supplements(due(record, on: asked, since: asked.adding(days: -1)))
        #expect(words(first) == ["holder EVENT \(severity)", "employer EVENT \(severity)"])
        #expect(first.allSatisfy { $0.key.occurrence == asked && $0.key.detail == "A-1" })
        var told: [CalendarDate] = []
        for delay in 1...40 {
            let day = asked.adding(days: delay)
            if !supplements(due(record, on: day, since: day.adding(days: -1))).isEmpty { told.append(day) }
        }
        // On the days of more pressing notices about the same application these say it.
        let others = [-7, 0, 1].map { Self.expires.adding(days: $0) }
        let weeks = [7, 14, 21, 28, 35].map { asked.adding(days: $0) }
        #expect(told == weeks.filter { !others.contains($0) })
    }

    @Test(arguments: distances) func anyScanTellsItsPresentStanding(distance: Int) {
        let asked = Self.expires.adding(days: -distance)
        let record = record(.renewal, since: asked, filed: Self.expires.adding(days: -350))
        for delay in [0, 2, 7, 23, 300] {
            let day = asked.adding(days: delay)
            #expect(supplements(due(record, on: day, since: nil)).count == 2, "first scan after \(delay) days")
            let standing = RenewalCourse(of: .registration(record), on: day, policy: Self.policy).standing
            #expect(supplements(standing).count == 2, "recorded late, after \(delay) days")
        }
    }

    @Test func everyProcedureAsks() {
        let (before, after) = (Self.expires.adding(days: -90), Self.expires.adding(days: 20))
        let cases: [(ApplicationProcedure, CalendarDate, String?)] = [
            (.renewal, before, "warning"), (.change, before, "warning"), (.change, Self.expires, "critical"),
            // Nothing ends a re-registration.
            (.reregistration, after, "warning"),
            // A change that is undecided at expiry has lapsed.
            (.change, after, nil),
        ]
        for (procedure, asked, severity) in cases {
            let record = record(procedure, since: asked, filed: asked.adding(days: -10))
            let found = supplements(due(record, on: asked, since: asked.adding(days: -1)))
            #expect(found.map(\.severity.rawValue) == (severity.map { [$0, $0] } ?? []), "\(procedure) \(asked)")
        }
    }

    /// First seen after the expiry: a change cannot be granted any more (R21), nor a renewal that does not count.
    @Test func whatCanNoLongerBeGrantedIsNotAskedFor() {
        let (day, early) = (Self.expires.adding(days: 20), Self.expires.adding(months: -14))
        let filed = Self.expires.adding(days: -40)
        for (procedure, filed) in [(ApplicationProcedure.change, filed), (.renewal, early), (.renewal, day)] {
            for asked in [-30, -5, 0].map({ Self.expires.adding(days: $0) }) {
                let record = record(procedure, since: asked, filed: filed)
                #expect(supplements(due(record, on: day, since: nil)).isEmpty, "\(procedure) \(filed) \(asked)")
                #expect(supplements(due(record, on: Self.expires, since: nil)).isEmpty == (filed == day))
            }
        }
        var policy = Self.policy
        for (pending, count) in [(PendingAtExpiry.hold, 2), (.deemedRenewed, 2), (.expired, 0)] {
            policy.pendingAtExpiry = pending
            let record = record(.renewal, since: Self.expires, filed: filed)
            let found = RenewalCourse(of: .registration(record), on: day, policy: policy).due(since: nil).notices
            #expect(supplements(found).count == count, "\(pending)")
        }
    }

    @Test func aCancelledRegistrationAsksForItsReregistration() {
        let asked = Self.expires.adding(days: 20)
        var record = record(.reregistration, since: asked, filed: asked.adding(days: -10))
        record.registration.state = .cancelled
        record.registration.endedOn = Self.expires
        #expect(supplements(due(record, on: asked, since: asked.adding(days: -1))).count == 2)
        record.applications[0].procedure = .renewal
        #expect(supplements(due(record, on: asked, since: asked.adding(days: -1))).isEmpty)
    }

    @Test func aFirstApplicationAsksItsHolderWithoutUrgency() {
        let asked = Self.expires
        let record = QualificationRecord(
            id: "Q-1",
            holder: Person(id: "P-1", name: "王芳", email: "wang.fang@example.test"),
            obtainedOn: asked.adding(months: -58),
            applications: [
                Application(
                    id: "A-1",
                    procedure: .initial,
                    submittedOn: asked.adding(days: -80),
                    state: .supplementRequired,
                    stateOn: asked
                )
            ]
        )
        let course = RenewalCourse(of: .qualification(record), on: asked, policy: Self.policy)
        let found = supplements(course.due(since: asked.adding(days: -1)).notices)
        #expect(words(found) == ["holder EVENT warning"])
        let assessment = QualificationAssessment(of: record, on: asked, policy: Self.policy)
        #expect(assessment.procedure == .supplement)
    }

    /// A registry that records no `state_on` still tells, in weeks from the filing, and repeats nothing.
    @Test func withoutItsDayTheWeeksCountFromTheFiling() {
        let filed = Self.expires.adding(days: -80)
        let record = record(.renewal, since: nil, filed: filed)
        var told: [NoticeKey] = []
        for delay in 20...60 {
            let day = filed.adding(days: delay)
            let course = RenewalCourse(of: .registration(record), on: day, policy: Self.policy)
            let standing = supplements(course.standing).filter { $0.key.audience == .holder }.map(\.key)
            told += standing.filter { !told.contains($0) }
        }
        #expect(told.map(\.milestone.description) == ["+14D", "+21D", "+28D", "+35D", "+42D", "+49D", "+56D"])
    }

    /// A registry may leave the day of filing empty: the day of the state says for which expiry it counts.
    @Test func withoutTheDayOfFilingItIsFiledAllTheSame() {
        let asked = Self.expires.adding(days: -40)
        var record = record(.renewal, since: asked, filed: asked)
        record.applications[0].submittedOn = nil
        #expect(supplements(due(record, on: asked, since: asked.adding(days: -1))).count == 2)
        let day = Self.expires.adding(days: -7)
        let course = RenewalCourse(of: .registration(record), on: day, policy: Self.policy)
        #expect(course.calendarStop == .renewalFiled)
        #expect(course.due(since: day.adding(days: -1)).notices.map(\.key.kind).contains(.applicationNearExpiry))
        #expect(!course.marks.contains { $0.kind == .applicationInProgress })
        record.applications[0].state = .draft
        let drafted = RenewalCourse(of: .registration(record), on: asked, policy: Self.policy)
        #expect(drafted.calendarStop == nil, "a draft is not filed")
    }

    private func undated(
        _ procedure: ApplicationProcedure,
        _ state: ApplicationState = .supplementRequired
    ) -> RegistrationRecord {
        var record = record(procedure, since: nil, filed: Self.expires, state: state)
        record.applications[0].submittedOn = nil
        return record
    }

    /// It may be of an earlier period, so it silences no reminder and holds nothing open.
    @Test(arguments: [ApplicationProcedure.renewal, .reregistration])
    func oneWithoutAnyDayLeavesTheCalendarRunning(procedure: ApplicationProcedure) {
        for days in [-200, -90, -7, 0, 1, 30] {
            let day = Self.expires.adding(days: days)
            let course = RenewalCourse(of: .registration(undated(procedure, .submitted)), on: day, policy: Self.policy)
            let without = RenewalCourse(
                of: .registration(RegistrationRecord(registration: Registration(id: "R-1", validUntil: Self.expires))),
                on: day,
                policy: Self.policy
            )
            #expect(course.calendarStop == nil && course.series == without.series)
            let kinds = { (course: RenewalCourse) in course.marks.map(\.kind).filter { !$0.isAboutData } }
            #expect(kinds(course) == kinds(without))
        }
    }

    /// Nobody knows since when: the weeks are those before and after the expiry, and the same in every pass.
    @Test func withoutAnyDayTheWeeksAreCountedFromTheExpiry() {
        let record = undated(.renewal)
        var told: [NoticeKey] = []
        for days in -120...20 {
            let day = Self.expires.adding(days: days)
            let notices = due(record, on: day, since: day.adding(days: -1))
            told += supplements(notices).filter { $0.key.audience == .holder }.map(\.key)
        }
        let weeks = Array(-17...0).map { $0 * 7 }
        #expect(told.map(\.milestone) == weeks.map { .daysAfter($0) }, "none after the expiry: nothing holds it open")
        #expect(Set(told.map(\.series.expires)) == [Self.expires] && told.allSatisfy { $0.occurrence == nil })
        let assessment = RenewalAssessment(of: record, on: Self.expires.adding(days: -30), policy: Self.policy)
        #expect(assessment.procedure == .supplement)
        let decided = undated(.renewal, .approved)
        let course = RenewalCourse(of: .registration(decided), on: Self.expires, policy: Self.policy)
        #expect(told.allSatisfy { course.stopReason(for: $0) == .settled })
    }

    /// Before its time such a row is of an earlier period.
    @Test func withoutAnyDayItIsAskedForWhileItsProcedureIsPossible() {
        let cases: [(ApplicationProcedure, Int, Bool)] = [
            (.renewal, -400, false), (.renewal, -300, true), (.renewal, 7, false), (.change, -400, true),
            (.change, 7, false), (.reregistration, -30, false), (.reregistration, 60, true),
        ]
        for (procedure, days, isAsked) in cases {
            let found = due(undated(procedure), on: Self.expires.adding(days: days), since: nil)
            #expect(supplements(found).isEmpty != isAsked, "\(procedure) \(days)")
        }
    }

    @Test func aFirstApplicationWithoutAnyDayAsksNobody() {
        let record = QualificationRecord(
            id: "Q-1",
            holder: Person(id: "P-1", name: "王芳"),
            obtainedOn: Self.expires.adding(months: -58),
            applications: [Application(id: "A-1", procedure: .initial, submittedOn: nil, state: .supplementRequired)]
        )
        let course = RenewalCourse(of: .qualification(record), on: Self.expires, policy: Self.policy)
        #expect(!course.marks.contains { $0.kind == .applicationSupplementRequired })
    }

    /// A change that is undecided at expiry has lapsed: nobody is told to wait for it any more (R21).
    @Test func aChangeIsNotWaitedForAfterTheExpiry() throws {
        let filed = Self.expires.adding(days: -54)
        let record = record(.change, since: filed, filed: filed, state: .submitted)
        let twoMonths = filed.adding(months: 2)
        #expect(twoMonths > Self.expires)
        let progress: Set<NoticeKind> = [.applicationInProgress, .applicationOverdue]
        for day in [filed, Self.expires, twoMonths, filed.adding(months: 3), filed.adding(months: 5)] {
            let course = RenewalCourse(of: .registration(record), on: day, policy: Self.policy)
            #expect(progress.isDisjoint(with: course.marks.map(\.kind)), "\(day)")
        }
        let early = self.record(.change, since: nil, filed: Self.expires.adding(months: -5), state: .submitted)
        let before = RenewalCourse(of: .registration(early), on: Self.expires, policy: Self.policy)
        #expect(progress.isSubset(of: before.marks.map(\.kind)))
        let key = try #require(before.marks.first { $0.kind == .applicationOverdue }).notice(for: .holder).key
        let after = RenewalCourse(of: .registration(early), on: Self.expires.adding(days: 1), policy: Self.policy)
        #expect(after.stopReason(for: key) != nil, "one that still waits does not leave")
        #expect(progress.isDisjoint(with: after.standing.map(\.key.kind)))
    }

    /// What it means around the expiry depends on the expiry, whatever becomes known of the filing.
    @Test func aNoticeAboutTheExpiryKeepsItsPlaceWhenTheDayOfFilingIsEntered() throws {
        let asked = Self.expires.adding(days: -40)
        var record = record(.renewal, since: asked, filed: asked, state: .submitted)
        record.applications[0].submittedOn = nil
        let day = Self.expires.adding(days: -6)
        let before = RenewalCourse(of: .registration(record), on: day, policy: Self.policy)
        let keys = before.standing.map(\.key)
        #expect(keys.contains { $0.kind == .applicationNearExpiry })
        record.applications[0].submittedOn = asked.adding(days: -20)
        let after = RenewalCourse(of: .registration(record), on: day, policy: Self.policy)
        #expect(keys.allSatisfy { after.stopReason(for: $0) == nil })
        #expect(after.standing.allSatisfy { notice in keys.contains { $0.isSame(as: notice.key) } })
        let progress = try #require(after.marks.first { $0.kind == .applicationInProgress }).notice(for: .holder).key
        record.applications[0].submittedOn = asked
        let moved = RenewalCourse(of: .registration(record), on: day, policy: Self.policy)
        #expect(moved.stopReason(for: progress) != nil, "a mark counted from the filing moves with it")
    }

    /// Seen late, both tracks have news of one application: the more pressing one tells it.
    @Test(arguments: [
        (-6, -5, NoticeKind.applicationSupplementRequired), (-8, -1, .applicationSupplementRequired),
        (-8, -5, .applicationNearExpiry), (-6, 0, .applicationAtExpiry), (-6, 2, .applicationExpiredWhilePending),
    ])
    func onePassTellsOnce(since: Int, day: Int, kind: NoticeKind) {
        let (asked, day) = (Self.expires.adding(days: since), Self.expires.adding(days: day))
        let record = record(.renewal, since: asked, filed: Self.expires.adding(days: -60))
        let found = due(record, on: day, since: Self.expires.adding(days: -9))
        let repeats = found.repeats
        for audience in [Audience.holder, .employer] {
            let told = found.filter { $0.key.audience == audience && !repeats.contains($0) }
            #expect(told.map(\.key.kind) == [kind])
        }
        #expect(found.contains { $0.key.audience == .administrator })
        #expect(!repeats.contains { $0.key.audience == .administrator })
    }

    @Test func aSecondRoundIsToldAnew() {
        let (first, second) = (Self.expires.adding(days: -80), Self.expires.adding(days: -60))
        let filed = Self.expires.adding(days: -100)
        let keys = [first, second].map { asked in
            Set(supplements(due(record(.renewal, since: asked, filed: filed), on: asked, since: nil)).map(\.key))
        }
        #expect(keys[0].isDisjoint(with: keys[1]))
    }

    @Test(arguments: [ApplicationState.initialReview, .finalReview, .approved, .rejected, .withdrawn])
    func itEndsWithTheState(state: ApplicationState) throws {
        let asked = Self.expires.adding(days: -60)
        let filed = Self.expires.adding(days: -100)
        let open = record(.renewal, since: asked, filed: filed)
        let key = try #require(supplements(due(open, on: asked, since: nil)).first?.key)
        var later = record(.renewal, since: asked.adding(days: 3), filed: filed, state: state)
        later.applications[0].decidedOn = state.isPending ? nil : asked.adding(days: 3)
        let course = RenewalCourse(of: .registration(later), on: asked.adding(days: 3), policy: Self.policy)
        #expect(!course.marks.contains { $0.kind == .applicationSupplementRequired })
        #expect(course.stopReason(for: key) != nil)
    }

    /// The notice that stands in for a weekly one in the last month is no less pressing.
    @Test(arguments: [ApplicationState.supplementRequired, .submitted])
    func aWeekBeforeTheExpiryMissingDocumentsArePressing(state: ApplicationState) {
        let (day, filed) = (Self.expires.adding(days: -7), Self.expires.adding(days: -60))
        let record = record(.renewal, since: day.adding(days: -14), filed: filed, state: state)
        let found = due(record, on: day, since: day.adding(days: -1))
        #expect(Set(found.map(\.key.kind)) == [.applicationNearExpiry])
        #expect(Set(found.map(\.severity)) == [state == .supplementRequired ? .urgent : .warning])
    }

    /// Nobody is told to wait, or that nothing is to be done, while documents are missing.
    @Test func noticesThatSayToWaitRest() {
        let filed = Self.expires.adding(months: -5)
        let record = record(.renewal, since: filed.adding(days: 10), filed: filed)
        let kinds = Set(RenewalCourse(of: .registration(record), on: filed, policy: Self.policy).marks.map(\.kind))
        #expect(kinds.isDisjoint(with: [.applicationInProgress, .applicationOverdue]))
        #expect(
            kinds.isSuperset(of: [
                .applicationNearExpiry, .applicationAtExpiry, .applicationExpiredWhilePending,
                .applicationSupplementRequired,
            ])
        )
    }

    @Test func aWaitingNoticeIsTakenBackAsNoLongerTrue() throws {
        let filed = Self.expires.adding(months: -5)
        let day = filed.adding(months: 2)
        let pending = record(.renewal, since: nil, filed: filed, state: .submitted)
        let key = try #require(due(pending, on: day, since: day.adding(days: -1)).first?.key)
        #expect(key.kind == .applicationInProgress)
        let course = RenewalCourse(
            of: .registration(record(.renewal, since: day, filed: filed)),
            on: day,
            policy: Self.policy
        )
        #expect(course.stopReason(for: key) == .settled)
    }

    @Test(arguments: [
        (ApplicationProcedure.renewal, -100), (.renewal, -3), (.renewal, 10), (.change, -400), (.reregistration, 20),
    ])
    func theNextStepIsToSupplyThem(procedure: ApplicationProcedure, offset: Int) {
        let day = Self.expires.adding(days: offset)
        let filed = day.adding(days: procedure == .reregistration ? -5 : -50)
        let assessment = RenewalAssessment(
            of: record(procedure, since: day, filed: filed),
            on: day,
            policy: Self.policy
        )
        #expect(assessment.procedure == .supplement)
        #expect(assessment.procedure.words == ("补正材料", "supply the documents asked for"))
        #expect(assessment.rules.contains("V13"))
    }

    /// A change that lacks documents takes nothing from a renewal, which has a last day of its own.
    @Test(arguments: [-360, -100, -3, 0]) func inTheWindowTheRenewalComesFirst(offset: Int) {
        let day = Self.expires.adding(days: offset)
        let record = record(.change, since: day, filed: day.adding(days: -50))
        let assessment = RenewalAssessment(of: record, on: day, policy: Self.policy)
        #expect(assessment.procedure == .renewal)
    }

    @Test func theExplanationSaysSinceWhenAndWhat() throws {
        let day = Self.expires.adding(days: -60)
        var record = record(.renewal, since: day, filed: Self.expires.adding(days: -100))
        record.applications[0].reason = "缺少劳动合同"
        let explanation = RenewalExplanation(
            of: .registration(record),
            on: day,
            acknowledgedOn: nil,
            policy: Self.policy
        )
        let chinese = explanation.findings.map(\.chinese).joined(separator: "\n")
        #expect(chinese.contains("办理事项：补正材料"))
        #expect(chinese.contains("待补正（2026年1月14日起），需补正：缺少劳动合同"))
    }
}
