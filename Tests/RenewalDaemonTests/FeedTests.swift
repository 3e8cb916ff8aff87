import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalNotices

/// What a program is told keeps its list of what is open equal to the registry.
@Suite struct FeedTests {
    private static let routes = """
        routes:
          - {match: {audience: employer}, send: [feed]}
          - {match: {audience: holder}, send: [mail]}
        """

    /// One event as a program reads it.
    private struct Event {
        let id: String
        let body: [String: Any]
        var data: [String: Any] { body["data"] as? [String: Any] ?? [:] }
        var type: String { body["type"] as? String ?? "" }
        var sequence: Int { data["sequence"] as? Int ?? 0 }
        var withdraws: [String] { data["withdraws"] as? [String] ?? [] }
        var reason: String? { data["reason"] as? String }
        var hasNoItem: Bool { data["item"] is NSNull }
        /// The records of the rows, in their order.
        var rows: [String] {
            (data["items"] as? [[String: Any]] ?? []).compactMap { ($0["record"] as? [String: Any])?["id"] as? String }
        }
        /// The kinds in the row of the event's own record.
        var kinds: [String]? { (data["item"] as? [String: Any])?["kinds"] as? [String] }

        init(_ parcelID: String, _ bytes: [UInt8]) throws {
            body = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
            id = "msg_\(parcelID)"
        }
    }

    private func office(digests: DigestSettings = .off, routes: String = routes) throws -> (Sample, Outbox) {
        let office = try Sample(on: "2025-12-15", digests: digests, routes: routes)
        try office.register(1, until: "2026-03-15")
        return (office, try office.outbox())
    }

    /// Scans and sends, and returns the events that are new since the last call, without the facts.
    private func events(_ office: Sample, _ outbox: Outbox, full: String? = nil) async throws -> [Event] {
        let before = office.courier.parcels.count
        try await office.scan(outbox, configuration: full)
        _ = try await office.drain(outbox, through: "feed")
        return try office.courier.parcels.dropFirst(before).map { try Event($0.eventID, $0.payload) }
            .filter { NoticeKind(rawValue: $0.type)?.isFact != true }
    }

    private func file(_ office: Sample, state: String = "submitted") throws {
        try office.load(
            "id,procedure,registration_id,submitted_on,state\nA-1,renewal,R-1,2025-12-15,\(state)\n",
            into: "application"
        )
    }

    @Test func anEventCarriesTheRowOfItsRecord() async throws {
        let (office, outbox) = try office()
        let told = try await events(office, outbox)
        #expect(told.map(\.type) == ["registration.mark_reached"])
        #expect(told[0].kinds == ["registration.mark_reached"])
        #expect(told[0].data["id"] as? String == told[0].id)
        #expect((told[0].data["source"] as? String)?.hasPrefix("urn:renewald:") == true)
        #expect((told[0].data["notice_id"] as? String)?.count == 26)
    }

    /// That somebody may disregard it is for people; a program has nothing to do with it.
    @Test func anEventHasTheWordsOfANoticeAndNotOfAMail() async throws {
        let (office, outbox) = try office()
        let told = try await events(office, outbox)
        let words = try #require(told.first?.data["text"] as? [String: [String: String]])
        for language in Language.allCases {
            let body = try #require(words[language.rawValue]?["body"])
            #expect(body.contains(language.closing) && !body.contains(language.closingWhenDone), "\(body)")
        }
    }

    @Test func aFilingWithdrawsWhatTheProgramWasTold() async throws {
        let (office, outbox) = try office()
        let told = try await events(office, outbox)
        try file(office)
        let withdrawn = try await events(office, outbox)
        #expect(withdrawn.map(\.type) == ["reminder.withdrawn"])
        #expect(withdrawn[0].reason == "filed" && withdrawn[0].withdraws == told.map(\.id))
        #expect(withdrawn[0].hasNoItem && withdrawn[0].sequence > told[0].sequence)
        #expect(try await events(office, outbox).isEmpty, "once")
    }

    /// What `plan` shows before the pass is what the pass adds, tables and withdrawals included.
    @Test func thePlanShowsWhatProgramsWillBeTold() async throws {
        let (office, outbox) = try office(digests: DigestSettings())
        try office.register(2...20, until: "2029-06-15", employer: "E-1")
        let first = try await expectPlan(office, outbox)
        #expect(first.contains { $0.contains("snapshot") }, "\(first)")
        _ = try await events(office, outbox)
        try file(office)
        for _ in 1...2 {
            let empty = try await expectPlan(office, outbox)
            #expect(empty.contains { $0.contains("closing") }, "\(empty)")
            office.clock.move(by: .seconds(86_400))
        }
    }

