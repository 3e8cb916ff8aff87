import RenewalConfig
import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalOffice
@testable import RenewalRegistry
@testable import RenewalReports

@Suite struct RegistryReportTests {
    private func problem(_ id: String, _ reason: String, _ consequence: DataConsequence) -> RowProblem {
        RowProblem(
            table: "registration",
            id: id,
            column: "valid_until",
            reason: Phrase(verbatim: reason),
            consequence: consequence
        )
    }

    @Test func faultsThatStopRemindersComeFirst() {
        var check = RegistryCheck()
        check.counts = [.init(table: "person", rows: 0), .init(table: "registration", rows: 9)]
        check.damage = ["row 3 missing from index"]
        check.add(problem("R-1", "lies before valid_from", .contradiction))
        for number in 1...FaultyRows.idLimit + 2 { check.add(problem("R-\(number)", "is missing", .undated)) }
        let lines = check.lines.texts
        #expect(lines[0...1] == ["registration: 9", "damaged: row 3 missing from index"])
        #expect(lines[2].hasPrefix("registration.valid_until R-1, R-2, "))
        #expect(lines[2].hasSuffix(" and 2 more: is missing"))
        #expect(
            lines[3...] == [
                "remarks:", "registration.valid_until R-1: lies before valid_from", "22 problems, 1 remark",
            ]
        )
    }

    @Test func aChineseCheckNamesNoTables() {
        var check = RegistryCheck()
        check.add(problem("R-1", "缺失", .undated))
        #expect(check.lines.first?[.chinese] == "注册的有效期至 R-1：缺失")
    }

    @Test func aSoundRegistryHasNoProblems() {
        #expect(RegistryCheck().lines.texts == ["no problems"])
    }

    @Test func aRowThatCannotBeReadIsNamed() {
        #expect(
            problem(Samples.identityNumber, "is no day", .unreadable).sentence.text
                == "registration 1****************5 cannot be read: valid_until is no day"
        )
        #expect(
            RowProblem(
                table: "person",
                id: "P-1",
                column: nil,
                reason: Phrase(verbatim: "is odd"),
                consequence: .cosmetic
            )
            .sentence.text
                == "person P-1: the row is odd"
        )
    }

    @Test func whatFollowsFromAnEventEndsItsLine() {
        var recorded = Recorded(record: RowName("application", "A-1"))
        #expect(recorded.line(after: Phrase("已提交申请：A-1", "filed application A-1")).text == "filed application A-1")
        recorded.created = RowName("registration", "R-2")
        recorded.expires = Samples.expires
        recorded.effects = [.credentialApplicationBegins, .barred(through: Samples.today), .relyingPartiesInformed]
        recorded.remarks = [.overAge(71, limit: 70)]
        recorded.hasResumed = true
        recorded.concerned = 1
        #expect(
            recorded.line(after: Phrase("已办", "done")).text
                == "done; registration R-2 is valid until 2026-03-15; no new registration is possible through 2025-12-15; "
                + "1 relying party will be told; note: the holder is 71 this year, over the limit of 70 (rule V20); "
                + "notices to the holder resume"
        )
    }

    @Test func anImportNamesTheLinesItRejects() {
        var report = ImportReport(table: "person", encoding: "UTF-8", separator: 44)
        report.rows = 3
        report.inserted = 1
        report.rejected = [
            RejectedRow(line: 3, column: "id", reason: Phrase("缺失", "is missing")),
            RejectedRow(line: 4, column: nil, reason: Phrase("字段太少", "has too few fields")),
        ]
        #expect(
            report.complaints(about: "p.csv").map(\.english) == [
                "p.csv:3: id: is missing", "p.csv:4: has too few fields",
            ]
        )
        #expect(
            report.summary(of: "p.csv").english
                == "p.csv → person (UTF-8): 3 rows, 1 new, 0 changed, 0 unchanged, 2 rejected"
        )
    }
}

@Suite struct ConfigurationReportTests {
    @Test func problemsSayWhatIsMissing() throws {
        let report = try ConfigurationReport(of: Samples.settings(), on: Samples.today)
        #expect(report.problems.contains { $0.english.contains("/nonexistent/registry.db") })
    }

    @Test func aConfigurationIsSummedUp() throws {
        var report = try ConfigurationReport(of: Samples.settings(), on: Samples.today)
        #expect(
            report.lines.texts.first
                == "/nonexistent/renewald.yaml: good; channels mail; "
                + "\(report.settings.policy.ladder.count) marks; Asia/Shanghai"
        )
        report.waiting = [.unknown(channel: "old-mail", waiting: 2)]
        let waiting = try #require(report.remarks.texts.last)
        #expect(waiting.hasPrefix("remark: 2 deliveries wait for channel old-mail, "))
    }
}

@Suite struct OnceSummaryTests {
    @Test func onlyFiguresThatSaySomethingAreTold() {
        var summary = OnceSummary(day: Samples.today, scan: Scan.Summary(), holds: [])
        summary.sent = ["mail": 3]
        #expect(
            summary.lines(channels: ["desk", "mail"], registrations: 5).texts == [
                "2025-12-15: 0 records examined, 5 registrations in the registry",
                "planned: 0 notices, 0 deliveries", "sent through mail: 3", "waiting: 0 (see outbox list)",
            ]
        )
        summary.held = 2
        #expect(
            summary.lines(channels: [], registrations: 5).texts.last == "held: 2 (see outbox list --state held)"
        )
    }
}
