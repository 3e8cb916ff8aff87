import RenewalNotices
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalConfig

/// The rules, the digests and everything else an office may set about notices.
@Suite struct PolicySettingsTests {
    let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func policy(_ rules: String) throws -> RenewalPolicy {
        try workplace.parse(goodConfiguration + "rules:\n" + rules).policy
    }

    @Test(arguments: ["", "rules:\n", "rules: {}\n"])
    func keepsTheDefaultsOfTheRules(rules: String) throws {
        #expect(try workplace.parse(goodConfiguration + rules).policy == RenewalPolicy())
    }

    @Test func readsEveryFigureOfARegistration() throws {
        let read = try policy(
            """
              {term: 3y, expiry_convention: day_before, expiry_day: exclusive, earliest: 18mo, mark: 4mo,
              mark_role: window_start, grace: 10d, shortest_processing: 1mo, longest_processing: 5mo, floor: 1mo,
              pending_at_expiry: deemed_renewed, employer_change: change_if_days_left, employer_change_days: 200d,
              rename_blocks_renewal: true, revocation_bar: 3y, education_hours: 24, age_limit: 65, initial_deadline: 2y,
              overdue_backfill: 1d, acknowledgement_ends: 2d, expiry_tolerance: 3d,
              modules: [key_care, change_suspends]}

            """
        )
        var expected = RenewalPolicy()
        expected.term = .years(3)
        expected.expiryConvention = .dayBefore
        expected.expiryDay = .exclusive
        expected.earliest = .months(18)
        expected.mark = .months(4)
        expected.markRole = .windowStart
        expected.graceDays = 10
        expected.shortestProcessing = .months(1)
        expected.longestProcessing = .months(5)
        expected.floor = .months(1)
        expected.pendingAtExpiry = .deemedRenewed
        expected.employerChange = .changeIfDaysLeft
        expected.employerChangeDays = 200
        expected.renameBlocksRenewal = true
        expected.revocationBar = .years(3)
        expected.educationHours = 24
        expected.ageLimit = 65
        expected.initialDeadline = .years(2)
        expected.overdueBackfillDays = 1
        expected.acknowledgementEndsDays = 2
        expected.expiryToleranceDays = 3
        expected.modules = [.keyCare, .changeSuspends]
        #expect(read == expected)
    }

    @Test func deadlineOfFirstRegistrationsIsOnUnlessTheListLeavesItOut() throws {
        #expect(try policy("  {}\n").modules == [.initialDeadline])
        #expect(try policy("  {modules: [initial_deadline, key_care]}\n").modules == [.initialDeadline, .keyCare])
        #expect(try policy("  {modules: [key_care]}\n").modules == [.keyCare])
        #expect(try policy("  {modules: []}\n").modules == [])
    }

    @Test func readsWhatComesFromCopiesOfTheRules() throws {
        let read = try policy("  {initial_deadline_before_2019: 2025-01-01, annotation_limit: 30d}\n")
        #expect(read.initialDeadlineBefore2019 == CalendarDate("2025-01-01") && read.annotationLimitDays == 30)
        #expect(try policy("  {initial_deadline_before_2019: none}\n").initialDeadlineBefore2019 == nil)
    }

    @Test func readsEveryFigureOfACertificate() throws {
        let read = try policy(
            """
              {collection_wait: 4mo, collection_tolerance: 0d, steps_required: [1, 5], incomplete_loss: refuse,
              reissue_keeps_expiry: false, reissue_payer: employer, reissue_reminder_every: 7d, reissue_reminders: 0}

            """
        )
        var expected = RenewalPolicy()
        expected.collectionWait = .months(4)
        expected.collectionToleranceDays = 0
        expected.stepsRequired = [1, 5]
        expected.incompleteLoss = .refuse
        expected.reissueKeepsExpiry = false
        expected.reissuePayer = .employer
        expected.reissueReminderDays = 7
        expected.reissueReminders = 0
        #expect(read == expected)
    }