    /// One of two lines of an employer closes: its table stays one with something in it.
    @Test func thePlanCountsEachClosingOnce() async throws {
        let (office, outbox) = try office(digests: DigestSettings())
        try office.register(2, until: "2026-03-15")
        _ = try await expectPlan(office, outbox)
        _ = try await events(office, outbox)
        office.clock.move(by: .seconds(86_400))
        try file(office)
        let planned = try await expectPlan(office, outbox)
        #expect(planned.contains { $0.contains("snapshot") } && !planned.contains { $0.contains("closing") })
    }

    @Test(arguments: [false, true]) func thePlanShowsWhatWillBeWithdrawn(isGone: Bool) async throws {
        let (office, outbox) = try office()
        try office.register(2...20, until: "2029-06-15", employer: "E-1")
        _ = try await events(office, outbox)
        if isGone {
            try office.damage("DELETE FROM registration WHERE id = 'R-1'")
            #expect(try await expectPlan(office, outbox, full: "1").isEmpty)
            office.clock.move(by: .seconds(4 * 86_400))
        } else {
            try file(office)
        }
        let told = try await expectPlan(office, outbox)
        #expect(told.filter { $0.contains("reminder.withdrawn") }.count == 1, "\(told)")
        #expect(told.contains { $0.contains("application.filed") } != isGone)
    }

    /// Scans, and returns the new deliveries, which the plan has to name.
    private func expectPlan(_ office: Sample, _ outbox: Outbox, full: String? = nil) async throws -> Set<String> {
        let before = try await deliveries(outbox)
        let configuration = try office.configuration()
        let day = configuration.calendar.day(of: office.clock.now)
        let lastScan = try await outbox.lastScan(notAfter: day)
        var planned: Set<String> = []
        _ = try await configuration.planner.preview(
            on: day,
            since: lastScan,
            catchingUpBy: lastScan == nil ? nil : configuration.calendar,
            outbox: outbox,
            now: office.clock.now
        ) { record in
            for notice in record.planned {
                planned.formUnion(notice.recipients.map { "\(notice.notice.key) \($0.channel) \($0.address)" })
            }
        }
        try await office.scan(outbox, configuration: full)
        let new = try await deliveries(outbox).subtracting(before)
        #expect(planned == new)
        return new
    }

    private func deliveries(_ outbox: Outbox) async throws -> Set<String> {
        let all = try await outbox.deliveries(DeliveryFilter(limit: 10_000))
        return Set(all.map { "\($0.notice.key) \($0.channel) \($0.recipient)" })
    }

    /// A corrected day takes the place of the reminder, and brings its row.
    @Test func aRowThatCameWithAnotherEventIsClosedToo() async throws {
        let (office, outbox) = try office()
        _ = try await events(office, outbox)
        try office.load("id,valid_until\nR-1,2026-03-14\n", into: "registration")
        let corrected = try await events(office, outbox)
        #expect(corrected.contains { $0.type == "registration.date_corrected" && $0.kinds != nil })
        #expect(!corrected.contains { $0.type == "registration.mark_reached" }, "\(corrected.map(\.type))")
        try file(office)
        let closed = try await events(office, outbox)
        #expect(closed.map(\.type) == ["reminder.withdrawn"] && closed.first?.hasNoItem == true)
        #expect(closed.first?.withdraws == [])
    }

    @Test func whatWasNeverToldIsNotWithdrawn() async throws {
        let (office, outbox) = try office()
        try await office.scan(outbox)
        try file(office)
        let sent = try await events(office, outbox)
        #expect(sent.isEmpty, "\(sent.map(\.type))")
    }

    @Test func aMoveClosesTheRowOfTheOldEmployer() async throws {
        let (office, outbox) = try office()
        let told = try await events(office, outbox)
        try office.load("id,name,email\nE-2,新单位,hr2@example.test\n", into: "employer")
        try office.load("id,employer_id\nR-1,E-2\n", into: "registration")
        let moved = try await events(office, outbox)
        let withdrawn = try #require(moved.first { $0.type == "reminder.withdrawn" })
        #expect(withdrawn.reason == "moved" && withdrawn.withdraws == told.map(\.id))
        #expect(withdrawn.data["holder"] is NSNull, "somebody else's matter now")
        // A program has one row of it, whoever it belongs to.
        let row = try #require(withdrawn.data["item"] as? [String: Any])
        #expect((row["employer"] as? [String: Any])?["id"] as? String == "E-2")
    }

