import RenewalOutbox
import RenewalRules
import Testing

@testable import RenewalDaemon

/// The preview of a scan shows what the scan does.
@Suite struct PlanPreviewTests {
    private let office: Sample
    private let outbox: Outbox
    private let records = ["R-1", "R-2", "R-3"].map { RecordID(type: .registration, id: $0) }

    /// An office that has scanned the day before, in the middle between two marks of each record.
    init() async throws {
        office = try Sample(on: "2025-12-19")
        for number in 1...2 { try office.register(number, until: "2026-03-15") }
        outbox = try office.outbox()
        try await office.scan(outbox)
        office.clock.move(by: .seconds(86_400))
    }

    private func planned() async throws -> Set<String> {
        var keys: Set<String> = []
        for record in records { keys.formUnion(try await outbox.notices(record: record).map { "\($0.notice.key)" }) }
        return keys
    }

    private func preview(catchingUp: Bool) async throws -> Set<String> {
        var keys: Set<String> = []
        let configuration = try office.configuration()
        let day = configuration.calendar.day(of: office.clock.now)
        _ = try await configuration.planner.preview(
            on: day,
            since: try await outbox.lastScan(notAfter: day),
            catchingUpBy: catchingUp ? configuration.calendar : nil,
            outbox: outbox,
            now: office.clock.now
        ) { keys.formUnion($0.planned.map { "\($0.notice.key)" }) }
        return keys
    }

    @Test func rowsThatChangedAreCaughtUpWithAsByTheScan() async throws {
        try office.register(2, until: "2026-03-01")
        try office.register(3, until: "2026-03-15")
        let before = try await planned()
        let expected = try await preview(catchingUp: true)
        #expect(try await preview(catchingUp: false).isEmpty)
        try await office.scan(outbox)
        let found = try await planned().subtracting(before)
        #expect(!expected.isEmpty && expected == found)
        #expect(try await preview(catchingUp: true).isEmpty, "the scan leaves nothing to catch up with")
    }

    /// On a day with marks, what it has planned is not planned again.
    @Test func aDayThatWasScannedHasNothingLeft() async throws {
        for day in ["2026-01-14", "2026-01-15"] {
            let rest = try #require(CalendarDate(day)).dayNumber - today.dayNumber
            office.clock.move(by: .seconds(86_400 * Int64(rest)))
            let before = try await planned()
            let expected = try await preview(catchingUp: true)
            try await office.scan(outbox)
            #expect(try await planned().subtracting(before) == expected && expected.isEmpty == (day == "2026-01-14"))
            #expect(try await preview(catchingUp: true).isEmpty)
        }
    }

    private var today: CalendarDate { office.clock.now.day(utcOffset: .seconds(8 * 3600)) }

    /// After a mute, and only then.
    @Test func whatAMuteHeldBackIsShownWhenItHasEnded() async throws {
        try await outbox.mute(Mute(.record(records[0]), until: nil, reason: nil, by: "zhang", since: office.clock.now))
        try office.register(1, until: "2026-03-17")
        try await office.scan(outbox)
        #expect(try await preview(catchingUp: true).isEmpty)
        #expect(try await outbox.unmute(.record(records[0]), at: office.clock.now))
        let expected = try await preview(catchingUp: true)
        #expect(expected.count == 1 && expected.allSatisfy { $0.contains("R-1/2026-03-17") }, "\(expected)")
        let before = try await outbox.counts()[.pending] ?? 0
        try await office.scan(outbox)
        #expect(try await outbox.counts()[.pending] == before + 1)
        #expect(try await preview(catchingUp: true).isEmpty)
    }

    /// A year put right lies outside what a pass reads.
    @Test func aFarCorrectionIsShown() async throws {
        _ = try await office.drain(outbox)
        office.clock.move(by: .seconds(86_400))
        try office.register(1, until: "2027-12-15")
        let before = try await planned()
        let expected = try await preview(catchingUp: true)
        try await office.scan(outbox)
        #expect(try await planned().subtracting(before) == expected && !expected.isEmpty)
        #expect(try await preview(catchingUp: true).isEmpty)
    }
}
