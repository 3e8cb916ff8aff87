import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalDaemon

/// Whoever was told a last day that was put right afterwards learns of it, once for each correction.
@Suite struct DateCorrectionTests {
    private static let record = RecordID(type: .registration, id: "R-1")

    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail]}
          - {match: {audience: employer}, send: [mail]}
          - {match: {audience: administrator}, send: [desk]}
        """

    /// An office that has told the holder and the employer of a registration when it ends.
    private func told(_ expiry: String, on day: String = "2025-12-15") async throws -> (Sample, Outbox) {
        let office = try Sample(on: day, routes: Self.routes)
        try office.register(1, until: expiry)
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        return (office, outbox)
    }

    private func correct(_ office: Sample, _ outbox: Outbox, to expiry: String, afterDays days: Int64 = 1) async throws
    {
        office.clock.move(by: .seconds(86_400 * days))
        try office.load("id,valid_until\nR-1,\(expiry)\n", into: "registration")
        try await office.scan(outbox)
    }

    /// The corrections of the record: the audience, the old and the new day, and the severity.
    private func corrections(_ outbox: Outbox) async throws -> [String] {
        try await outbox.notices(record: Self.record).filter { $0.notice.key.kind == .registrationDateCorrected }
            .map { entry in
                let (key, severity) = (entry.notice.key, entry.notice.severity)
                let states = Set(entry.deliveries.map(\.state.rawValue)).sorted().joined(separator: "+")
                let days = "\(key.detail ?? "-") → \(key.series.expires)"
                return "\(key.audience.rawValue) \(days) \(severity.rawValue) \(states)"
            }.sorted()
    }

    @Test func whoWasToldLearnsOfTheCorrectionOnce() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try await correct(office, outbox, to: "2026-04-20")
        let due = [
            "employer 2026-03-15 → 2026-04-20 notice pending", "holder 2026-03-15 → 2026-04-20 notice pending",
        ]
        #expect(try await corrections(outbox) == due)
        try await office.scan(outbox, configuration: "again")
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await corrections(outbox) == due, "scanning again and the next day plans nothing more")
        _ = try await office.drain(outbox)
        try await office.scan(outbox, configuration: "later")
        #expect(try await corrections(outbox) == due.map { $0.replacing("pending", with: "sent") })
    }

    @Test func aDayCorrectedBackIsToldBothTimes() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try await correct(office, outbox, to: "2026-04-20")
        _ = try await office.drain(outbox)
        try await correct(office, outbox, to: "2026-03-15")
        _ = try await office.drain(outbox)
        try await correct(office, outbox, to: "2026-04-20")
        _ = try await office.drain(outbox)
        #expect(try await corrections(outbox).filter { $0.hasPrefix("holder") }.count == 3)
        #expect(try await corrections(outbox).allSatisfy { $0.hasSuffix("sent") })
    }

    @Test func aDayCorrectedThriceWithinADayIsToldEachTime() async throws {
        let (office, outbox) = try await told("2026-03-15")
        for expiry in ["2026-04-20", "2026-03-15", "2026-04-20"] {
            try await correct(office, outbox, to: expiry, afterDays: 0)
            _ = try await office.drain(outbox)
        }
        let holder = try await corrections(outbox).filter { $0.hasPrefix("holder") }
        #expect(holder.map { $0.split(separator: " ")[1...3].joined(separator: " ") }.count == 3)
        #expect(holder.contains { $0.contains("2026-03-15 2 → 2026-04-20") }, "\(holder)")
    }

    @Test func aDayThatNobodyWasToldIsNoCorrection() async throws {
        let office = try Sample(on: "2025-12-15", routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try await correct(office, outbox, to: "2026-04-20", afterDays: 0)
        #expect(try await corrections(outbox).isEmpty, "nothing had left yet")
        let (other, its) = try await told("2027-12-01")
        try await correct(other, its, to: "2027-11-01")
        #expect(try await corrections(its).isEmpty, "nothing was due yet")
    }

    @Test func aCorrectionTakenBackBeforeItLeftIsWithdrawn() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try await correct(office, outbox, to: "2026-04-20", afterDays: 0)
        try await correct(office, outbox, to: "2026-03-15", afterDays: 0)
        _ = try await office.drain(outbox)
        #expect(try await corrections(outbox).allSatisfy { $0.hasSuffix("cancelled") })
        try await correct(office, outbox, to: "2026-04-20", afterDays: 0)
        _ = try await office.drain(outbox)
        #expect(try await corrections(outbox).count { $0.hasSuffix("sent") } == 2, "told when it is corrected again")
    }

    @Test func anEarlierDayWithinAMonthIsUrgent() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try await correct(office, outbox, to: "2026-01-10")
        #expect(try await corrections(outbox).map { $0.split(separator: " ")[4] } == ["urgent", "urgent"])
    }

    @Test func aLessPressingReminderOfTheNewDayIsNotSentBesideIt() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try await correct(office, outbox, to: "2026-02-20")
        let reminders = try await outbox.notices(record: Self.record)
            .filter { $0.notice.key.series.expires == CalendarDate("2026-02-20") && $0.notice.key.occurrence == nil }
        #expect(!reminders.isEmpty && reminders.allSatisfy(\.isSuperseded))
        #expect(try await corrections(outbox).allSatisfy { $0.contains("warning") }, "as pressing as what it replaces")
    }

    @Test func aRenewalIsNoCorrection() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try office.load(
            "id,procedure,registration_id,person_id,submitted_on,state,decided_on\n"
                + "A-1,renewal,R-1,P-1,2025-12-01,approved,2025-12-15\n",
            into: "application"
        )
        try await correct(office, outbox, to: "2031-03-15")
        #expect(try await corrections(outbox).isEmpty, "granted in place")
        let (other, its) = try await told("2026-03-15")
        try await correct(other, its, to: "2031-03-15")
        #expect(try await corrections(its).isEmpty, "a whole term later without any application")
    }

    /// Otherwise each pass would ask the outbox about every record that was ever renewed.
    @Test(arguments: [("2026-04-20", true), ("2031-03-15", false), ("2026-03-15", false), ("2020-01-01", true)])
    func onlyADayThatMayNeedACorrectionIsLookedUp(expiry: String, isDoubtful: Bool) async throws {
        let (office, outbox) = try await told("2026-03-15")
        let known = try await outbox.history(of: [Self.record]).notices[Self.record] ?? []
        try office.load("id,valid_until\nR-1,\(expiry)\n", into: "registration")
        let planner = try office.planner(pageSize: 10)
        let subject = try #require(try await planner.registry.subjects([Self.record]).subjects.first)
        let day = try #require(CalendarDate("2025-12-16"))
        let course = planner.course(of: subject, on: day, acknowledged: [:])
        let corrections = DateCorrections(planner: planner, outbox: outbox)
        #expect(corrections.isDoubtful(subject, course, known: known) == isDoubtful)
    }

    @Test func aYearPutRightIsToldAlthoughNoPassReadsSoFar() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try await correct(office, outbox, to: "2027-12-15")
        #expect(try await corrections(outbox).filter { $0.contains("2026-03-15 → 2027-12-15 notice") }.count == 2)
        try await office.scan(outbox)
        #expect(try await corrections(outbox).count == 2)
    }

    /// Also one far away, and with nothing else to tell on those days.
    @Test(arguments: ["2026-04-20", "2027-12-15"], [0, 1] as [Int64])
    func aMutedCorrectionIsToldWhenTheMuteHasEnded(expiry: String, daysLater: Int64) async throws {
        let (office, outbox) = try await told("2026-03-15")
        let since = office.clock.now
        try await outbox.mute(Mute(.record(Self.record), until: nil, reason: nil, by: "zhang", since: since))
        try await correct(office, outbox, to: expiry)
        office.clock.move(by: .seconds(86_400 * daysLater))
        try await office.scan(outbox, configuration: "again")
        let muted = "holder 2026-03-15 → \(expiry) notice cancelled"
        #expect(try await corrections(outbox).filter { $0.hasPrefix("holder") } == [muted], "while the mute holds")
        #expect(try await outbox.unmute(.record(Self.record), at: office.clock.now))
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        try await office.scan(outbox, configuration: "later")
        let told = muted.replacing("cancelled", with: "sent")
        let holder = try await corrections(outbox).filter { $0.hasPrefix("holder") }
        #expect(holder == (daysLater == 0 ? [told] : [muted, told]), "once")
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    @Test func aNewEmployerIsNotToldOfWhatTheOldOneWas() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try office.load("id,name,email\nE-2,示例矿业有限公司,hr2@example.test\n", into: "employer")
        try office.load("id,employer_id\nR-1,E-2\n", into: "registration")
        try await correct(office, outbox, to: "2026-04-20")
        #expect(try await corrections(outbox).map { $0.split(separator: " ")[0] } == ["holder"])
    }

    @Test func aNewHolderIsNotToldOfWhatTheOldOneWas() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try office.load("id,name,email\nP-2,李伟,p2@example.test\n", into: "person")
        try office.load("id,person_id\nR-1,P-2\n", into: "registration")
        try await correct(office, outbox, to: "2026-04-20")
        #expect(try await corrections(outbox).map { $0.split(separator: " ")[0] } == ["employer"])
    }

    @Test func aHolderWithANewAddressLearnsOfTheCorrectionThere() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try office.load("id,email\nP-1,other@example.test\n", into: "person")
        try await correct(office, outbox, to: "2026-04-20")
        #expect(try await corrections(outbox).map { $0.split(separator: " ")[0] } == ["employer", "holder"])
    }

    /// It was reminded of the old day, and not the registered one.
    @Test func aRecordedNewEmployerLearnsOfTheCorrection() async throws {
        let office = try Sample(on: "2025-12-15", routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        try office.load("id,name,email\nE-2,示例矿业有限公司,hr2@example.test\n", into: "employer")
        try office.load("id,new_employer_id\nR-1,E-2\n", into: "registration")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        try await correct(office, outbox, to: "2026-04-20")
        let employer = try await outbox.notices(record: Self.record).filter {
            $0.notice.key.kind == .registrationDateCorrected && $0.notice.key.audience == .employer
        }
        #expect(employer.flatMap(\.deliveries).map(\.recipient) == ["hr2@example.test"])
    }

    @Test func anEmployerToldByADigestLearnsOfItInTheNext() async throws {
        var digests = DigestSettings()
        digests.administrator = .off
        let office = try Sample(on: "2025-12-15", digests: digests, routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        try await correct(office, outbox, to: "2026-04-20")
        let employer = try await outbox.notices(record: Self.record).filter {
            $0.notice.key.kind == .registrationDateCorrected && $0.notice.key.audience == .employer
        }
        #expect(employer.count == 1 && employer.allSatisfy { $0.digest != nil })
    }

    /// The kinds of the lines that waiting digests of employers would have if they left now.
    private func lines(of outbox: Outbox, _ office: Sample) async throws -> [NoticeKind] {
        let configuration = try office.configuration()
        let source = SubjectSource(
            planner: configuration.planner,
            outbox: outbox,
            calendar: configuration.calendar,
            now: office.clock.now
        )
        let waiting = try await outbox.deliveries(DeliveryFilter(states: [.pending], limit: 1000))
        let digests = waiting.map(\.notice).filter { $0.key.kind == .employerDigest }
        #expect(digests.count == 1)
        return try await source.find(digests).digests.values.flatMap { subject -> [NoticeKind] in
            if case .employer(let records) = subject { records.lines.map(\.key.kind) } else { [] }
        }
    }

    /// The digest leaves without it, and nobody is told of a day that never was, not even when it comes again.
    @Test(arguments: [true, false]) func aLineTakenBackBeforeItsDigestLeftIsNotTold(isPassBetween: Bool) async throws {
        var digests = DigestSettings()
        digests.administrator = .off
        let office = try Sample(on: "2025-12-15", digests: digests, routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        try await correct(office, outbox, to: "2026-04-20")
        try office.load("id,valid_until\nR-1,2026-03-15\n", into: "registration")
        if isPassBetween { try await office.scan(outbox) }
        #expect(try await lines(of: outbox, office).filter(\.isCorrection) == [])
        _ = try await office.drain(outbox)
        let planned = try await corrections(outbox).filter { $0.hasPrefix("employer") }
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await corrections(outbox).filter { $0.hasPrefix("employer") } == planned)
        try await correct(office, outbox, to: "2026-04-20")
        #expect(try await corrections(outbox).count { $0.hasPrefix("employer 2026-03-15 → 2026-04-20") } == 2)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// A digest that was refused for now is composed anew, and leaves without what is no longer true.
    @Test func aLineTakenBackAfterAFirstAttemptIsNotTold() async throws {
        var digests = DigestSettings()
        digests.administrator = .off
        let office = try Sample(on: "2025-12-15", digests: digests, routes: Self.routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        try office.load("id,email\nP-1,\n", into: "person")
        try await correct(office, outbox, to: "2026-04-20")
        office.courier.answer(
            Verdict(.retry, at: .smtp(.rcpt), about: .recipient, code: 451, reply: "greylisted")
        )
        _ = try await office.drain(outbox)
        try await correct(office, outbox, to: "2026-03-15", afterDays: 0)
        let employer = try await outbox.notices(record: Self.record).filter {
            $0.notice.key.kind == .registrationDateCorrected && $0.notice.key.audience == .employer
        }
        #expect(employer.map(\.isSuperseded) == [true])
        office.clock.move(by: .seconds(2 * 3600))
        #expect(try await office.drain(outbox).outcomes == [.delivered: 1])
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await corrections(outbox).count { $0.hasPrefix("employer") } == 1)
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }

    /// In the daily report as in an employer's digest.
    @Test func aLineOfTheDailyReportThatWasPutBackIsNotTold() async throws {
        let routes = Self.routes.replacing("[desk]", with: "[mail]")
        var digests = DigestSettings()
        digests.employer = .off
        let office = try Sample(on: "2026-03-13", digests: digests, routes: routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        try await office.scan(outbox)
        _ = try await office.drain(outbox)
        try await correct(office, outbox, to: "2026-04-20")
        #expect(try await corrections(outbox).contains { $0.hasPrefix("administrator 2026-03-15 → 2026-04-20") })
        try office.load("id,valid_until\nR-1,2026-03-15\n", into: "registration")
        _ = try await office.drain(outbox)
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        let told = try await corrections(outbox).filter { $0.hasPrefix("administrator") }
        #expect(told.count == 1, "nobody heard of the other day")
    }

    /// It was told for months, and the move is only recorded.
    @Test(arguments: [false, true])
    func theRegisteredEmployerToldBeforeAMoveLearnsOfIt(isNewOneTold: Bool) async throws {
        let (office, outbox) = try await told("2026-03-15")
        try office.load("id,name,email\nE-2,示例矿业有限公司,hr2@example.test\n", into: "employer")
        try office.load("id,new_employer_id\nR-1,E-2\n", into: "registration")
        if isNewOneTold {
            office.clock.move(by: .seconds(31 * 86_400))
            try await office.scan(outbox)
            _ = try await office.drain(outbox)
        }
        try await correct(office, outbox, to: "2026-04-20")
        _ = try await office.drain(outbox)
        try await office.scan(outbox, configuration: "again")
        let employers = try await outbox.deliveries(DeliveryFilter(limit: 100)).filter {
            $0.kind == .registrationDateCorrected && $0.audience == .employer
        }
        let recipients = isNewOneTold ? ["hr2@example.test", "hr@example.test"] : ["hr@example.test"]
        #expect(employers.map(\.recipient).sorted() == recipients && employers.allSatisfy { $0.state == .sent })
        let names = ["hr@example.test": "示例化工有限公司：", "hr2@example.test": "示例矿业有限公司："]
        for delivery in employers {
            let parcel = try #require(office.courier.parcels.last { $0.deliveryID == delivery.id })
            let name = try #require(names[delivery.recipient])
            #expect(try mail(parcel).contains(name), "each by its own name")
        }
    }

    /// The text of a mail.
    private func mail(_ parcel: Parcel) throws -> String {
        let text = String(decoding: parcel.payload, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        let decoded = parts.compactMap { part -> String? in
            let body = part.components(separatedBy: "\r\n--")[0].replacingOccurrences(of: "\r\n", with: "")
            return Data(base64Encoded: body).map { String(decoding: $0, as: UTF8.self) }
        }
        return decoded.joined()
    }

    /// Told through one way, and by mail once the address is not muted any more.
    @Test func whatOnlyTheMutedAddressHasNotHadIsToldAfterwards() async throws {
        let routes = "routes:\n  - {match: {audience: holder}, send: [mail, feed]}\n"
        let office = try Sample(on: "2025-12-15", routes: routes)
        try office.register(1, until: "2026-03-15")
        let outbox = try office.outbox()
        func drain() async throws {
            for channel in ["mail", "feed"] { _ = try await office.drain(outbox, through: channel) }
        }
        try await office.scan(outbox)
        try await drain()
        let address = MutedParty.address("p1@example.test")
        try await outbox.mute(Mute(address, until: nil, reason: nil, by: "zhang", since: office.clock.now))
        try await correct(office, outbox, to: "2026-04-20")
        try await drain()
        office.clock.move(by: .seconds(2 * 86_400))
        #expect(try await office.scan(outbox, configuration: "again").plannedDeliveries == 0, "while the mute holds")
        #expect(try await corrections(outbox) == ["holder 2026-03-15 → 2026-04-20 notice cancelled+sent"])
        #expect(try await outbox.unmute(address, at: office.clock.now))
        for _ in 0..<2 {
            try await office.scan(outbox, configuration: "later")
            try await drain()
        }
        #expect(try await corrections(outbox) == ["holder 2026-03-15 → 2026-04-20 notice sent"], "once to each")
        let told = try await outbox.deliveries(DeliveryFilter(limit: 100))
            .filter { $0.kind == .registrationDateCorrected }
        #expect(told.map(\.recipient).sorted() == ["feed", "p1@example.test"])
    }

    /// The registry says what it was called when it was told.
    @Test func anEmployerWithANewNameAndAddressLearnsOfIt() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try office.load(
            "id,name,email,former_name,renamed_on\n"
                + "E-1,示例新材料有限公司,office@example.test,示例化工有限公司,2025-12-16\n",
            into: "employer"
        )
        try await correct(office, outbox, to: "2026-04-20")
        #expect(try await corrections(outbox).map { $0.split(separator: " ")[0] } == ["employer", "holder"])
    }

    @Test func anEndedRegistrationNeedsNoCorrection() async throws {
        let (office, outbox) = try await told("2026-03-15")
        try office.load("id,state,ended_on\nR-1,cancelled,2025-12-16\n", into: "registration")
        try await correct(office, outbox, to: "2026-04-20")
        #expect(try await corrections(outbox).isEmpty)
    }
}