    @Test func readsTheLaddersOfRegistrationsCategoriesAndCredentials() throws {
        let read = try policy(
            """
              ladder: [M-60, M-1, D-30, D0]
              category_ladders: {煤矿安全: [M-24, D+1826], "其他安全(不包括消防安全)": D-1}
              credential_ladder: D-7

            """
        )
        #expect(read.ladder == [.monthsBefore(60), .monthsBefore(1), .daysAfter(-30), .daysAfter(0)])
        #expect(read.categoryLadders["煤矿安全"] == [.monthsBefore(24), .daysAfter(1826)])
        #expect(read.categoryLadders["其他安全(不包括消防安全)"] == [.daysAfter(-1)])
        #expect(read.credentialLadder == [.daysAfter(-7)])
    }

    @Test func addsDaysAndRangesToTheDecreedDays() throws {
        let read = try policy(
            """
              days_off: [2027-10-01..2027-10-07, 2026-10-10]
              make_up_days: [2027-10-09, 2026-10-07]

            """
        )
        var expected = WorkdayCalendar.decreed
        let daysOff = try (1...7).map { try #require(CalendarDate(year: 2027, month: 10, day: $0)) }
        let (worked, closed) = (try #require(CalendarDate("2026-10-07")), try #require(CalendarDate("2026-10-10")))
        let makeUp = try #require(CalendarDate("2027-10-09"))
        expected.amend(daysOff: Set(daysOff + [closed]), makeUpDays: [makeUp, worked])
        #expect(read.workdays == expected)
        #expect(read.workdays.isWorkday(worked) && !read.workdays.isWorkday(closed))
        #expect(read.advisedDay(for: daysOff[6]) == CalendarDate("2027-09-30"))
    }

    @Test func takesEmptyListsAsNone() throws {
        let read = try policy(
            "  {modules: [], steps_required: [], days_off: [], make_up_days: [], category_ladders: {}}\n"
        )
        var expected = RenewalPolicy()
        expected.modules = []
        expected.stepsRequired = []
        #expect(read == expected)
    }

    @Test func readsDigests() throws {
        #expect(try workplace.parse(goodConfiguration).digests == DigestSettings())
        let text = """
            digests: {employer: weekly, employer_singly_from: urgent, administrator: off, administrator_singly_from: info}

            """
        let digests = try workplace.parse(goodConfiguration + text).digests
        #expect(digests.employer == .weekly && digests.employerSinglyFrom == .urgent)
        #expect(digests.administrator == .off && digests.administratorSinglyFrom == .info)
    }

    @Test func readsTextsAndMappedQueries() throws {
        let keys = [
            "registrations", "applications", "qualifications", "credentials", "credential_applications",
            "subscriptions", "annotations",
        ]
        let mapping = keys.map { "\($0): SELECT \($0)" }.joined(separator: ", ")
        let texts =
            "texts: {service_center: 大厅, hotline: 010-1, exam_center: 考试中心, lookup_hint: 网站, "
            + "exam_url: 'https://exam.example.test/', credential_url: 'https://certificate.example.test/'}\n"
        let text = goodConfiguration.replacing("registry.db}", with: "registry.db, mapping: {\(mapping)}}") + texts
        let settings = try workplace.parse(text)
        let read = settings.registry.mapping
        let queries = [
            read.registrations, read.applications, read.qualifications, read.credentials, read.credentialApplications,
            read.subscriptions, read.annotations,
        ]
        #expect(queries == keys.map { "SELECT \($0)" })
        let office = settings.texts.office
        #expect(office.serviceCenter == "大厅" && office.hotline == "010-1")
        #expect(office.examCenter == "考试中心" && office.lookupHint == "网站")
        #expect(office.examURL == "https://exam.example.test/")
        #expect(office.credentialURL == "https://certificate.example.test/")
        let plain = try workplace.parse(goodConfiguration).texts.office
        #expect(plain.examURL == nil && plain.credentialURL == nil, "no address is made up")
    }
}