    @Test func aMuteClosesNothingButItsHoldersRows() async throws {
        let (office, outbox) = try office()
        _ = try await events(office, outbox)
        let party = MutedParty.person("P-1")
        try await outbox.mute(Mute(party, until: nil, reason: nil, by: "root", since: office.clock.now))
        #expect(try await events(office, outbox).isEmpty, "the employer still hears of it")
    }

    /// The matter is open as long as it is told, and closed with all that was told of it.
    @Test func aFaultOfTheDataIsWithdrawnOnceItIsCorrected() async throws {
        let (office, outbox) = try office(routes: "routes: [{match: {audience: administrator}, send: [feed]}]")
        try office.load("id,email\nP-1,\n", into: "person")
        var told: [Event] = []
        for _ in 1...3 {
            told += try await events(office, outbox)
            office.clock.move(by: .seconds(7 * 86_400))
        }
        #expect(told.map(\.type) == Array(repeating: "data.contact_missing", count: 3))
        try office.load("id,email\nP-1,p1@example.test\n", into: "person")
        let withdrawn = try await events(office, outbox)
        #expect(withdrawn.map(\.type) == ["reminder.withdrawn"])
        #expect(withdrawn.first?.reason == "settled" && withdrawn.first?.withdraws == told.map(\.id))
    }

    /// Longer than any reload of a registry takes.
    @Test func aRecordThatStaysAwayIsWithdrawn() async throws {
        let office = try Sample(on: "2025-12-15", routes: Self.routes)
        try office.register(1...20, until: "2026-03-15", employer: "E-1")
        let outbox = try office.outbox()
        #expect(try await events(office, outbox).count == 20)
        try office.damage("DELETE FROM registration WHERE id = 'R-7'")
        #expect(try await events(office, outbox, full: "1").isEmpty)
        office.clock.move(by: .seconds(2 * 86_400))
        #expect(try await events(office, outbox, full: "2").isEmpty)
        office.clock.move(by: .seconds(2 * 86_400))
        let gone = try await events(office, outbox, full: "3")
        #expect(gone.map(\.type) == ["reminder.withdrawn"] && gone.first?.reason == "deleted")
        #expect((gone.first?.data["record"] as? [String: Any])?["id"] as? String == "R-7")
    }

    @Test func aRecordThatReturnsIsNotWithdrawn() async throws {
        let office = try Sample(on: "2025-12-15", routes: Self.routes)
        try office.register(1...20, until: "2026-03-15", employer: "E-1")
        let outbox = try office.outbox()
        _ = try await events(office, outbox)
        try office.damage("DELETE FROM registration WHERE id = 'R-7'")
        _ = try await events(office, outbox, full: "1")
        office.clock.move(by: .seconds(2 * 86_400))
        try office.register(7, until: "2026-03-15")
        _ = try await events(office, outbox, full: "2")
        office.clock.move(by: .seconds(2 * 86_400))
        #expect(try await events(office, outbox, full: "3").isEmpty)
    }

    /// It returned after the pass that gave it up and before the event left.
    @Test func aRecordThatReturnsInTimeIsNotSaidToBeDeleted() async throws {
        let office = try Sample(on: "2025-12-15", routes: Self.routes)
        try office.register(1...20, until: "2026-03-15", employer: "E-1")
        let outbox = try office.outbox()
        _ = try await events(office, outbox)
        try office.damage("DELETE FROM registration WHERE id = 'R-7'")
        try await office.scan(outbox, configuration: "1")
        office.clock.move(by: .seconds(4 * 86_400))
        try await office.scan(outbox, configuration: "2")
        try office.register(7, until: "2026-03-15")
        let before = office.courier.parcels.count
        _ = try await office.drain(outbox, through: "feed")
        #expect(office.courier.parcels.count == before)
    }

    @Test func aTableOfAllThatIsOpenIsSentEveryDay() async throws {
        let (office, outbox) = try office(digests: DigestSettings())
        try office.register(2, until: "2026-05-01")
        try office.register(3, until: "2030-05-01")
        let first = try await events(office, outbox).filter { $0.type == "employer.digest" }
        #expect(first.contains { Set($0.rows) == ["R-1", "R-2"] && $0.data["complete"] as? Bool == true })
        office.clock.move(by: .seconds(86_400))
        let second = try await events(office, outbox)
        #expect(second.map(\.type) == ["employer.digest"], "with nothing new")
        #expect(Set(second[0].rows) == ["R-1", "R-2"] && second[0].sequence > first[0].sequence)
    }

