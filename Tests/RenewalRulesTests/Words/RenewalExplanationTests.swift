import RenewalRules
import Testing

@Suite struct RenewalExplanationTests {
    private func explanation(on day: String, _ change: (inout RegistrationRecord) -> Void = { _ in }) throws
        -> RenewalExplanation
    {
        var record = RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: CalendarDate("2026-03-15")),
            holder: Person(id: "P-1", name: "李伟")
        )
        change(&record)
        return RenewalExplanation(
            of: .registration(record),
            on: try #require(CalendarDate(day)),
            acknowledgedOn: nil,
            policy: RenewalPolicy()
        )
    }

    @Test func everyRuleCitedHasASentenceInBothLanguages() throws {
        let days = ["2024-01-01", "2025-06-01", "2026-01-20", "2026-03-15", "2026-04-01"]
        let rules = try days.flatMap { try explanation(on: $0).rules }
        #expect(Set(rules).count > 8)
        for rule in Set(rules) {
            #expect(RuleSentence.of(rule, in: .chinese) != nil, "\(rule)")
            #expect(RuleSentence.of(rule, in: .english) != nil, "\(rule)")
        }
    }

    @Test func endOfRemindersIsExplained() throws {
        let renewed = try explanation(on: "2026-01-20") { $0.registration.state = .renewed }
        #expect(renewed.findings.contains { $0.text(in: .english).contains("have ended: renewed") })
        #expect(renewed.findings.contains { $0.text(in: .chinese).contains("注册已延续") })
        let missing = try explanation(on: "2026-01-20") { $0.registration.validUntil = nil }
        #expect(missing.findings.first?.rules == ["D4"])
    }

    @Test func chineseFindingsArePunctuatedAsChinese() throws {
        for finding in try explanation(on: "2026-01-20").findings {
            #expect(!finding.chinese.contains { ",;:()".contains($0) }, "\(finding.chinese)")
        }
    }
}

/// What an explanation says besides the course of the reminders.
@Suite struct ExplanationRemarkTests {
    private func findings(on subject: Subject, _ day: String, _ policy: RenewalPolicy = RenewalPolicy()) throws
        -> [RenewalExplanation.Finding]
    {
        let day = try #require(CalendarDate(day))
        let explanation = RenewalExplanation(of: subject, on: day, acknowledgedOn: nil, policy: policy)
        for rule in explanation.rules {
            #expect(RuleSentence.of(rule, in: .chinese) != nil && RuleSentence.of(rule, in: .english) != nil, "\(rule)")
        }
        return explanation.findings
    }

    private func registration(_ holder: Person) -> Subject {
        let registration = Registration(
            id: "R-1",
            validUntil: CalendarDate("2026-03-15"),
            legacyNumber: "20110000123"
        )
        return .registration(RegistrationRecord(registration: registration, holder: holder))
    }

    @Test func oldNumberHintIsOnlyForHoldersWhoNeverLoggedIn() throws {
        let never = Person(id: "P-1", name: "李伟", neverLoggedIn: true)
        let told = try findings(on: registration(never), "2026-01-20").filter { $0.rules == ["R34"] }
        #expect(told.count == 1 && told[0].chinese.contains("11位注册证号") && !told[0].chinese.contains("20110000123"))
        let usual = Person(id: "P-1", name: "李伟")
        #expect(try !findings(on: registration(usual), "2026-01-20").contains { $0.rules == ["R34"] })
    }

    @Test func refusedReviewShowsItsReasonUntilTheNextStep() throws {
        var record = CredentialApplicationRecord(
            id: "S-1",
            application: .preparing,
            since: CalendarDate("2026-01-10"),
            reason: "工作年限证明不全"
        )
        let told = try findings(on: .credentialApplication(record), "2026-01-20")
        #expect(told.contains { $0.chinese == "资格审核未通过：工作年限证明不全" && $0.rules == ["R49"] })
        record.application = .registeredOnline
        #expect(try !findings(on: .credentialApplication(record), "2026-01-20").contains { $0.rules == ["R49"] })
    }

    private func credential(_ report: LossReport, inquiries: [ProgressInquiry] = []) -> Subject {
        let credential = ElectronicCredential(id: "C-1", validUntil: CalendarDate("2026-12-31"))
        return .credential(
            CredentialRecord(credential: credential, utcOffset: .zero, lossReport: report, inquiries: inquiries)
        )
    }

    @Test(arguments: [
        ("2026-02-01", LossReport.State.submitted, false), ("2026-01-31", .submitted, true),
        ("2026-02-09", .draft, false), ("2026-02-08", .draft, true), ("2026-01-01", .withdrawn, true),
    ])
    func lateLossReportIsMentioned(discovered: String, state: LossReport.State, isLate: Bool) throws {
        let report = LossReport(
            reason: .lost,
            channel: .phone,
            discoveredOn: CalendarDate(discovered),
            state: state,
            draftedOn: CalendarDate("2026-02-02")
        )
        let told = try findings(on: credential(report), "2026-02-10").filter { $0.chinese.contains(discovered) }
        #expect(told.map(\.rules) == (isLate ? [["R77"]] : []))
    }

    @Test func lastThreeInquiriesAreListed() throws {
        let inquiries = (1...4).map { day in
            ProgressInquiry(
                askedOn: CalendarDate("2026-03-0\(day)"),
                channel: day == 4 ? nil : .serviceCenter,
                answer: day == 3 ? nil : "制证中\n第\(day)次"
            )
        }
        let told = try findings(
            on: credential(LossReport(reason: .lost, channel: .phone), inquiries: inquiries),
            "2026-04-01"
        )
        .filter { $0.rules == ["R89"] }.map(\.chinese)
        #expect(
            told == [
                "2026-03-04 查询补办进度：制证中 第4次", "2026-03-03 查询补办进度（服务中心）：没有记录答复",
                "2026-03-02 查询补办进度（服务中心）：制证中 第2次",
            ]
        )
    }

    @Test(arguments: [("2025-12-14", false), ("2025-12-15", true), ("2026-03-15", true), ("2026-03-16", false)])
    func theThirtyDayFloorIsNamedInTheLastThreeMonths(day: String, isNamed: Bool) throws {
        let told = try findings(on: registration(Person(id: "P-1", name: "李伟")), day).filter { $0.rules == ["A1b"] }
        #expect(told.map { $0.chinese.hasPrefix("2026-02-13 之后提交的") } == (isNamed ? [true] : []))
    }

    @Test(arguments: [(1955, true), (1956, false), (nil, false)])
    func ageOverTheLimitIsAWarningWhenEnabled(birthYear: Int?, isOver: Bool) throws {
        var policy = RenewalPolicy()
        let holder = Person(id: "P-1", name: "李伟", birthYear: birthYear)
        let qualification = Subject.qualification(QualificationRecord(id: "Q-1", holder: holder))
        for subject in [registration(holder), qualification] {
            policy.modules = []
            #expect(try !findings(on: subject, "2026-01-20", policy).contains { $0.rules == ["V20"] })
            policy.modules = [.ageLimit]
            let told = try findings(on: subject, "2026-01-20", policy).filter { $0.rules == ["V20"] }
            #expect(told.map { $0.chinese.contains("2026年内年满71岁，超过70岁") } == (isOver ? [true] : []))
        }
    }
}
