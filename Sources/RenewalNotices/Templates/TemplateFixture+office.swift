import RenewalDelivery
import RenewalRules

/// The made-up digests, failure and standstill.
extension TemplateFixture {
    func digest(on day: CalendarDate) -> EmployerRecords {
        let employer = Employer(id: "E-0001", name: "示例单位")
        guard self != .sparse else {
            return EmployerRecords(employer: employer, registrations: [registration])
        }
        let people: [(end: CalendarDate, filed: ApplicationProcedure?)] = [
            (day.adding(days: -10), nil), (day.adding(days: 20), nil), (day.adding(months: 6), nil),
            (day.adding(days: 5), .renewal), (day.adding(days: -40), .reregistration), (day.adding(days: 50), nil),
        ]
        var registrations = people.enumerated().map { position, person in
            var subject = registration
            subject.registration = Registration(
                id: "R-000\(position)",
                number: "1100000000100\(position)",
                validUntil: person.end
            )
            subject.applications =
                person.filed.map {
                    [Application(id: "A-1", procedure: $0, submittedOn: day.adding(days: -9), state: .submitted)]
                } ?? []
            subject.holder = Person(id: "P-000\(position)", name: "示例人员" + ["甲", "", "乙", "丙", "丁", "戊"][position])
            return subject
        }
        registrations[5].holder?.declinedRenewalOn = day.adding(days: -30)
        return EmployerRecords(
            employer: employer,
            registrations: registrations,
            credentials: [credential],
            lines: [news(.standardReminder, of: registrations[1], on: day)]
        )
    }

    /// A notice that a digest tells.
    private func news(_ kind: NoticeKind, of record: RegistrationRecord, on day: CalendarDate) -> Notice {
        let series = NoticeSeries(record: Subject.registration(record).record, expires: Self.expires)
        let key = NoticeKey(series: series, kind: kind, milestone: .event, audience: .employer)
        return Notice(key: key, dueOn: day, severity: .notice, rules: [])
    }

    func report(on day: CalendarDate) -> DailyReport {
        var report = DailyReport(day: day)
        guard self != .sparse else { return report }
        let record = RecordID(type: .registration, id: "R-0001")
        report.scanned = 12
        report.phases = [.notYet: 9, .standard: 2, .unknown: 1]
        (report.due, report.carried, report.sent, report.failed) = (9, 2, 2, 2)
        (report.waiting, report.suppressed, report.merged, report.unreachable) = (1, 1, 2, 1)
        report.backfillSuppressed = 1
        report.problems = [DailyReport.Line(record: record, kind: .dataMissingExpiry)]
        report.problemCounts = [.dataMissingExpiry: 1]
        report.faults = [
            FaultyRows(
                table: "registration",
                column: "valid_until",
                reason: Phrase("不是YYYY-MM-DD格式的有效日期", "is not a day YYYY-MM-DD that exists"),
                consequence: .unreadable,
                count: 60,
                ids: ["R-0002", "R-0003", "R-0004", "R-0005"]
            )
        ]
        let filed = day.adding(days: -186)
        var subject = registration
        subject.applications = [Application(id: "A-1", procedure: .renewal, submittedOn: filed, state: .submitted)]
        report.failures = [
            DailyReport.Line(
                record: record,
                kind: .markReached,
                remark: "office-mail: rcpt 550",
                subject: .registration(subject)
            )
        ]
        report.matters = [
            DailyReport.Line(record: record, kind: .applicationOverdue, since: filed, subject: .registration(subject))
        ]
        let holder = Person(id: "P-0002", name: "示例人员甲")
        report.sheets.left = [
            SheetNews.LeftRecord(
                record: RecordID(type: .registration, id: "R-0006"),
                holder: holder,
                employer: "示例单位",
                validUntil: day.adding(days: 90),
                leftOn: day.adding(days: -3)
            )
        ]
        report.sheets.leftCount = 1
        report.sheets.refused = [
            SheetNews.RefusedImport(
                source: "登记表.xlsx",
                on: day,
                summary: "文件：/srv/share/登记表.xlsx\n缺少的列：有效期至\n不能导入：3 行（第 2、3、4 行）"
            )
        ]
        return report
    }

    func failure(on day: CalendarDate) -> FailedDelivery {
        let record = RecordID(type: .registration, id: "R-0001")
        let key = NoticeKey(
            series: NoticeSeries(record: record, expires: Self.expires),
            kind: .markReached,
            milestone: .monthsBefore(3),
            audience: .holder
        )
        return FailedDelivery(
            id: "D-0001",
            notice: Notice(key: key, dueOn: day, severity: .warning, rules: ["R29"]),
            channel: "office-mail",
            recipient: "zhang@example.test",
            attempts: self == .sparse ? 0 : 5,
            errorClass: self == .sparse ? "" : "rcpt 550",
            failedOn: day
        )
    }

    func withdrawal(on day: CalendarDate) -> WithdrawnReminder {
        let series = NoticeSeries(record: RecordID(type: .registration, id: "R-0001"), expires: Self.expires)
        let thread = NoticeThread(audience: .holder, occurrence: nil, kind: .markReached)
        return WithdrawnReminder(
            notice: OpenThread(series: series, thread: thread).withdrawal(of: .markReached, because: .moved, on: day),
            subject: nil,
            withdrawn: ["msg_3zjv5dahf5k2m5q4r6t7w2x3y4"]
        )
    }

    func standstill(on day: CalendarDate) -> HeldSending {
        let shrunk = HeldSending.Hold(
            reason: .registryShrank,
            figures: ["registration.before": 1200, "registration.now": 12],
            since: day
        )
        guard self != .sparse else {
            return HeldSending(
                day: day,
                stateFile: "S-0001",
                holds: [HeldSending.Hold(reason: .clockJump, figures: [:], since: day)],
                waiting: 0
            )
        }
        guard self != .late else {
            let flood = HeldSending.Hold(
                reason: .manyDue,
                scope: .part(of: .employer("E-0001"), isUrgent: false),
                figures: ["limit": 1000, "waiting": 1100],
                since: day
            )
            return HeldSending(day: day, stateFile: "S-0001", holds: [flood], waiting: 1100)
        }
        let unreadable = HeldSending.Hold(
            reason: .manyUnreadable,
            figures: ["unreadable": 60, "rows": 1200, "before": 2],
            since: day
        )
        return HeldSending(day: day, stateFile: "S-0001", holds: [shrunk, unreadable], waiting: 34)
    }
}
