import Foundation
import GRDB
import RegistryFixtures
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

/// What applies to every event.
@Suite struct RecordingTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }

    init() throws { office = try RecordOffice() }

    @Test func theHistorySaysWhoRecordedWhat() throws {
        _ = try registry.end(registration: "R-1", as: .cancelled, office.on("2025-12-15", by: "李娜"))
        #expect(
            try office.strings("SELECT recorded_at || ' ' || recorded_by || ' ' || details FROM history") == [
                "2025-12-17T04:00:00Z 李娜 "
                    + #"{"ended_on":{"to":"2025-12-15"},"on":"2025-12-15","state":{"from":"active","to":"cancelled"}}"#
            ]
        )
        #expect(try office.rows("updated_at", from: "registration") == ["2025-12-17T04:00:00Z"])
    }

    @Test func aDayInTheFutureIsRefused() throws {
        let future = try RecordingContext(
            day: day("2025-12-18"),
            today: day("2025-12-17"),
            now: UnixTime(seconds: 0),
            recorder: "王芳",
            policy: RenewalPolicy(),
            utcOffset: { _ in .zero }
        )
        try office.fails(65, saying: "2025-12-18 lies in the future") {
            try registry.end(registration: "R-1", as: .cancelled, future)
        }
    }

    @Test(arguments: ["", "王芳\n李娜", String(repeating: "长", count: 1000)])
    func aRecorderIsNamedInOneLine(name: String) throws {
        let before = try office.contents()
        #expect(throws: RecordingError.self) {
            try registry.end(registration: "R-1", as: .cancelled, office.on("2025-12-15", by: name))
        }
        #expect(try office.contents() == before)
    }

    @Test func recordedValuesAreValidatedLikeImportedOnes() throws {
        try office.fails(65, saying: "name contains a line break or control character") {
            try registry.rename(employer: "E-1", to: "示例\u{1B}[2J", office.on("2025-12-15"))
        }
    }

    /// A failure at any write of a decision leaves the old registration, the new one and the application unchanged.
    @Test(arguments: [
        ("UPDATE", "application", ""), ("UPDATE", "registration", ""), ("INSERT", "registration", ""),
        ("INSERT", "history", "WHEN NEW.record_type = 'application'"),
        ("INSERT", "history", "WHEN NEW.record_id = 'R-1'"),
    ])
    func failedRecordingIsRolledBack(change: String, table: String, condition: String) throws {
        _ = try registry.file(.renewal(registration: "R-1", move: nil), id: "A-1", office.on("2025-12-15"))
        try office.file.execute(
            """
            CREATE TRIGGER broken BEFORE \(change) ON \(table) \(condition)
            BEGIN SELECT RAISE(ABORT, '磁盘故障'); END
            """
        )
        try office.fails(74, saying: "磁盘故障") {
            try registry.decide(application: "A-1", .approved(Grant()), reason: nil, office.on("2026-02-20"))
        }
    }

    @Test func aLockedRegistryIsATemporaryFailure() throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: office.file.path, configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let error = #expect(throws: RecordingError.self) {
            try registry.end(registration: "R-1", as: .cancelled, office.on("2025-12-15"))
        }
        #expect(error?.exitCode == 75)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    }

    /// What the daemon reads afterwards matches the events.
    @Test func scanReadsRecordedEvents() async throws {
        _ = try registry.file(.renewal(registration: "R-1", move: nil), id: "A-1", office.on("2025-12-15"))
        let reader = try Registry(path: office.file.path)
        let policy = RenewalPolicy()
        let filed = try #require(try await reader.record(registration: "R-1"))
        let lifecycle = RegistrationLifecycle(of: filed, on: try day("2025-12-20"), policy: policy)
        #expect(lifecycle.state(on: try day("2025-12-20")) == .renewalPending)
        var grant = Grant()
        grant.newID = "R-2"
        _ = try registry.decide(application: "A-1", .approved(grant), reason: nil, office.on("2026-02-20"))
        let ended = try #require(try await reader.record(registration: "R-1"))
        #expect(RenewalAssessment(of: ended, on: try day("2026-02-21"), policy: policy).phase == .closed)
        let next = try #require(try await reader.record(registration: "R-2"))
        #expect(RenewalAssessment(of: next, on: try day("2026-02-21"), policy: policy).phase == .notYet)
        #expect(Expiry(of: next.registration, policy: policy).problems.isEmpty)
    }
}
