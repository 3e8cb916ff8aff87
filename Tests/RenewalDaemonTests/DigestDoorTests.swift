import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// Which mailbox a digest goes to when rows of one employer differ, or when employers share one.
@Suite struct DigestDoorTests {
    private static let routes = """
        routes:
          - {match: {audience: employer}, send: [mail]}
        """

    /// An office that keeps everything in one table, with or without employer ids.
    private func office(_ rows: [(id: String, name: String, employer: String, email: String)]) throws -> Sample {
        let office = try Sample(
            on: "2026-11-15",
            digests: Self.digests,
            routes: Self.routes,
            mapping: """
                SELECT nr AS id, ends AS valid_until, name AS holder_name, mail AS holder_email, eid AS employer_id,
                    ename AS employer_name, email AS employer_email FROM zc
                """
        )
        try office.damage(
            "CREATE TABLE zc(nr TEXT, ends TEXT, name TEXT, mail TEXT, eid TEXT, ename TEXT, email TEXT)",
            in: "office.db"
        )
        for row in rows { try add(row, to: office) }
        return office
    }

    /// The employer is a name, or an id and a name separated by a slash.
    private func add(_ row: (id: String, name: String, employer: String, email: String), to office: Sample) throws {
        let parts = row.employer.split(separator: "/").map(String.init)
        let id = parts.count > 1 ? "'\(parts[0])'" : "NULL"
        let values = """
            '\(row.id)', '2027-02-15', '\(row.name)', '\(row.id)@example.test', \(id), '\(parts.last ?? "")', '\(row.email)'
            """
        try office.damage("INSERT INTO zc VALUES (\(values))", in: "office.db")
    }

    private static var digests: DigestSettings {
        var settings = DigestSettings()
        settings.administrator = .off
        return settings
    }

    /// The mails of a pass by address.
    private func mails(_ office: Sample, _ outbox: Outbox) async throws -> [String: [String]] {
        let known = office.courier.parcels.count
        _ = try await office.drain(outbox)
        let parcels = office.courier.parcels.dropFirst(known)
        return try Dictionary(grouping: parcels, by: \.recipient).mapValues { parcels in
            try parcels.map { try Self.text(of: $0.payload) }
        }
    }

    /// The plain text of a mail: the first part, in Base64.
    private static func text(of mail: [UInt8]) throws -> String {
        let text = String(decoding: mail, as: UTF8.self).replacing("\r\n", with: "\n")
        let start = try #require(text.firstRange(of: "base64\n\n")).upperBound
        let body = text[start...].prefix { $0 != "-" }.filter { $0 != "\n" }
        let bytes = try #require(Data(base64Encoded: body))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func deliveries(_ outbox: Outbox) async throws -> [DeliverySummary] {
        try await outbox.deliveries(DeliveryFilter(limit: 1000)).filter { $0.kind == .employerDigest }
    }

    @Test func conflictingAddressesGetOnlyTheirOwnPeople() async throws {
        let office = try office([
            ("A1", "王五", "E1/乙公司", "hr2@example.test"), ("A2", "赵六", "E1/丙公司", "hr3@example.test"),
        ])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        #expect(try await deliveries(outbox).map(\.recipient).sorted() == ["hr2@example.test", "hr3@example.test"])
        let said = try await mails(office, outbox)
        for (address, own, other) in [("hr2@example.test", "王五", "赵六"), ("hr3@example.test", "赵六", "王五")] {
            let mail = try #require(said[address]?.first)
            #expect(mail.contains(own) && !mail.contains(other), "\(mail)")
        }
        #expect(try await office.scan(outbox).plannedNotices == 0)
    }

