import RenewalRules
import Testing

@testable import RenewalNotices

/// Who is in which group of the employer's digest.
@Suite struct DigestTests {
    static let today = CalendarDate("2026-03-15") ?? .first

    private func registration(
        _ id: String,
        ends: Int,
        _ change: (inout RegistrationRecord) -> Void = { _ in }
    ) -> RegistrationRecord {
        var record = RegistrationRecord(
            registration: Registration(id: id, number: "REG-000-\(id)", validUntil: Self.today.adding(days: ends)),
            holder: Person(id: "P-\(id)", name: "人员\(id)"),
            employer: Employer(id: "E-1", name: "示例单位")
        )
        change(&record)
        return record
    }

    private func filed(_ subject: inout RegistrationRecord) {
        let application = Application(
            id: "A-1",
            procedure: .renewal,
            submittedOn: Self.today.adding(days: -20),
            state: .submitted
        )
        subject.applications = [application]
    }

    private func context(_ records: EmployerRecords) -> NoticeContext {
        let series = NoticeSeries(record: RecordID(type: .employer, id: "E-1"), expires: Self.today)
        let key = NoticeKey(
            series: series,
            kind: .employerDigest,
            milestone: .event,
            audience: .employer,
            occurrence: Self.today
        )
        return TemplateFixture.complete.context(kind: .employerDigest, audience: .employer, language: .chinese)
            .with(
                Notice(key: key, dueOn: Self.today, severity: .info, rules: ["D14"]),
                on: Self.today,
                about: .employer(records)
            )
    }

    private func summary(
        _ registrations: [RegistrationRecord],
        _ credentials: [CredentialRecord] = [],
        lines: [Notice] = []
    ) -> EmployerSummary {
        let records = EmployerRecords(
            employer: Employer(id: "E-1", name: "示例单位"),
            registrations: registrations,
            credentials: credentials,
            lines: lines
        )
        return EmployerSummary(of: records, in: context(records))
    }

    private func labels(_ summary: EmployerSummary, _ group: EmployerSummary.Group) -> [String] {
        (summary.lines[group] ?? []).compactMap { $0["label"] }
    }

    @Test func everyoneIsInOneGroupByExpiry() {
        let summary = summary([
            registration("far", ends: 400), registration("year", ends: 300), registration("year0", ends: 200),
            registration("quarter", ends: 30), registration("last", ends: 0), registration("over", ends: -5),
            registration("pending", ends: 40, filed), registration("open", ends: -2, filed),
        ])
        #expect(labels(summary, .overdue) == ["人员over"])
        #expect(labels(summary, .quarter) == ["人员last", "人员quarter"])
        #expect(labels(summary, .pending) == ["人员open", "人员pending"])
        #expect(labels(summary, .year) == ["人员year0", "人员year"])
        #expect((summary.total, summary.overdue, summary.pending) == (8, 1, 2))
        #expect((summary.withinQuarter, summary.withinYear) == (2, 4))
    }

