import RenewalRules
import Testing

/// Whom a recorded change of employer concerns, and whether to practise before a renewed registration begins.
@Suite struct NextEmployerTests {
    private static let expires = CalendarDate(dayNumber: 20_527)  // 2026-03-15
    private static let policy = RenewalPolicy()
    private let old = Employer(id: "E-1", name: "示例旧单位", email: "old@example.test")
    private let new = Employer(id: "E-2", name: "示例新单位", email: "new@example.test")

    private func record(change: RecordedChange?) -> RegistrationRecord {
        RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: Self.expires, change: change),
            employer: old
        )
    }

    private func key(_ kind: NoticeKind, _ detail: String? = nil) -> NoticeKey {
        let series = NoticeSeries(record: RecordID(type: .registration, id: "R-1"), expires: Self.expires)
        return NoticeKey(series: series, kind: kind, milestone: .event, audience: .employer, detail: detail)
    }

    @Test(arguments: NoticeKind.allCases) func theNewEmployerPreparesTheRenewal(kind: NoticeKind) {
        let prepares: Set<NoticeKind> = [
            .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
            .educationShort, .changeAdvised, .registrationDateCorrected,
        ]
        let moving = Subject.registration(record(change: RecordedChange(employer: new)))
        #expect(moving.employer(toldOf: key(kind)) == (prepares.contains(kind) ? new : old))
        #expect(Subject.registration(record(change: nil)).employer(toldOf: key(kind)) == old)
        let other = Subject.registration(record(change: RecordedChange(category: "化工安全")))
        #expect(other.employer(toldOf: key(kind)) == old)
    }

    /// Each application by itself, also while both wait for documents.
    @Test func documentsOfTheChangeConcernTheNewEmployer() {
        var moving = record(change: RecordedChange(employer: new))
        let filed = Self.expires.adding(days: -100)
        moving.applications = [("A-1", ApplicationProcedure.change), ("A-2", .renewal)].map { id, procedure in
            Application(id: id, procedure: procedure, submittedOn: filed, state: .supplementRequired)
        }
        let course = RenewalCourse(of: .registration(moving), on: Self.expires.adding(days: -7), policy: Self.policy)
        let told = course.standing.filter { $0.key.audience == .employer && $0.key.detail != nil }
        #expect(Set(told.map(\.key.kind)) == [.applicationSupplementRequired, .applicationNearExpiry])
        for notice in told {
            let employer = Subject.registration(moving).employer(toldOf: notice.key)
            #expect(employer == (notice.key.detail == "A-1" ? new : old), "\(notice.key)")
        }
    }

    /// A correction for the registered employer, which was told before the move was recorded.
    @Test func aCorrectionNamesWhomItIsFor() throws {
        let moving = record(change: RecordedChange(employer: new))
        let day = Self.expires.adding(days: -100)
        let course = RenewalCourse(of: .registration(moving), on: day, policy: Self.policy)
        let before = Self.expires.adding(days: -20)
        for (isRegistered, round) in [(false, 1), (true, 1), (false, 2), (true, 2)] {
            let key = try #require(
                course.correction(
                    of: before,
                    in: .registration(moving),
                    for: .employer,
                    round: round,
                    toRegisteredEmployer: isRegistered
                )
            ).notice.key
            #expect(key.correctedDay == before && key.isToRegisteredEmployer == isRegistered)
            #expect(Subject.registration(moving).employer(toldOf: key) == (isRegistered ? old : new))
            #expect(course.stopReason(for: key) == nil)
        }
    }

    /// A pending change settles a new name, also where nobody recorded when it was filed.
    @Test func aChangeWithoutItsDayCarriesTheNewName() {
        var renamed = record(change: nil)
        renamed.employer?.formerName = "示例旧名"
        renamed.employer?.renamedOn = Self.expires.adding(days: -60)
        let day = Self.expires.adding(days: -50)
        func kinds() -> [NoticeKind] {
            RenewalCourse(of: .registration(renamed), on: day, policy: Self.policy).marks.map(\.kind)
        }
        #expect(kinds().contains(.employerRenamed))
        renamed.applications = [Application(id: "A-1", procedure: .change, submittedOn: nil, state: .submitted)]
        #expect(!kinds().contains(.employerRenamed))
    }

    /// The order of a change and a renewal matters only once a renewal is possible.
    @Test func adviceOnTheOrderIsGivenInsideTheWindow() {
        let moving = record(change: RecordedChange(employer: new, recordedOn: Self.expires.adding(months: -30)))
        let early = RenewalAssessment(of: moving, on: Self.expires.adding(months: -24), policy: Self.policy)
        #expect(early.procedure == .change && !early.rules.contains("A9"))
        let late = RenewalAssessment(of: moving, on: Self.expires.adding(months: -6), policy: Self.policy)
        #expect(late.procedure == .change && late.rules.contains("A9"))
    }

    @Test func practiceGoesOnUnderTheOldRegistrationUntilTheNewOneBegins() {
        var next = RegistrationRecord(
            registration: Registration(
                id: "R-2",
                validFrom: Self.expires.adding(days: 1),
                validUntil: Self.expires.adding(.years(5))
            )
        )
        let day = Self.expires.adding(days: -30)
        #expect(next.mayPractise(on: day, policy: Self.policy) == .uncertain("R28"), "what came before is unknown")
        let unknown = RenewalExplanation(of: .registration(next), on: day, acknowledgedOn: nil, policy: Self.policy)
        let begins = "本注册自2026年3月16日起生效；此前如有原注册，能否执业以原注册为准，没有的不得执业"
        #expect(unknown.findings.contains { $0.chinese == begins })
        #expect(
            unknown.findings.contains {
                $0.english == "this registration begins on 16 March 2026; before that, practice is allowed only under "
                    + "an earlier registration that is still valid"
            }
        )
        next.predecessor = Registration(id: "R-1", validUntil: Self.expires, state: .renewed)
        #expect(next.mayPractise(on: day, policy: Self.policy) == .yes)
        #expect(next.mayPractise(on: Self.expires, policy: Self.policy) == .yes)
        next.registration.validFrom = Self.expires.adding(days: 10)
        #expect(next.mayPractise(on: Self.expires.adding(days: 5), policy: Self.policy) == .no("R28"), "a gap")
        let explanation = RenewalExplanation(of: .registration(next), on: day, acknowledgedOn: nil, policy: Self.policy)
        let chinese = explanation.findings.map(\.chinese).joined(separator: "\n")
        #expect(chinese.contains("此前依原注册R-1（有效期至2026年3月15日）执业；本注册自2026年3月25日起生效"))
        #expect(!chinese.contains("不得执业"))
    }
}