    /// A table is of use only as a whole.
    @Test func theTableGoesToAProgramThatAsksForUrgentNoticesOnly() async throws {
        let routes = """
            routes:
              - {match: {audience: employer, severity: [urgent, critical]}, send: [feed]}
            """
        let (office, outbox) = try office(digests: DigestSettings(), routes: routes)
        let told = try await events(office, outbox)
        #expect(told.map(\.type) == ["employer.digest"] && told.first?.rows == ["R-1"])
    }

    /// The office counts what people are told.
    @Test func tablesAreNoReminders() async throws {
        let (office, outbox) = try office(digests: DigestSettings())
        let told = try await events(office, outbox)
        let now = office.clock.now
        let day = try #require(CalendarDate("2025-12-15"))
        let report = try await outbox.dailyReport(
            on: day,
            span: (now - .seconds(86_400))..<(now + .seconds(1)),
            week: day
        )
        let tables = told.filter { ($0.data["rules"] as? [String]) == ["D14"] && $0.type == "employer.digest" }.count
        #expect(tables == 2, "a digest of news and a table")
        #expect(report.sent == told.count - 1, "\(report.sent) of \(told.count)")
    }

    @Test func anEmptyTableFollowsTheLastRow() async throws {
        let (office, outbox) = try office(digests: DigestSettings())
        _ = try await events(office, outbox)
        office.clock.move(by: .seconds(86_400))
        try office.load("id,state,ended_on\nR-1,renewed,2025-12-16\n", into: "registration")
        let next = try await events(office, outbox).filter { $0.type == "employer.digest" }
        #expect(!next.isEmpty && next.allSatisfy { $0.rows.isEmpty && $0.data["complete"] as? Bool == true })
        #expect(try await daysWithTables(office, outbox) == 9, "and not for ever")
    }

    /// Otherwise a program would keep for ever what ended while renewald did not run.
    @Test func anEmptyTableFollowsALongAbsence() async throws {
        let (office, outbox) = try office(digests: DigestSettings())
        _ = try await events(office, outbox)
        office.clock.move(by: .seconds(86_400 * 30))
        try office.load("id,state,ended_on\nR-1,renewed,2026-01-05\n", into: "registration")
        let next = try await events(office, outbox).filter { $0.type == "employer.digest" }
        #expect(!next.isEmpty && next.allSatisfy { $0.rows.isEmpty && $0.data["complete"] as? Bool == true })
        #expect(try await daysWithTables(office, outbox) == 10, "and not for ever")
    }

    /// On how many of the next twenty days a table is sent, without any rows.
    private func daysWithTables(_ office: Sample, _ outbox: Outbox) async throws -> Int {
        var days = 0
        for _ in 1...20 {
            office.clock.move(by: .seconds(86_400))
            let tables = try await events(office, outbox).filter { $0.type == "employer.digest" }
            #expect(tables.flatMap(\.rows).isEmpty)
            days += tables.isEmpty ? 0 : 1
        }
        return days
    }

    /// The new employer of a recorded change may have nobody registered yet.
    @Test func theTableOfAnEmployerWithNobodyYetHasWhoIsToCome() async throws {
        let (office, outbox) = try office(digests: DigestSettings())
        try office.load("id,name,email\nE-2,新单位,hr2@example.test\n", into: "employer")
        try office.load("id,new_employer_id,change_recorded_on\nR-1,E-2,2025-12-15\n", into: "registration")
        let tables = try await events(office, outbox).filter { event in
            (event.data["employer"] as? [String: Any])?["id"] as? String == "E-2" && event.type == "employer.digest"
        }
        #expect(tables.map(\.rows) == [["R-1"]])
    }

    /// The bytes under one id never change.
    @Test func aDigestComposedAnewHasAnotherID() async throws {
        let (office, outbox) = try office(digests: DigestSettings())
        let busy = Verdict(.retry, at: .http(.answer), about: .destination, code: 503, reply: "busy")
        office.courier.answer(busy, busy, busy)
        let refused = try await events(office, outbox)
        office.clock.move(by: .seconds(3600))
        let again = try await events(office, outbox)
        #expect(!refused.isEmpty && !again.isEmpty)
        #expect(Set(refused.map(\.id)).isDisjoint(with: again.map(\.id)))
        #expect(again.allSatisfy { $0.data["id"] as? String == $0.id })
    }
}