    @Test func declinedHoldersAreListedUntilExpiryButNotCounted() {
        let declined: (inout RegistrationRecord) -> Void = {
            $0.holder?.declinedRenewalOn = Self.today.adding(days: -9)
        }
        let summary = summary([registration("a", ends: 30, declined), registration("b", ends: -1, declined)])
        // Nobody is asked to prepare what will not be filed.
        #expect(
            labels(summary, .declined) == ["人员a"] && labels(summary, .quarter) == [] && labels(summary, .overdue) == []
        )
        #expect(summary.lines[.declined]?.first?["text"]?.hasSuffix("有效期至2026年4月14日，剩余30天") == true)
        #expect((summary.total, summary.withinQuarter, summary.overdue) == (0, 0, 0))
    }

    @Test func whoDeclinedIsNamedApart() {
        let declined = registration("a", ends: 30) { $0.holder?.declinedRenewalOn = Self.today.adding(days: -9) }
        func text(_ registrations: [RegistrationRecord]) -> String {
            let records = EmployerRecords(
                employer: Employer(id: "E-1", name: "示例单位"),
                registrations: registrations
            )
            return Samples.shipped.render(context(records)).text
        }
        let both = text([declined, registration("b", ends: 40)])
        #expect(both.contains("- 注册安全工程师：1名（不含表示不再继续执业的）\n"), "\(both)")
        #expect(both.contains("本人表示不再继续执业。不必办理延续注册；有效期届满后，请勿再安排其以注册安全工程师名义执业。\n\n- 人员a："))
        #expect(!text([registration("b", ends: 40)]).contains("表示不再继续执业"))
    }

    @Test(arguments: [RegistrationState.renewed, .cancelled, .revoked])
    func endedRegistrationsAreOmitted(_ state: RegistrationState) {
        let summary = summary([registration("a", ends: 30) { $0.registration.state = state }])
        #expect(summary.total == 0 && summary.lines.values.allSatisfy(\.isEmpty))
    }

    /// One person with two registrations is counted once.
    @Test func figuresCountPeople() {
        let two = ["a", "b"].map { id in registration(id, ends: -5) { $0.holder = Person(id: "P-1", name: "李伟") } }
        let later = registration("c", ends: 30) { $0.holder = Person(id: "P-1", name: "李伟") }
        let summary = summary(two + [later, registration("d", ends: 30)])
        #expect((summary.total, summary.overdue, summary.withinQuarter, summary.withinYear) == (2, 1, 2, 2))
        #expect(summary.lines.mapValues(\.count) == [.overdue: 1, .quarter: 1], "everyone is listed once")
        let text = summary.lines[.overdue]?.first?["text"] ?? ""
        for tail in ["尾号00-a", "尾号00-b", "尾号00-c"] { #expect(text.contains(tail), "\(text)") }
    }

    @Test func everyoneIsNamedOnce() {
        let certificate = CredentialRecord(
            credential: ElectronicCredential(id: "K", serial: "SN-0000-k", validUntil: Self.today.adding(days: 20)),
            utcOffset: .zero,
            holder: Person(id: "P-a", name: "人员a")
        )
        let records = EmployerRecords(
            employer: Employer(id: "E-1", name: "示例单位"),
            registrations: [registration("a", ends: 30), registration("b", ends: 200)],
            credentials: [certificate],
            lines: [line("a", .standardReminder), line("b", .changeAdvised)]
        )
        let text = Samples.shipped.render(context(records)).text
        for name in ["人员a", "人员b"] { #expect(text.ranges(of: name).count == 1, "\(text)") }
        let line = "- 人员a：新增：请立即申请延续注册；注册号尾号00-a，有效期至2026年4月14日，剩余30天；电子证书序列号尾号00-k，有效期至2026年4月4日，剩余20天\n"
        #expect(text.contains(line), "\(text)")
    }

    /// Every day, whether its notice is new or not, and a change awaits no renewal.
    @Test(arguments: [(ApplicationProcedure.renewal, EmployerSummary.Group.pending), (.change, .quarter)])
    func whoseDocumentsAreMissingStandsWithThat(procedure: ApplicationProcedure, group: EmployerSummary.Group) {
        let summary = summary([
            registration("a", ends: 40) { record in
                let filed = Self.today.adding(days: -20)
                record.applications = [
                    Application(id: "A-1", procedure: procedure, submittedOn: filed, state: .supplementRequired)
                ]
            }
        ])
        let text = summary.lines[group]?.first?["text"] ?? ""
        #expect(text.hasSuffix(procedure == .renewal ? "剩余40天，延续注册申请待补正" : "剩余40天，变更注册申请待补正"), "\(text)")
    }

    /// What ended is told with its day, its reason and what follows; the employer has no other notice of it.
    @Test(arguments: [
        (
            RegistrationState.cancelled, EndReason.employerEnded,
            "已于2026年3月10日注销，原因：聘用关系终止或者聘用单位终止，请勿再安排其以注册安全工程师名义执业"
        ),
        (.revoked, .deceit, "已于2026年3月10日被撤销，原因："), (.cancelled, .deceased, "注册号尾号00-a，已于2026年3月10日注销\n"),
    ])
    func anEndIsToldWithItsDayAndReason(state: RegistrationState, reason: EndReason, words: String) {
        let ended = registration("a", ends: 30) { record in
            record.registration.state = state
            record.registration.endReason = reason
            record.registration.endedOn = CalendarDate("2026-03-10")
        }
        let text = Samples.shipped.render(
            context(
                EmployerRecords(
                    employer: Employer(id: "E-1", name: "示例单位"),
                    registrations: [ended],
                    lines: [line("a", .registrationEnded)]
                )
            )
        ).text
        #expect(text.contains(words) && !text.contains("死亡"), "\(text)")
        #expect(!text.contains("请按下列名单协助") && text.contains("请查阅下列情况"), "\(text)")
    }

    @Test func aRenewalIsToldWithItsPeriod() {
        let renewed = registration("a", ends: 30) { record in
            record.registration.state = .renewed
            record.successor = Registration(
                id: "R-2",
                validFrom: Self.today.adding(days: 31),
                validUntil: CalendarDate("2031-04-14")
            )
        }
        let text = summary([renewed], lines: [line("a", .registrationRenewed)]).lines[.new]?.first?["text"] ?? ""
        #expect(text.hasSuffix("新的有效期为2026年4月15日至2031年4月14日，此前依原注册（有效期至2026年4月14日）执业"), "\(text)")
    }

    /// Until the re-registration is approved nobody may practise, whatever has been filed.
    @Test func whoAwaitsReregistrationMayNotPractise() {
        let summary = summary([
            registration("a", ends: -40) { record in
                record.applications = [
                    Application(
                        id: "A-1",
                        procedure: .reregistration,
                        submittedOn: Self.today.adding(days: -20),
                        state: .submitted
                    )
                ]
            }
        ])
        #expect(labels(summary, .overdue) == ["人员a"] && labels(summary, .pending) == [])
        #expect(summary.lines[.overdue]?.first?["text"]?.hasSuffix("已过期40天，已提交重新注册申请，结果待定") == true)
        #expect((summary.overdue, summary.pending) == (1, 0))
    }

    /// Whoever reads a name of that group reads the ban first, also without a template.
    @Test(arguments: [Samples.shipped, TemplateSet.plain])
    func theGroupOfTheExpiredBeginsWithTheBan(_ templates: TemplateSet) throws {
        let expired = [
            registration("a", ends: -5),
            registration("b", ends: -40) { record in
                let filed = Self.today.adding(days: -20)
                record.applications = [
                    Application(id: "A-1", procedure: .reregistration, submittedOn: filed, state: .submitted)
                ]
            },
        ]
        let records = EmployerRecords(employer: Employer(id: "E-1", name: "示例单位"), registrations: expired)
        let text = templates.render(context(records)).text
        let ban = try #require(text.firstRange(of: "\n\n注册已过期，重新注册获准前不得执业。"), "\(text)")
        let names = text[ban.upperBound...].split(separator: "\n\n", omittingEmptySubsequences: false)[1]
        #expect(names.contains("- 人员a：") && names.contains("- 人员b："), "\(text)")
        #expect(!text[..<ban.lowerBound].contains("- 人员"), "\(text)")
    }

    /// Nobody takes the new certificate for void, nor the collection for the employer's own errand.
    @Test func aReplacementIsNotCalledVoid() {
        var certificate = CredentialRecord(
            credential: ElectronicCredential(
                id: "K",
                serial: "SN-00000010",
                validUntil: Self.today.adding(days: 90),
                state: .void
            ),
            utcOffset: .zero,
            holder: Person(id: "P-1", name: "李伟")
        )
        certificate.reissue = Reissue(state: .ready, voidedSerial: "SN-00000010", expires: Self.today.adding(days: 90))
        let whole = Subject.credential(certificate)
        let key = NoticeKey(
            series: NoticeSeries(record: whole.record, expires: Self.today),
            kind: .reissueReady,
            milestone: .event,
            audience: .employer
        )
        let news = Notice(key: key, dueOn: Self.today, severity: .info, rules: [])
        let text = summary([], [certificate], lines: [news]).lines[.credential]?.first?["text"]
        #expect(text == "新增：补办的电子证书已制作完成，请提醒领取；原电子证书（序列号尾号0010）已作废")
    }

    /// Without zeros and without the name of its own reader.
    @Test(arguments: [
        ([-5, -6, 30], [String](), "注册到期汇总（3月15日）：已过期2名"),
        ([-5, -6, 30], ["p2"], "注册到期汇总（3月15日）：新增1项，已过期2名"),
        ([30, 60], [], "注册到期汇总（3月15日）：三个月内到期2名"),
        ([200], [], "注册到期汇总（3月15日）：一年内到期1名"),
        ([500], [], "注册到期汇总（3月15日）"),
    ])
    func theSubjectSaysWhatIsNewAndWhatIsPressing(_ ends: [Int], _ news: [String], _ subject: String) {
        let records = EmployerRecords(
            employer: Employer(id: "E-1", name: "示例单位"),
            registrations: ends.enumerated().map { registration("p\($0.offset)", ends: $0.element) },
            lines: news.map { line($0, .standardReminder) }
        )
        #expect(Samples.shipped.render(context(records)).subject == subject)
    }

    @Test func aLongHeadlineKeepsToTheSubject() {
        let ids = (0..<120).map { "n\($0)" }
        let records = EmployerRecords(
            employer: Employer(id: "E-1", name: "示例单位"),
            registrations: ids.map { registration($0, ends: -5) },
            lines: ids.map { line($0, .expiredFollowup, .urgent) }
        )
        let plain = context(records)
        let notice = Notice(key: plain.notice.key, dueOn: Self.today, severity: .urgent, rules: [])
        let subject = Samples.shipped.render(plain.with(notice, on: Self.today, about: .employer(records))).subject
        #expect(subject == "【紧急】注册到期汇总（3月15日）：新增120项")
    }

    /// An office's own layout may have no person ids; the record's id stands in.
    @Test func peopleWithoutIDsAreDistinguishedByNameAndContact() {
        func named(_ id: String, _ email: String?) -> RegistrationRecord {
            registration(id, ends: 30) { $0.holder = Person(id: id, name: "李伟", email: email) }
        }
        let summary = summary([named("a", "w@example.test"), named("b", "w@example.test"), named("c", nil)])
        #expect(summary.total == 2 && summary.withinQuarter == 2)
    }

    private func employer(_ id: String, _ name: String, of people: String...) -> EmployerRecords {
        EmployerRecords(
            employer: Employer(id: id, name: name, email: "hr@example.test"),
            registrations: people.map { registration($0, ends: 30) }
        )
    }

    @Test(arguments: [Samples.shipped, TemplateSet.plain])
    func employersSharingAMailboxHaveTheirOwnSections(_ templates: TemplateSet) throws {
        var both = employer("E-1", "甲公司", of: "a", "b")
        both.others = [employer("E-2", "乙公司", of: "c")]
        let rendered = templates.render(context(both))
        let heads = try ["【甲公司】", "人员a", "人员b", "【乙公司】", "人员c"].map { head in
            try #require(rendered.text.firstRange(of: head), "\(rendered.text)").lowerBound
        }
        #expect(heads == heads.sorted(), "\(rendered.text)")
        #expect(!rendered.subject.contains("甲公司") && !rendered.text.contains("甲公司："), "neither is addressed alone")
        let one = templates.render(context(employer("E-1", "甲公司", of: "a")))
        #expect(!one.text.contains("【") && !one.subject.contains("甲公司"))
    }

    @Test func theBuiltInDigestNamesThePeople() {
        let text = TemplateSet.plain.render(context(employer("E-1", "甲公司", of: "a", "b"))).text
        #expect(text.contains("- 人员a：注册号尾号00-a，有效期至2026年4月14日，剩余30天\n- 人员b"), "\(text)")
    }

    /// A notice that the digest includes instead of a separate message.
    private func line(_ id: String, _ kind: NoticeKind, _ severity: Severity = .notice) -> Notice {
        let record = RecordID(type: .registration, id: id)
        let series = NoticeSeries(record: record, expires: Self.today)
        let key = NoticeKey(series: series, kind: kind, milestone: .event, audience: .employer)
        return Notice(key: key, dueOn: Self.today, severity: severity, rules: [])
    }

    @Test func mergedNoticesAreListed() {
        let summary = summary(
            [registration("a", ends: 1), registration("b", ends: 2)],
            lines: [line("a", .lastCall, .urgent), line("a", .employerRenamed)]
        )
        #expect(summary.lines.mapValues(\.count) == [.quarter: 2] && summary.news == 2)
        let text = summary.lines[.quarter]?.first?["text"]
        let start = "新增：注册即将期满、聘用单位更名，可申请变更注册；注册号尾号00-a，有效期至2026年3月16日"
        #expect(text?.hasPrefix(start) == true, "\(text ?? "")")
    }

    @Test func renewalIsListedAlthoughTheRegistrationEnded() {
        let renewed = registration("a", ends: 1) { $0.registration.state = .renewed }
        let summary = summary([renewed], lines: [line("a", .registrationRenewed)])
        #expect(labels(summary, .new) == ["人员a"])
        #expect(summary.total == 0)
    }

    @Test func lateReportIsDatedWithItsOwnDay() {
        let base = TemplateFixture.complete.context(
            kind: .administratorDigest,
            audience: .administrator,
            language: .chinese
        )
        let late = Samples.shipped.render(base.written(on: base.asOf.adding(days: 1)))
        #expect(late.subject.contains("12月15日") && !late.text.contains("2025年12月16日"))
    }

    private func report(_ change: (inout DailyReport) -> Void) -> String {
        var report = DailyReport(day: Self.today)
        change(&report)
        let context = TemplateFixture.complete.context(
            kind: .administratorDigest,
            audience: .administrator,
            language: .chinese
        )
        return Samples.shipped.render(context.with(context.notice, on: Self.today, about: .office(report))).text
    }

    private func problem(_ id: String, _ kind: NoticeKind) -> DailyReport.Line {
        DailyReport.Line(record: RecordID(type: .registration, id: id), kind: kind)
    }

    @Test func theCertificateOfTheDeadIsNotListed() {
        let certificates = [false, true].map { isDeceased in
            CredentialRecord(
                credential: ElectronicCredential(
                    id: "K-\(isDeceased)",
                    serial: "SN-0000-\(isDeceased ? "d" : "l")",
                    validUntil: Self.today.adding(days: 20)
                ),
                utcOffset: .zero,
                holder: Person(id: "P-\(isDeceased)", name: isDeceased ? "逝者" : "生者", isDeceased: isDeceased)
            )
        }
        #expect(labels(summary([], certificates), .credential) == ["生者"])
    }

    @Test func whatBeganTodayHasNotLasted() {
        let text = report { report in
            report.matters = [
                DailyReport.Line(
                    record: RecordID(type: .registration, id: "a"),
                    kind: .registrationEnded,
                    since: Self.today,
                    subject: .registration(registration("a", ends: 400))
                )
            ]
        }
        #expect(text.contains("- 人员a：注册已终止，注册 a\n") && !text.contains("历时"), "\(text)")
    }

    @Test func manySmallProblemsHideNoLargeOne() throws {
        let text = report { report in
            report.problems = (1...50).map { problem("R-\($0)", .dataReviewBodyMissing) }
            report.problems.append(problem("R-77", .dataContactMissing))
            report.problemCounts = [.dataReviewBodyMissing: 60, .dataContactMissing: 1]
            report.faults = [
                FaultyRows(
                    table: "registration",
                    column: "valid_until",
                    reason: Phrase("不是YYYY-MM-DD格式的有效日期", "is not a day YYYY-MM-DD that exists"),
                    consequence: .unreadable,
                    count: 1,
                    ids: ["A1"]
                )
            ]
        }
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("- 注册") }
        #expect(
            lines == [
                "- 注册 R-77：登记信息缺少本人联系方式",
                "- 注册 A1：有效期至不是YYYY-MM-DD格式的有效日期，更正之前无法就该记录发出提醒",
                "- 注册 R-1、R-2、R-3等60条：登记信息缺少注册初审机构",
            ]
        )
        #expect(text.contains("数据问题：62项") && !text.contains("未列出"))
    }

    @Test func addressesThatCannotBeUsedAreNamedInChinese() {
        let problems: [EmailAddresses.Problem] = [
            .partlyUnusable(.hasBadDomain), .partlyUnusable(.isNotASCII), .tooMany,
        ]
        let text = report { report in
            report.faults = problems.enumerated().map { number, problem in
                FaultyRows(
                    table: "person",
                    column: "email",
                    reason: problem.phrase,
                    consequence: .cosmetic,
                    count: 1,
                    ids: ["P-\(number)"]
                )
            }
        }
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("- 人员 P-") }
        #expect(
            lines == [
                "- 人员 P-0：邮箱有多个邮箱地址，其中有的无效（@之后不是有效的域名）",
                "- 人员 P-1：邮箱有多个邮箱地址，其中有的无效（含有汉字、全角符号等ASCII以外的字符）",
                "- 人员 P-2：邮箱超过10个地址",
            ]
        )
    }

    @Test func refusedSheetsAreToldLineByLine() {
        let text = report { report in
            let summary = "文件：/srv/share/名单.xlsx\n不能导入：2 行（第 4、9 行）\n有问题的列：有效期至"
            report.sheets.refused = [SheetNews.RefusedImport(source: "总部", on: Self.today, summary: summary)]
        }
        let lines = text.split(separator: "\n").drop { !$0.hasPrefix("- 总部") }.prefix(4)
        #expect(
            Array(lines) == [
                "- 总部：2026年3月15日导入未成功", "- 文件：/srv/share/名单.xlsx", "- 不能导入：2 行（第 4、9 行）", "- 有问题的列：有效期至",
            ],
            "\(text)"
        )
        #expect(!text.contains("名单变动"))
    }

    @Test func reportAccountsForEveryNotice() {
        let text = report { report in
            (report.due, report.carried, report.sent, report.merged, report.waiting) = (20, 3, 8, 6, 2)
            (report.failed, report.suppressed, report.unreachable) = (1, 2, 1)
        }
        let figures = ["应发提醒：20条（其中此前待发3条），为以下六项之和", "已发送：8条", "并入汇总：6条", "待发送：2条", "发送失败：1条", "不再发送：2条", "邮箱：1条"]
        for figure in figures { #expect(text.contains(figure), "\(text)") }
    }

    /// Name, review body, what and for how long; nothing of the registration system, which does not keep these.
    @Test func reportNamesPeopleAndHowLongItHasLasted() {
        let filed = Self.today.adding(days: -186)
        let record = registration("a", ends: 30) { record in
            record.holder?.name = "张振宇"
            record.reviewBody = ReviewBody(id: "B-1", name: "河北省应急管理厅")
            record.applications = [Application(id: "A-1", procedure: .renewal, submittedOn: filed, state: .submitted)]
        }
        let (subject, reference) = (Subject.registration(record), Subject.registration(record).record)
        let text = report { report in
            report.matters = [
                DailyReport.Line(record: reference, kind: .applicationOverdue, since: filed, subject: subject),
                DailyReport.Line(record: reference, kind: .lastCall, subject: subject),
            ]
        }
        #expect(text.contains("- 张振宇（河北省应急管理厅）：延续注册已办理186天，有效期至2026年4月14日，剩余30天，注册 a\n"), "\(text)")
        #expect(text.contains("- 张振宇（河北省应急管理厅）：注册即将期满，有效期至2026年4月14日，剩余30天，注册 a\n"), "\(text)")
        #expect(!text.contains("https://"))
    }

    @Test func longListKeepsTheMostPressing() {
        let many =
            (0..<40).map { registration("o\($0)", ends: -100 - $0) }
            + (0..<40).map { registration("y\($0)", ends: 200 + $0) }
        let summary = summary(many)
        #expect(summary.lines.values.map(\.count).reduce(0, +) == EmployerSummary.lineLimit)
        #expect(labels(summary, .overdue).count == 40 && labels(summary, .year).count == 10)
        #expect(summary.left == 30 && summary.total == 80)
        let records = EmployerRecords(employer: Employer(id: "E-1", name: "示例单位"), registrations: many)
        #expect(Samples.shipped.render(context(records)).text.contains("30"))
    }

    @Test func certificatesNearOrPastExpiryAreListed() {
        func certificate(_ id: String, ends: Int, _ state: ElectronicCredential.State = .active) -> CredentialRecord {
            let credential = ElectronicCredential(
                id: id,
                serial: "SN-0000-\(id)",
                validUntil: Self.today.adding(days: ends),
                state: state
            )
            return CredentialRecord(credential: credential, utcOffset: .zero, holder: Person(id: id, name: "持证\(id)"))
        }
        let summary = summary(
            [],
            [
                certificate("a", ends: 20), certificate("b", ends: 200), certificate("c", ends: -10),
                certificate("d", ends: 90, .void), certificate("e", ends: -300), certificate("f", ends: 9, .superseded),
            ]
        )
        #expect(labels(summary, .credential) == ["持证c", "持证a", "持证d"])
        #expect(summary.lines[.credential]?.last?["text"] == "原电子证书（序列号尾号00-d）已作废")
    }
}

extension NoticeContext {
    /// Another notice of the same office.
    func with(
        _ notice: Notice,
        on day: CalendarDate,
        about subject: Subject,
        policy: RenewalPolicy = RenewalPolicy()
    ) -> NoticeContext {
        NoticeContext(
            notice: notice,
            subject: subject,
            wasMissed: true,
            asOf: day,
            policy: policy,
            recipientName: recipientName,
            language: language,
            office: office,
            timeZone: timeZone,
            isTest: false
        )
    }
}
