import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalDaemon

/// What the daily report says about the data and about every delivery.
@Suite struct DailyReportTests {
    private func report(_ office: Sample, _ outbox: Outbox) async throws -> DailyReport {
        let configuration = try office.configuration()
        let source = SubjectSource(
            planner: configuration.planner,
            outbox: outbox,
            calendar: configuration.calendar,
            now: office.clock.now
        )
        return try await source.dailyReport(telling: [])
    }

    private func sum(_ report: DailyReport) -> Int {
        report.sent + report.failed + report.waiting + report.suppressed + report.merged + report.unreachable
    }

    /// Somebody took a line out of a sheet, or put something into it that cannot be read.
    @Test func sheetsThatNeedALookAreNamed() async throws {
        let office = try Sample(on: "2026-01-05")
        for (number, day) in [
            (1, "2026-03-15"), (2, "2026-02-15"), (3, "2026-03-15"), (4, "2028-03-15"), (5, "2026-03-15"),
        ] {
            try office.register(number, until: day)
        }
        for (number, day) in [(1, "2026-01-04"), (2, "2025-12-06"), (3, "2025-12-05"), (4, "2026-01-04")] {
            try office.load("id,left_on\nR-\(number),\(day)\n", into: "registration")
        }
        let runs = [
            ("甲.xlsx", "refused"), ("甲.xlsx", "written"), ("乙.xlsx", "written"), ("乙.xlsx", "refused"),
            ("丙.xlsx", "refused"), ("丙.xlsx", "unchanged"), ("乙.xlsx", "refused"),
        ]
        for (place, run) in runs.enumerated() {
            try office.damage(
                """
                INSERT INTO import_run (source, at, outcome, summary)
                VALUES ('\(run.0)', '2026-01-04T18:00:00Z', '\(run.1)', '第\(place)次')
                """
            )
        }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let sheets = try await report(office, outbox).sheets
        #expect(sheets.left.map(\.record.id) == ["R-2", "R-1"], "the first to end first")
        #expect(sheets.left.map(\.holder?.name) == ["王芳2", "王芳1"])
        #expect(sheets.leftCount == 2)
        let day = try #require(CalendarDate("2026-01-05"))
        #expect(sheets.refused == [SheetNews.RefusedImport(source: "乙.xlsx", on: day, summary: "第6次")])
        office.clock.move(by: .seconds(29 * 86_400))
        #expect(try await report(office, outbox).sheets.left.map(\.record.id) == ["R-1"], "named for thirty days")
    }

    @Test func everythingDueIsInOneFigure() async throws {
        let office = try Sample(
            on: "2025-12-15",
            digests: DigestSettings(),
            routes: """
                routes:
                  - {match: {audience: holder}, send: [mail]}
                  - {match: {audience: employer}, send: [mail]}
                """
        )
        for number in 1...6 { try office.register(number, until: "2026-03-15") }
        try office.register(7, until: "2026-03-15", email: "")
        try office.load("id,name,email\nE-2,示例冶金,\n", into: "employer")
        try office.register(8, until: "2026-03-15", employer: "E-2")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(
            Verdict(.permanent, at: .smtp(.rcpt), about: .recipient, code: 550, reply: "no such user"),
            Verdict(.retry, at: .smtp(.connect), about: .destination, reply: "refused")
        )
        _ = try await office.drain(outbox)
        let report = try await report(office, outbox)
        #expect(report.due == sum(report))
        #expect((report.sent, report.failed, report.carried) == (6, 1, 0), "seven holders and a digest, two refused")
        #expect(report.waiting >= 2, "the one that is tried again, and the line of the employer without an address")
        #expect(report.merged == 7, "the lines of the digest")
        #expect(report.unreachable >= 1, "the holder without an address")

        office.clock.move(by: .seconds(86_401))
        try await office.scan(outbox)
        let next = try await self.report(office, outbox)
        #expect(next.due == sum(next))
        #expect(next.carried >= 2, "what waited before is part of what was due")
    }