    @Test func spellingsOfOneEmployerShareADigest() async throws {
        let office = try office([
            ("A1", "王五", "甲公司（集团）", "hr@example.test"), ("A2", "赵六", "甲公司(集团)", "hr@example.test"),
            ("A3", "孙七", "甲公司（集团） ", "hr@example.test"),
        ])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let mails = try await mails(office, outbox)["hr@example.test"] ?? []
        #expect(mails.count == 1)
        for name in ["王五", "赵六", "孙七", "注册安全工程师：3"] { #expect(mails.first?.contains(name) == true, "\(mails)") }
        #expect(mails.first?.contains("【") == false, "one employer needs no sections")
    }

    @Test func employersWithOneMailboxShareADigest() async throws {
        let office = try office([
            ("A1", "王五", "E1/乙公司", "hr@example.test"), ("A2", "赵六", "E2/丙公司", "HR@example.test"),
            ("A3", "孙七", "E3/丁公司", "hr3@example.test"),
        ])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let said = try await mails(office, outbox)
        #expect(said.mapValues(\.count) == ["hr@example.test": 1, "hr3@example.test": 1])
        let mail = try #require(said["hr@example.test"]?.first)
        for name in ["【乙公司】", "王五", "【丙公司】", "赵六"] { #expect(mail.contains(name), "\(mail)") }
        #expect(!mail.contains("孙七"))
        let lines = try await outbox.notices(record: RecordID(type: .registration, id: "A2"))
        #expect(lines.compactMap(\.digest).contains(.waiting) == false)
    }

    /// Another employer with a smaller id does not make a second mail on the same day.
    @Test func aMailboxGetsOneDigestADay() async throws {
        let office = try office([("A2", "赵六", "E2/丙公司", "hr@example.test")])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try add(("A1", "王五", "E1/乙公司", "hr@example.test"), to: office)
        try await office.scan(outbox)
        #expect(try await deliveries(outbox).count == 1, "the one that waits takes the line")
        let said = try await mails(office, outbox)["hr@example.test"] ?? []
        #expect(said.count == 1 && said[0].contains("王五") && said[0].contains("赵六"), "\(said)")
        try add(("A0", "孙七", "E0/丁公司", "hr@example.test"), to: office)
        try await office.scan(outbox)
        #expect(try await mails(office, outbox).isEmpty, "the one of the day has left")
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        #expect(try await mails(office, outbox)["hr@example.test"]?.count == 1)
    }

    @Test func newMailboxAlsoGetsAWaitingDigest() async throws {
        let office = try office([("A1", "王五", "E1/乙公司", "hr2@example.test")])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try add(("A2", "赵六", "E1/乙公司", "hr3@example.test"), to: office)
        try await office.scan(outbox)
        let said = try await mails(office, outbox)
        #expect(said["hr2@example.test"]?.first?.contains("赵六") == false)
        #expect(said["hr3@example.test"]?.first?.contains("赵六") == true)
    }

    /// A digest waiting at one mailbox is not taken for one that moved to the other.
    @Test func deferredDigestStillGoesToItsMailbox() async throws {
        let office = try office([("A1", "王五", "E1/乙公司", "hr2@example.test")])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        office.courier.answer(Verdict(.retry, at: .smtp(.rcpt), about: .recipient, code: 451, reply: "greylisted"))
        _ = try await office.drain(outbox)
        try add(("A2", "赵六", "E1/乙公司", "hr3@example.test"), to: office)
        try await office.scan(outbox)
        office.clock.move(by: .seconds(3600))
        let late = try await mails(office, outbox)
        #expect(late.keys.sorted() == ["hr2@example.test"] && late["hr2@example.test"]?[0].contains("王五") == true)
        office.clock.move(by: .seconds(86_400))
        try await office.scan(outbox)
        let next = try await mails(office, outbox)
        #expect(next.keys.sorted() == ["hr3@example.test"] && next["hr3@example.test"]?[0].contains("赵六") == true)
    }

    @Test func employerKnownOnlyByAddressGetsADigest() async throws {
        let office = try office([("A1", "王五", "", "hr@example.test"), ("A2", "赵六", "", "hr@example.test")])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let mails = try await mails(office, outbox)["hr@example.test"] ?? []
        #expect(mails.count == 1)
        for name in ["王五", "赵六"] { #expect(mails.first?.contains(name) == true, "\(mails)") }
    }

    @Test func digestKeyUsesTheEmployerID() async throws {
        let office = try office([("A1", "王五", "E1/乙公司", "hr@example.test")])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        let day = try #require(CalendarDate("2026-11-15"))
        let key = NoticeKey(
            series: NoticeSeries(record: RecordID(type: .employer, id: "E1"), expires: day),
            kind: .employerDigest,
            milestone: .event,
            audience: .employer,
            occurrence: day
        )
        #expect(try await deliveries(outbox).map(\.noticeID) == [key.noticeID])
    }

    @Test func correctedMailboxGetsTheWaitingDigest() async throws {
        let office = try office([
            ("A1", "王五", "E1/乙公司", "old@example.test"), ("A2", "赵六", "E2/丙公司", "old@example.test"),
        ])
        let outbox = try office.outbox()
        try await office.scan(outbox)
        try office.damage("UPDATE zc SET email = 'new@example.test' WHERE nr = 'A1'", in: "office.db")
        _ = try await office.drain(outbox)
        try await office.scan(outbox)
        let said = Dictionary(grouping: office.courier.parcels, by: \.recipient)
        let old = try Self.text(of: try #require(said["old@example.test"]?.first?.payload))
        #expect(old.contains("赵六") && !old.contains("王五"), "\(old)")
    }
}
