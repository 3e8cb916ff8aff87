import Foundation
import RegistryFixtures
import RenewalRegistry
import RenewalRules
import RenewalSQLite
import Testing

@testable import RenewalOffice

/// Instants near midnight fall on the day of the office's own zone.
@Suite struct TimeZoneTests {
    private static func offset(of zone: String) throws -> @Sendable (UnixTime) -> Duration {
        let zone = try #require(TimeZone(identifier: zone))
        return { .seconds(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0.seconds)))) }
    }

    @Test(
        arguments: [
            ("America/New_York", "2026-06-30", "2026-03-15"), ("UTC", "2026-06-30", "2026-03-16"),
            ("Asia/Kathmandu", "2026-06-30", "2026-03-16"), ("Asia/Shanghai", "2026-07-01", "2026-03-16"),
            ("Pacific/Kiritimati", "2026-07-01", "2026-03-16"), ("Pacific/Marquesas", "2026-06-30", "2026-03-15"),
        ]
    ) func aMappedRegistryHasTheDaysOfItsZone(zone: String, expires: String, completed: String) async throws {
        let file = try TestRegistry.foreign(
            "CREATE TABLE cert (nr TEXT, over TEXT, lost TEXT); CREATE TABLE reg (nr TEXT, ends TEXT)",
            "INSERT INTO cert VALUES ('C-1', '2026-07-01T15:59:59Z', '2026-03-16T02:30:00Z')"
        )
        let registry = Registry(
            openedLater: file.path,
            mapping: RegistryMapping(
                registrations: "SELECT nr AS id, ends AS valid_until FROM reg",
                credentials: """
                    SELECT nr AS id, over AS not_after, 'completed' AS loss_state, lost AS loss_completed_at FROM cert
                    """
            ),
            time: .unlimited,
            utcOffset: try Self.offset(of: zone),
            running: QueuedTransactions()
        )
        let scanned = try await registry.page(of: .all, after: nil, limit: 10).subjects
        let found = try await registry.subjects([RecordID(type: .credential, id: "C-1")]).subjects
        #expect(scanned == found)
        guard case .credential(let record)? = scanned.first else { throw RegistryError.cancelled }
        let expiry = CredentialExpiry(of: record.credential, utcOffset: record.utcOffset, policy: RenewalPolicy())
        #expect(expiry.date == CalendarDate(expires))
        #expect(record.lossReport?.completedOn == CalendarDate(completed))
    }

    /// Clocks change there on one of these days, in Beirut and Havana at midnight.
    @Test(
        arguments: ["America/New_York", "America/Havana", "Asia/Beirut", "Asia/Shanghai", "Pacific/Kiritimati"],
        ["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01"]
    ) func anEventOfAnEarlierDayIsReadOnThatDay(zone: String, text: String) async throws {
        let office = try RecordOffice()
        try office.addCredential(until: "2027-06-30")
        let (event, offset) = (try day(text), try Self.offset(of: zone))
        let context = RecordingContext(
            day: event,
            today: event.adding(days: 3),
            now: UnixTime(seconds: Int64(event.dayNumber + 3) * 86_400),
            recorder: "王芳",
            policy: RenewalPolicy(),
            utcOffset: offset
        )
        let loss = LossReport(reason: .lost, channel: .phone)
        _ = try office.registry.draftLoss(of: "C-1", loss, report: "L-1", context)
        _ = try office.registry.submitLoss(
            report: "L-1",
            adding: [],
            isConfirmed: true,
            ifIncomplete: .accept,
            context
        )
        _ = try office.registry.completeLoss(report: "L-1", isConfirmed: true, context)
        let registry = Registry(
            openedLater: office.file.path,
            mapping: RegistryMapping(),
            time: .unlimited,
            utcOffset: offset,
            running: QueuedTransactions()
        )
        let found = try await registry.subjects([RecordID(type: .credential, id: "C-1")]).subjects
        guard case .credential(let record)? = found.first else { throw RegistryError.cancelled }
        #expect(record.lossReport?.completedOn == event)
    }

    @Test func theReferenceRegistryIsExaminedInTheZoneOfTheOffice() throws {
        let file = try TestRegistry.reference(
            """
            INSERT INTO credential (id, valid_until, not_after, state, updated_at)
                VALUES ('C-1', '2026-06-30', '2026-07-03T03:59:59Z', 'active', '2026-01-01T00:00:00Z')
            """
        )
        let registry = try ReferenceRegistry(path: file.path)
        func columns(_ zone: String) throws -> [String?] {
            let policy = RenewalPolicy()
            return try registry.check(policy: policy, on: day("2026-01-01"), utcOffset: Self.offset(of: zone))
                .problems.map(\.column)
        }
        // The printed day may be one off; in Kiritimati the instant is two days later.
        #expect(RenewalPolicy().expiryToleranceDays == 1)
        #expect(try columns("Pacific/Kiritimati") == ["valid_until"])
        #expect(try columns("Pacific/Marquesas") == [])
    }
}