    @Test func unreadableRowsAreListed() async throws {
        let office = try Sample(
            on: "2026-11-15",
            digests: DigestSettings(),
            mapping: "SELECT nr AS id, ends AS valid_until, name AS holder_name, mail AS holder_email FROM zc"
        )
        try office.damage("CREATE TABLE zc(nr TEXT, ends TEXT, name TEXT, mail TEXT)", in: "office.db")
        try office.damage(
            """
            INSERT INTO zc VALUES ('A1', '2026/12/05', '张三', 'a@example.test'), ('A2', '2026/12/06', '李四', NULL),
                ('A3', '2027-02-15', '王五', 'w@example.test'), ('A4', '2017-02-15', '赵六', 'z@example.test')
            """,
            in: "office.db"
        )
        let outbox = try office.outbox()
        let summary = try await office.scan(outbox)
        #expect(summary.quarantinedCount == 2 && summary.hasReadSomething)
        let report = try await report(office, outbox)
        let found = report.faults.map { "\($0.table).\($0.column ?? "") \($0.ids.joined(separator: " "))" }
        #expect(found == ["registration.valid_until A1 A2", "registration.valid_until A4"])
        #expect(report.faults.map(\.consequence) == [.unreadable, .contradiction])
        #expect(report.dataIssues == 3)
        try office.damage("UPDATE zc SET ends = '2026-12-05' WHERE nr = 'A1'", in: "office.db")
        let corrected = try await self.report(office, outbox)
        #expect(corrected.faults.first?.ids == ["A2"], "what is put right is not listed")
    }

    /// A mapping with unknown language words makes no row unreadable.
    @Test func unknownLanguageIsReportedButStopsNothing() async throws {
        let office = try Sample(
            on: "2026-11-15",
            mapping: """
                SELECT nr AS id, '2027-02-15' AS valid_until, '中文' AS holder_language,
                    nr || '@example.test' AS holder_email FROM zc
                """
        )
        try office.damage("CREATE TABLE zc(nr TEXT)", in: "office.db")
        try office.damage("INSERT INTO zc VALUES ('A1'), ('A2')", in: "office.db")
        let outbox = try office.outbox()
        let summary = try await office.scan(outbox)
        #expect(summary.quarantinedCount == 0 && summary.examined == 2 && summary.plannedNotices == 2)
        let faults = try await report(office, outbox).faults
        #expect(faults.map(\.consequence) == [.cosmetic] && faults.first?.count == 2)
    }

    @Test func registryWithoutReadableRowsIsAFailure() async throws {
        let office = try Sample(
            on: "2026-11-15",
            mapping: "SELECT nr AS id, ends AS valid_until, name AS holder_name, mail AS holder_email FROM zc"
        )
        try office.damage("CREATE TABLE zc(nr TEXT, ends TEXT, name TEXT, mail TEXT)", in: "office.db")
        let outbox = try office.outbox()
        #expect(try await office.scan(outbox).hasReadSomething, "an empty registry is no fault of its rows")
        try office.damage("INSERT INTO zc VALUES ('A1', '2026/12/05', '张三', 'a@example.test')", in: "office.db")
        #expect(try await office.scan(outbox).hasReadSomething == false)
    }

    @Test func anAddressThatContradictsOthersIsReported() async throws {
        let office = try Sample(
            on: "2026-11-15",
            digests: DigestSettings(),
            mapping: """
                SELECT nr AS id, '2027-02-15' AS valid_until, nr || '@example.test' AS holder_email,
                    'E1' AS employer_id, email AS employer_email FROM zc
                """
        )
        try office.damage("CREATE TABLE zc(nr TEXT, email TEXT)", in: "office.db")
        try office.damage(
            "INSERT INTO zc VALUES ('A1', 'hr2@example.test'), ('A2', 'hr3@example.test')",
            in: "office.db"
        )
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let faults = try await report(office, outbox).faults
        #expect(faults.map(\.ids) == [["A2"]] && faults.first?.column == "employer_email")
    }
}
