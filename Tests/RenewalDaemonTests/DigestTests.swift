import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// Who gets a digest, and that no line of one is ever lost.
@Suite struct DigestTests {
    private static let routes = """
        routes:
          - {match: {audience: employer}, send: [mail]}
          - {match: {audience: administrator}, send: [desk]}
        """

    private func deliveries(_ outbox: Outbox, _ kind: NoticeKind) async throws -> [DeliverySummary] {
        try await outbox.deliveries(DeliveryFilter(limit: 1000)).filter { $0.kind == kind }
    }

    private func history(_ outbox: Outbox, _ id: String) async throws -> [NoticeHistory] {
        try await outbox.notices(record: RecordID(type: .registration, id: id))
            .filter { $0.notice.key.audience == .employer }
    }

    @Test func anEmployerGetsOneMailADayForAllItsPeople() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        for number in 1...9 { try office.register(number, until: "2026-03-15") }
        let outbox = try office.outbox()
        let summary = try await office.scan(outbox)
        let pass = try #require(try await outbox.standing(since: office.clock.now).lastPass)
        #expect(pass.plannedNotices == summary.plannedNotices, "the digest counts, wherever it is told")
        let digests = try await deliveries(outbox, .employerDigest)
        #expect(digests.map(\.recipient) == ["hr@example.test"])
        #expect(digests.map(\.severity) == [.warning], "as pressing as the most pressing line")
        #expect(try await deliveries(outbox, .markReached).filter { $0.audience == .employer }.isEmpty)
        let line = try #require(try await history(outbox, "R-1").first)
        guard case .told(let digest, _) = line.digest else { Issue.record("\(line)"); return }
        #expect(digest == (try #require(digests.first).noticeID))
        #expect(try await office.scan(outbox).plannedNotices == 0)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
    }

    @Test func criticalNoticesAreAlsoSentSingly() async throws {
        let office = try Sample(on: "2026-03-15", digests: DigestSettings(), routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        try office.register(2, until: "2026-06-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .expiresToday).map(\.audience).contains(.employer))
        #expect(try await deliveries(outbox, .employerDigest).count == 1)
    }

    /// Of its own certificate a company is told as a holder would be.
    @Test(arguments: ["2026-03-10", "2026-05-27", "2026-06-03", "2026-06-07", "2026-06-10", "2026-06-11"])
    func companyIsToldOfItsOwnCertificateSingly(day: String) async throws {
        let office = try Sample(on: day, digests: DigestSettings(), routes: Self.routes)
        try office.load(
            "id,serial,employer_id,issued_on,valid_until,state\nC-1,SN-0000-1234,E-1,2025-06-10,2026-06-10,active\n",
            into: "credential"
        )
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let told = try await outbox.deliveries(DeliveryFilter(limit: 1000)).filter { $0.audience == .employer }
        #expect(told.map(\.recipient) == ["hr@example.test"])
        #expect(told.first?.kind.rawValue.hasPrefix("credential.") == true)
    }

    @Test func waitingDigestTakesLaterLinesOfTheDay() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.register(2, until: "2026-03-15")
        try await office.scan(outbox)
        let digests = try await deliveries(outbox, .employerDigest)
        #expect(digests.count == 1)
        let line = try #require(try await history(outbox, "R-2").first)
        guard case .told(let digest, _) = line.digest else { Issue.record("\(line)"); return }
        #expect(digest == (try #require(digests.first).noticeID))
    }

    @Test func lineAfterASentDigestGoesIntoTheNext() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        try office.register(2, until: "2026-03-15")
        try await office.scan(outbox)
        #expect(try await history(outbox, "R-2").first?.digest == .waiting)
        #expect(try await deliveries(outbox, .employerDigest).count == 1)
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .employerDigest).count == 2)
        #expect(try await history(outbox, "R-2").first?.digest != .waiting)
    }

    /// Yesterday's could not be sent; both leave today, each with its own lines.
    @Test func twoDigestsOfAnEmployerKeepTheirOwnLines() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(Verdict(.retry, at: .smtp(.connect), about: .destination, reply: "refused"))
        _ = try await office.drain(outbox)
        office.clock.move(by: .seconds(86_400))
        try office.register(2, until: "2026-03-16")
        try await office.scan(outbox)
        let found = try await outbox.due(
            channel: "mail",
            limit: 9,
            minimumSeverity: .info,
            lostLeases: nil,
            at: office.clock.now
        )
        let recheck = Recheck(configuration: try office.configuration(), outbox: outbox)
        let told = try await recheck.findings(on: found.deliveries, at: office.clock.now).compactMap { finding in
            guard case .send(.employer(let employer), _) = finding else { return nil as [String]? }
            return employer.lines.map(\.key.series.record.id)
        }
        #expect(told.sorted { $0[0] < $1[0] } == [["R-1"], ["R-2"]])
    }

    @Test func aWeeklyDigestWaitsForMonday() async throws {
        var settings = DigestSettings()
        settings.employer = .weekly
        let office = try Sample(on: "2025-12-16", digests: settings, routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        for _ in 0..<6 {
            try await office.scan(outbox)
            #expect(try await deliveries(outbox, .employerDigest).isEmpty)
            office.clock.move(by: .seconds(86_400))
        }
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .employerDigest).count == 1, "2025-12-22 is a Monday")
    }

    @Test func urgentLinesDoNotWaitForTheWeeklyDigest() async throws {
        var settings = DigestSettings()
        settings.employer = .weekly
        let office = try Sample(on: "2026-03-10", digests: settings, routes: Self.routes)
        try office.register(1, until: "2026-03-17")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .employerDigest).map(\.severity) == [.urgent], "D-7, on a Tuesday")
    }

    @Test func linesWaitForAnAddress() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.load("id,name,email\nE-2,示例冶金,\n", into: "employer")
        try office.register(1, until: "2026-03-15", employer: "E-2")
        let outbox = try office.outbox()
        #expect(try await office.scan(outbox).unreachable == 2, "the holder without a route, and the digest")
        office.clock.move(by: .seconds(86_400))
        #expect(try await office.scan(outbox).unreachable == 2, "the holder without a route, and the digest")
        #expect(try await deliveries(outbox, .employerDigest).isEmpty)
        #expect(try await history(outbox, "R-1").first?.digest == .waiting)
        try office.load("id,name,email\nE-2,示例冶金,hr2@example.test\n", into: "employer")
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .employerDigest).map(\.recipient) == ["hr2@example.test"])
        #expect(try await history(outbox, "R-1").first?.digest != .waiting)
    }

    @Test func officeGetsADailyReportOfEvents() async throws {
        let office = try Sample(
            on: "2025-12-15",
            digests: DigestSettings(),
            routes: """
                routes:
                  - {match: {audience: holder}, send: [mail]}
                  - {match: {audience: administrator}, send: [mail]}
                """
        )
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .administratorDigest).map(\.recipient) == ["duty@example.test"])
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        try office.register(1, until: "2026-03-15", email: "old@example.test")
        try office.register(2, until: "2026-03-15", email: "")
        try office.register(3, until: "2024-03-15")
        try await office.scan(outbox)
        office.courier.answer(
            Verdict(.permanent, at: .smtp(.rcpt), about: .recipient, code: 550, reply: "no such user")
        )
        _ = try await office.drain(outbox)
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .administratorDigest).count == 2)
        let report = try await report(office, outbox)
        #expect(report.scanned == 2)
        #expect(report.phases == [.standard: 2])
        #expect(report.backfillSuppressed == 1)
        #expect(report.sent == 1, "the first report")
        #expect(report.failed == 1)
        #expect(report.failures.map(\.record.id) == ["R-1"])
        #expect(report.failures.first?.remark.contains("550") == true)
        #expect(report.problems.map(\.kind) == [.dataContactMissing])
        #expect(report.dataIssues == 1)
        try office.register(2, until: "2026-03-15", email: "found@example.test")
        #expect(try await self.report(office, outbox).problems.isEmpty, "what is put right is not listed")
    }

    @Test func repeatedMatterIsReportedOnce() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        let day = CalendarDate("2025-12-15")!
        let series = NoticeSeries(record: RecordID(type: .registration, id: "R-1"), expires: day)
        let notices = ["A-1", "A-2"].map { application in
            let key = NoticeKey(
                series: series,
                kind: .applicationOverdue,
                milestone: .event,
                audience: .administrator,
                occurrence: day,
                detail: application
            )
            return Notice(key: key, dueOn: day, severity: .warning, rules: ["R32"])
        }
        let report = try await source(office, office.outbox()).dailyReport(telling: notices)
        #expect(report.matters.map(\.kind) == [.applicationOverdue])
    }

    /// Between a line and its weekly digest the renewal is filed, the holder declines, or the registration ends.
    @Test(arguments: [
        ("application", "id,registration_id,procedure,submitted_on,state\nA-1,R-1,renewal,2025-12-18,submitted\n"),
        ("person", "id,declined_renewal_on\nP-1,2025-12-18\n"),
        ("registration", "id,state,ended_on\nR-1,cancelled,2025-12-18\n"),
    ])
    func aLineThatIsNoLongerTrueIsNotTold(table: String, csv: String) async throws {
        var settings = DigestSettings()
        settings.employer = .weekly
        let office = try Sample(on: "2025-12-16", digests: settings, routes: Self.routes)
        for number in 1...2 { try office.register(number, until: "2026-03-16") }
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.load(csv, into: table)
        office.clock.move(by: .seconds(6 * 86_400))
        try await office.scan(outbox)
        let digest = try #require(try await deliveries(outbox, .employerDigest).first)
        let found = try await source(office, outbox).find([digest.notice]).digests.values.first
        guard case .employer(let records) = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        let kinds = Dictionary(grouping: records.lines, by: \.key.series.record.id).mapValues { $0.map(\.key.kind) }
        #expect(kinds["R-2"] == [.markReached])
        #expect(!(kinds["R-1"] ?? []).contains(.markReached), "\(kinds)")
    }

    /// Its only line is about somebody who has left since; whether others of the employer are near an expiry decides.
    @Test(arguments: [("2028-08-01", true), ("2026-08-01", false)])
    func aDigestWithNothingToSayDoesNotLeave(until: String, isEmpty: Bool) async throws {
        var settings = DigestSettings()
        settings.administrator = .off
        let office = try Sample(on: "2025-12-14", digests: settings, routes: Self.routes)
        try office.register(2, until: until)
        try office.load("id,name,email\nE-2,示例冶金,\n", into: "employer")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        office.clock.move(by: .seconds(86_400))
        try office.register(1, until: "2026-03-15")
        try await office.scan(outbox)
        try office.load("id,employer_id\nR-1,E-2\n", into: "registration")
        let tally = try await office.drain(outbox)
        #expect(tally.withdrawn == (isEmpty ? 1 : 0))
        #expect(tally.outcomes == (isEmpty ? [:] : [.delivered: 1]))
        let digest = try #require(try await deliveries(outbox, .employerDigest).first)
        #expect(digest.state == (isEmpty ? .cancelled : .sent))
        #expect(digest.reason == (isEmpty ? "settled" : nil))
        let count = try await deliveries(outbox, .employerDigest).count
        // The line is told by no later digest either.
        #expect(try await history(outbox, "R-1").first?.isSuperseded == true)
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .employerDigest).count == count)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    private func source(_ office: Sample, _ outbox: Outbox) throws -> SubjectSource {
        let configuration = try office.configuration()
        return SubjectSource(
            planner: configuration.planner,
            outbox: outbox,
            calendar: configuration.calendar,
            now: office.clock.now
        )
    }

    /// The report as it would be sent now.
    private func report(_ office: Sample, _ outbox: Outbox) async throws -> DailyReport {
        let newest = try #require(try await deliveries(outbox, .administratorDigest).first)
        return try await source(office, outbox).dailyReport(telling: outbox.digestLines(of: newest.noticeID))
    }

    @Test func linesOfAWithdrawnDigestGoIntoTheNext() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.load("id,email\nE-1,\n", into: "employer")
        #expect(try await office.drain(outbox).postponed == 1, "an address may come back")
        office.clock.move(by: .seconds(4 * 86_400))
        #expect(try await office.drain(outbox).withdrawn == 1)
        #expect(try await history(outbox, "R-1").first?.digest == .waiting)
        try office.load("id,email\nE-1,hr@example.test\n", into: "employer")
        try await office.scan(outbox)
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
    }

    @Test func greylistedDigestIsComposedAgainWhenSent() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(Verdict(.retry, at: .smtp(.rcpt), about: .recipient, code: 451, reply: "greylisted"))
        _ = try await office.drain(outbox)
        try office.load("id,name\nP-1,李新名\n", into: "person")
        office.clock.move(by: .seconds(3600))
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        let sent = office.courier.parcels.map(\.payload)
        #expect(sent.count == 2 && sent[0] != sent[1])
        #expect(Set(office.courier.parcels.map(\.deliveryID)).count == 1)
    }

    @Test func turningDigestsOffRepeatsNothing() async throws {
        let office = try Sample(on: "2025-12-15", digests: DigestSettings(), routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.setDigests(.off)
        try await office.scan(outbox)
        #expect(try await deliveries(outbox, .markReached).filter { $0.audience == .employer }.isEmpty)
    }
}
