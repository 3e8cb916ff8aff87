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

    /// 13 December 2025 is a Saturday.
    @Test func theAdvisedDayIsNamedWhileItIsAhead() throws {
        func isNamed(_ day: String, _ change: (inout RegistrationRecord) -> Void = { _ in }) throws -> Bool {
            try explanation(on: day) { record in
                record.registration.validUntil = CalendarDate("2026-03-13")
                change(&record)
            }.findings.contains { $0.chinese == "2025年12月13日不是工作日，建议不晚于2025年12月12日提交" }
        }
        #expect(try isNamed("2025-10-01") && isNamed("2025-12-12"))
        #expect(try !isNamed("2025-12-13") && !isNamed("2026-02-01"))
        #expect(try !isNamed("2025-10-01") { $0.registration.state = .cancelled })
    }

    @Test func endOfRemindersIsExplained() throws {
        let renewed = try explanation(on: "2026-01-20") { $0.registration.state = .renewed }
        #expect(renewed.findings.contains { $0.text(in: .english).contains("have ended: renewed") })
        #expect(renewed.findings.contains { $0.text(in: .chinese).contains("注册已延续") })
        let missing = try explanation(on: "2026-01-20") { $0.registration.validUntil = nil }
        #expect(missing.findings.first?.rules == ["D4"])
    }

    /// What stands on the certificate is the printed day, and a caller hears where another one comes from.
    @Test func theExpirySaysWhereItIsFrom() throws {
        let printed = try explanation(on: "2026-01-20").findings
        #expect(printed.contains { $0.chinese == "有效期至2026年3月15日（证书所载）" })
        let computed = try explanation(on: "2026-01-20") { record in
            record.registration.validUntil = nil
            record.registration.validFrom = CalendarDate("2021-03-15")
        }.findings
        #expect(computed.contains { $0.chinese == "有效期至2026年3月15日（按起始日期和期限推算）" })
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

    private func registration(_ change: (inout RegistrationRecord) -> Void) -> Subject {
        var record = RegistrationRecord(registration: Registration(id: "R-1", validUntil: CalendarDate("2026-03-15")))
        change(&record)
        return .registration(record)
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
        let told = try findings(on: credential(report), "2026-02-10").filter { $0.chinese.contains("发现") }
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
                "2026年3月4日查询补办进度：制证中 第4次", "2026年3月3日查询补办进度（服务中心）：没有记录答复",
                "2026年3月2日查询补办进度（服务中心）：制证中 第2次",
            ]
        )
    }

    @Test(arguments: [("2026-02-13", false), ("2026-02-14", true), ("2026-03-15", true), ("2026-03-16", false)])
    func theThirtyDayFloorIsDoubtedOnlyAfterIt(day: String, isNamed: Bool) throws {
        let told = try findings(on: registration(Person(id: "P-1", name: "李伟")), day).filter { $0.rules == ["A1b"] }
        #expect(told.map { $0.chinese.hasPrefix("现在提交已晚于2026年2月13日") } == (isNamed ? [true] : []))
    }

    @Test(arguments: [("2026-02-13", false), ("2026-02-14", true)])
    func anApplicationIsDoubtedOnlyWhenFiledAfterTheFloor(filed: String, isNamed: Bool) throws {
        let subject = registration { record in
            record.applications = [
                Application(id: "A-1", procedure: .renewal, submittedOn: CalendarDate(filed), state: .submitted)
            ]
        }
        let told = try findings(on: subject, "2026-03-10").filter { $0.rules == ["A1b"] }
        #expect(told.map { $0.chinese.hasPrefix("该申请的提交晚于") } == (isNamed ? [true] : []))
    }

    @Test func aRefusalIsToldWithItsReason() throws {
        let subject = registration { record in
            record.applications = [
                Application(
                    id: "A-1",
                    procedure: .renewal,
                    submittedOn: CalendarDate("2025-12-01"),
                    state: .rejected,
                    decidedOn: CalendarDate("2026-01-10"),
                    reason: "缺少继续教育证明"
                )
            ]
        }
        let told = try findings(on: subject, "2026-01-20")
        #expect(
            told.contains {
                $0.chinese == "2025年12月1日提交延续注册申请（编号A-1）：未获准（2026年1月10日），理由：缺少继续教育证明"
                    && $0.english.hasSuffix("refused on 10 January 2026, for this reason: 缺少继续教育证明")
            },
            "\(told.map(\.chinese))"
        )
    }

    @Test(arguments: [("2026-04-01", "一般在2026年3月15日至2026年4月15日有结果"), ("2026-05-01", "一般应在2026年4月15日前有结果，现已超过")])
    func aPendingApplicationSaysWhenItIsUsuallyDecided(day: String, words: String) throws {
        let subject = registration { record in
            record.applications = [
                Application(
                    id: "A-1",
                    procedure: .renewal,
                    submittedOn: CalendarDate("2026-01-15"),
                    state: .initialReview
                )
            ]
        }
        #expect(try findings(on: subject, day).contains { $0.chinese.hasSuffix(words) })
    }

    @Test func aRevocationIsToldWithItsDayAndTheEndOfTheBar() throws {
        let revoked = registration { record in
            record.registration.state = .revoked
            record.registration.endedOn = CalendarDate("2025-02-06")
        }
        let barred = try findings(on: revoked, "2026-01-20")
        #expect(barred.contains { $0.chinese == "注册已于2025年2月6日被撤销，未登记撤销原因；如系以欺骗、贿赂等不正当手段取得注册被撤销，至2030年2月6日止不得再次申请" })
        let after = try findings(on: revoked, "2030-02-07")
        #expect(after.contains { $0.chinese == "注册已于2025年2月6日被撤销，未登记撤销原因" && $0.rules == ["V10"] })
    }

    @Test func aRenewedRecordNamesWhatFollowsIt() throws {
        let renewed = registration { record in
            record.registration.state = .renewed
            record.successor = Registration(
                id: "R-2",
                validFrom: CalendarDate("2026-03-16"),
                validUntil: CalendarDate("2031-03-15")
            )
        }
        let told = try findings(on: renewed, "2026-03-20")
        #expect(told.contains { $0.chinese == "已由注册R-2接续，自2026年3月16日起有效，有效期至2031年3月15日" })
        #expect(told.contains { $0.chinese == "能否执业，以接续的注册R-2为准" })
        // Before that the old one is what counts.
        #expect(try findings(on: renewed, "2026-03-10").contains { $0.chinese == "可以执业" })
    }

    @Test func aGapBetweenTwoRegistrationsIsTold() throws {
        let renewed = registration { record in
            record.registration.state = .renewed
            record.successor = Registration(id: "R-2", validFrom: CalendarDate("2026-03-21"))
        }
        let told = try findings(on: renewed, "2026-02-20").map(\.chinese)
        #expect(
            told.contains("已由注册R-2接续，自2026年3月21日起有效；自2026年3月16日起至2026年3月20日止，两项注册均不在有效期内，不得执业"),
            "\(told)"
        )
    }

    /// Granted, but what was granted is not recorded: nobody can tell from this record.
    @Test func aRenewalWithoutASuccessorForbidsNothing() throws {
        let granted = registration { record in
            record.applications = [
                Application(
                    id: "A-1",
                    procedure: .renewal,
                    submittedOn: CalendarDate("2025-12-01"),
                    state: .approved,
                    decidedOn: CalendarDate("2026-02-01")
                )
            ]
        }
        for subject in [granted, registration { $0.registration.state = .renewed }] {
            let told = try findings(on: subject, "2026-03-20").map(\.chinese)
            #expect(told.contains("延续注册已获准，尚未登记新的注册；能否执业，以新的注册证书为准"), "\(told)")
            #expect(!told.contains("不得执业"), "\(told)")
        }
    }

    /// 15 March 2026 is a Sunday, and the Friday before it a working day.
    @Test(arguments: [
        ("2026-03-13", "期满日2026年3月15日不是工作日，需到窗口办理的，请不晚于2026年3月13日前往"),
        ("2026-03-14", "期满日2026年3月15日不是工作日，窗口不办公，请在网上办理"), ("2024-01-01", nil), ("2026-03-16", nil),
    ])
    func aLastDayThatIsADayOffIsTold(day: String, words: String?) throws {
        let told = try findings(on: registration { _ in }, day).map(\.chinese).filter { $0.hasPrefix("期满日") }
        #expect(told == (words.map { [$0] } ?? []))
    }

    @Test func aClosedRecordCitesNoRuleOfRenewing() throws {
        let renewed = registration { $0.registration.state = .renewed }
        #expect(try !findings(on: renewed, "2026-01-20").flatMap(\.rules).contains("R18"))
    }

    @Test(arguments: [(36, "，尚差12学时"), (48, "")])
    func recordedEducationIsTold(hours: Int, missing: String) throws {
        let subject = registration { $0.registration.educationHours = hours }
        let told = try findings(on: subject, "2026-01-20").filter { $0.rules == ["V6"] }.map(\.chinese)
        #expect(told == ["本注册周期已登记继续教育\(hours)学时，要求48学时\(missing)"])
        #expect(try !findings(on: registration { _ in }, "2026-01-20").contains { $0.rules == ["V6"] })
    }

    @Test(arguments: [
        ("2024-06-01", "2024年6月1日登记了拟变更的聘用单位，请及时办理变更注册"), ("2026-01-20", "2024年6月1日登记了拟变更的聘用单位，请先办理变更注册，再办理延续注册"),
    ])
    func theOrderOfAChangeIsAdvisedOnlyInsideTheWindow(day: String, words: String) throws {
        let subject = registration { record in
            record.registration.change = RecordedChange(
                employer: Employer(id: "E-2", name: "示例新单位"),
                recordedOn: CalendarDate("2024-06-01")
            )
        }
        #expect(try findings(on: subject, day).contains { $0.chinese == words })
    }

    @Test func aChangeIsCalledAnIntention() throws {
        let subject = registration { record in
            record.registration.change = RecordedChange(
                employer: Employer(id: "E-2", name: "示例新单位"),
                recordedOn: CalendarDate("2024-06-01")
            )
        }
        #expect(
            try findings(on: subject, "2024-06-01").contains {
                $0.english == "an intended change of employer was recorded on 1 June 2024: please apply for the change "
                    + "promptly"
            }
        )
    }

    @Test(arguments: [
        ("2024-06-01", "截至2024年6月1日：未到申请期；目前无需办理手续"), ("2025-06-01", "截至2025年6月1日：可提前申请；办理事项：延续注册"),
        ("2026-01-20", "截至2026年1月20日：期满前三个月内；办理事项：延续注册；执业中断风险较高"),
        ("2026-01-10", "截至2026年1月10日：期满前三个月内；办理事项：延续注册；执业可能中断"), ("2026-04-01", "截至2026年4月1日：已过期；办理事项：重新注册"),
    ])
    func theStandingIsReadAsASentence(day: String, words: String) throws {
        #expect(try findings(on: registration { _ in }, day).contains { $0.chinese == words })
    }

    /// After expiry an undecided renewal leaves practice open: no other line may say that it has lapsed.
    @Test func anUndecidedRenewalIsNotCalledLapsed() throws {
        let subject = registration { record in
            record.applications = [
                Application(id: "A-1", procedure: .renewal, submittedOn: CalendarDate("2025-12-01"), state: .submitted)
            ]
        }
        let told = try findings(on: subject, "2026-04-01").map(\.chinese)
        #expect(told.contains("截至2026年4月1日：已过期；等待审批结果") && told.contains("能否执业待确认"))
    }

    /// Documents are asked for, so nobody is told that there is nothing to do.
    @Test func aRenewalFiledTooEarlyIsNotWaitedFor() throws {
        let subject = registration { record in
            record.applications = [
                Application(
                    id: "A-1",
                    procedure: .renewal,
                    submittedOn: CalendarDate("2025-01-10"),
                    state: .supplementRequired
                )
            ]
        }
        let told = try findings(on: subject, "2025-02-01").map(\.chinese)
        #expect(told.contains("截至2025年2月1日：未到申请期；有申请待补正，请向注册初审机构确认是否仍予受理"), "\(told)")
        #expect(told.contains { $0.hasSuffix("不计入；是否仍予受理，请询问注册初审机构，需延续的，自2025年3月15日起重新提交") }, "\(told)")
    }

    /// What nobody can tell from the record is not told flatly, and nobody is urged to take back what they asked for.
    @Test(arguments: [
        (RegistrationState.revoked, EndReason?.none, "能否再次申请注册，请以书面决定为准"),
        (.cancelled, .onRequest, "目前无需办理手续，以后如需执业，可重新申请注册"), (.cancelled, .employerEnded, "办理事项：重新注册"),
        (.revoked, .deceit, "撤销后五年内不得注册"),
    ])
    func whatFollowsAnEndIsNotOverstated(state: RegistrationState, reason: EndReason?, words: String) throws {
        let subject = registration { record in
            record.registration.state = state
            record.registration.endReason = reason
            record.registration.endedOn = CalendarDate("2026-01-10")
        }
        let told = try findings(on: subject, "2026-01-20").map(\.chinese)
        #expect(told.contains("截至2026年1月20日：已终结；\(words)"), "\(told)")
    }

    /// Who is told that there is nothing to do is not told to prepare documents for it.
    @Test(arguments: [(EndReason.onRequest, true), (.employerEnded, false), (.expired, false), (.deceased, true)])
    func onlyWhoMayWantToRegisterAgainPrepares(reason: EndReason, isEmpty: Bool) throws {
        let subject = registration { record in
            record.registration.state = .cancelled
            record.registration.endReason = reason
            record.registration.endedOn = CalendarDate("2026-01-10")
        }
        let day = try #require(CalendarDate("2026-01-20"))
        let explanation = RenewalExplanation(of: subject, on: day, acknowledgedOn: nil, policy: RenewalPolicy())
        #expect(explanation.documents.isEmpty == isEmpty, "\(explanation.documents.map(\.chinese))")
    }

    @Test func aDraftIsNotCalledFiled() throws {
        let subject = registration { record in
            record.applications = [Application(id: "A-1", procedure: .renewal, submittedOn: nil, state: .draft)]
        }
        let told = try findings(on: subject, "2026-01-20").map(\.chinese)
        #expect(told.contains("延续注册申请（编号A-1）尚未提交"))
    }

    @Test func anExpiredCertificateIsNotInForceBesideADraftedReport() throws {
        let report = LossReport(reason: .lost, channel: .phone, state: .draft)
        let before = try findings(on: credential(report), "2026-12-31").map(\.chinese)
        #expect(before.contains("挂失申请尚未提交，证书仍然有效"))
        let after = try findings(on: credential(report), "2027-01-01").map(\.chinese)
        #expect(after.contains("挂失申请尚未提交") && !after.contains { $0.contains("有效，") || $0.hasSuffix("仍然有效") })
    }

    @Test func aCertificateEndsByItsOwnRenewal() throws {
        var credential = ElectronicCredential(id: "C-1", validUntil: CalendarDate("2026-12-31"))
        credential.state = .renewedNotUpdated
        let record = CredentialRecord(credential: credential, utcOffset: .zero)
        let told = try findings(on: .credential(record), "2026-12-01").map(\.chinese)
        #expect(told.contains("到期提醒已停止：证书已续期"))
        #expect(told.contains("截至2026年12月1日：不再按有效期提醒；办理事项：安装并启用新证书"))
    }

    /// The expiry of the old certificate is told while its renewal is under way, and nothing is to be applied for anew.
    @Test(arguments: ["2026-12-01", "2027-01-05"]) func aRenewalUnderWayIsAwaited(day: String) throws {
        var credential = ElectronicCredential(id: "C-1", validUntil: CalendarDate("2026-12-31"))
        credential.state = .renewalPending
        let record = CredentialRecord(credential: credential, utcOffset: .zero)
        let told = try findings(on: .credential(record), day).map(\.chinese)
        #expect(told.contains("续期提醒已停止：证书正在续期"), "\(told)")
        #expect(told.contains { $0.hasSuffix("等待续期结果") } && !told.contains { $0.contains("重新申请证书") }, "\(told)")
    }

    @Test func aMismatchIsNotCalledMissing() throws {
        let subject = registration { $0.registration.validFrom = CalendarDate("2021-01-01") }
        let told = try findings(on: subject, "2026-01-20")
        #expect(told.contains { $0.chinese == "证书所载有效期与推算相差一天以上，以证书所载为准，请核对" })
        #expect(RuleSentence.of("D4", in: .chinese)?.contains("无法判断") == false)
    }

    @Test func aQualificationHasADeadlineAndNoValidity() throws {
        let record = QualificationRecord(id: "Q-1", obtainedOn: CalendarDate("2021-03-15"))
        let told = try findings(on: .qualification(record), "2026-01-20").map(\.chinese)
        #expect(told.contains("初始注册期限：2026年3月15日"))
        #expect(told.contains("截至2026年1月20日：距初始注册期限不足三个月；办理事项：初始注册"))
        #expect(!told.contains { $0.contains("期满") || $0.contains("有效期至") })
        let undated = try findings(on: .qualification(QualificationRecord(id: "Q-1")), "2026-01-20")
        #expect(undated.first { $0.chinese.contains("取得日期不明") }?.rules == ["V4"])
    }

    @Test(arguments: [
        ("2026-01-20", ["身份证号（登录后核对）", "注册申请表"]), ("2026-04-01", ["注册申请表", "劳动合同或聘用文件"]), ("2024-01-01", []),
    ])
    func whatToPrepareIsThatOfTheNextProcedure(day: String, first: [String]) throws {
        let day = try #require(CalendarDate(day))
        let explanation = RenewalExplanation(
            of: registration { _ in },
            on: day,
            acknowledgedOn: nil,
            policy: RenewalPolicy()
        )
        #expect(Array(explanation.documents.map(\.chinese).prefix(2)) == first)
    }

    @Test(arguments: [
        ("2026-06-30", "注册有效期至2026年6月30日，即将期满，须另行办理延续注册"), ("2027-06-30", "注册有效期至2027年6月30日，不受影响"),
        ("2026-05-31", "注册已于2026年5月31日期满，与电子证书无关"),
    ])
    func theRegistrationBesideACertificateIsToldAsItIs(expires: String, words: String) throws {
        let credential = ElectronicCredential(id: "C-1", validUntil: CalendarDate("2026-12-31"))
        var record = CredentialRecord(credential: credential, utcOffset: .zero)
        record.registrationExpires = CalendarDate(expires)
        #expect(try findings(on: .credential(record), "2026-06-01").contains { $0.chinese == words })
    }

    @Test func noSentenceSpeaksOfAConfiguration() {
        for rule in RuleSentenceTests.literals {
            for language in Language.allCases {
                let sentence = RuleSentence.of(RuleID(rawValue: rule), in: language) ?? ""
                #expect(!sentence.contains("配置") && !sentence.contains("configured"), "\(rule)")
            }
        }
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
