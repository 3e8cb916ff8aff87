import RenewalRules
import Testing

/// Optional parts of the domain, and marks of single records.
@Suite struct ModuleTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func registration(_ change: (inout Registration) -> Void) -> Subject {
        var registration = Registration(id: "R-1", category: "煤矿安全", validUntil: CalendarDate("2026-03-15"))
        change(&registration)
        return .registration(
            RegistrationRecord(
                registration: registration,
                holder: .sample,
                employer: Employer(id: "E-1", name: "示例煤业"),
                reviewBody: ReviewBody(id: "B-1", name: "示例初审机构")
            )
        )
    }

    private func credential(_ change: (inout CredentialRecord) -> Void) throws -> Subject {
        var record = CredentialRecord(
            credential: ElectronicCredential(id: "C-1", issuedOn: try day("2024-06-10"), term: .years(3)),
            utcOffset: .zero,
            holder: .sample
        )
        change(&record)
        return .credential(record)
    }

    private func marks(_ subject: Subject, _ kind: NoticeKind, _ modules: Set<OptionalModule>) throws -> [String] {
        var policy = RenewalPolicy()
        policy.modules = modules
        return try RenewalCourse(of: subject, on: day("2026-01-01"), policy: policy).marks
            .filter { $0.kind == kind }.map { "\($0.date) \($0.milestone)" }
    }

    @Test func educationReminderComesOnlyWhileHoursAreMissing() throws {
        let short = registration { $0.educationHours = 40 }
        #expect(try marks(short, .educationShort, []).isEmpty, "off by default")
        #expect(try marks(short, .educationShort, [.continuingEducation]) == ["2025-09-15 M-6", "2025-11-15 M-4"])
        let enough = registration { $0.educationHours = 48 }
        #expect(try marks(enough, .educationShort, [.continuingEducation]).isEmpty)
        let unknown = registration { $0.educationHours = nil }
        #expect(try marks(unknown, .educationShort, [.continuingEducation]).isEmpty)
    }

    @Test func keyCareComesOnEachAnniversary() throws {
        let subject = try credential { _ in }
        #expect(try marks(subject, .credentialKeyCare, []).isEmpty)
        #expect(
            try marks(subject, .credentialKeyCare, [.keyCare]) == ["2025-06-10 EVENT", "2026-06-10 EVENT"],
            "the third is the expiry"
        )
    }

    @Test func anAnnotationIsRemindedOfUntilAnotherFollows() throws {
        let first = Annotation(id: "N-1", purpose: "投标", validUntil: try day("2026-02-10"))
        let second = Annotation(id: "N-2", purpose: "投标", validUntil: try day("2026-05-01"))
        let alone = try credential { $0.annotations = [first] }
        #expect(try marks(alone, .annotationExpiring, []).isEmpty)
        #expect(try marks(alone, .annotationExpiring, [.annotation]) == ["2026-02-03 D-7", "2026-02-09 D-1"])
        let followed = try credential { $0.annotations = [first, second] }
        #expect(try marks(followed, .annotationExpiring, [.annotation]) == ["2026-04-24 D-7", "2026-04-30 D-1"])
    }

    @Test func aChangeUnderWaySuspendsPracticeWhereTheOfficeSaysSo() throws {
        let change = Application(id: "A-1", procedure: .change, submittedOn: try day("2025-12-01"), state: .submitted)
        let record = RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: try day("2026-03-15")),
            applications: [change]
        )
        var policy = RenewalPolicy()
        #expect(try record.mayPractise(on: day("2026-01-01"), policy: policy) == .yes)
        policy.modules = [.changeSuspends]
        #expect(try record.mayPractise(on: day("2026-01-01"), policy: policy) == .no("V5"))
    }

    @Test func categoriesAndRecordsMayHaveTheirOwnMarks() throws {
        var policy = RenewalPolicy()
        policy.categoryLadders["煤矿安全"] = [.monthsBefore(9), .daysAfter(0)]
        func marks(_ subject: Subject) throws -> [Milestone] {
            try RenewalCourse(of: subject, on: day("2026-01-01"), policy: policy).marks.map(\.milestone)
        }
        #expect(try marks(registration { _ in }) == [.monthsBefore(9), .daysAfter(0)])
        #expect(try marks(registration { $0.category = "化工安全" }) == policy.ladder)
        #expect(try marks(registration { $0.ladder = [.daysAfter(-30)] }) == [.daysAfter(-30)])
    }

    @Test func markOnADayOffAdvisesAnEarlierDayWithoutMoving() throws {
        var policy = RenewalPolicy()
        policy.workdays = WorkdayCalendar(
            daysOff: [try day("2026-10-01"), try day("2026-10-02")],
            makeUpDays: [try day("2026-09-27")]
        )
        #expect(try policy.advisedDay(for: day("2026-10-01")) == day("2026-09-30"))
        #expect(try policy.advisedDay(for: day("2026-09-27")) == nil, "a Sunday on which everybody works")
        #expect(try policy.advisedDay(for: day("2026-09-26")) == day("2026-09-25"))
        #expect(try RenewalWindow(expires: day("2027-01-01"), policy: policy).mark == day("2026-10-01"))
        policy.holidayRoll = .none
        #expect(try policy.advisedDay(for: day("2026-10-01")) == nil)
    }
}
