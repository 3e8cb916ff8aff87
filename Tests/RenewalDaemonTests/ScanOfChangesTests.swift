import Foundation
import RenewalOffice
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// A pass over the changes plans the same as a full one.
@Suite struct ScanOfChangesTests {
    private struct Planned: Hashable {
        let key: String
        let state: DeliveryState
    }

    private func planned(_ outbox: Outbox) async throws -> Set<Planned> {
        let deliveries = try await outbox.deliveries(DeliveryFilter(limit: 10_000))
        return Set(deliveries.map { Planned(key: "\($0.key) \($0.channel) \($0.recipient)", state: $0.state) })
    }

    /// Two outboxes of one registry: one fed as in service, the other by full passes only.
    @Test(arguments: 1...12)
    func findsWhatAFullPassFinds(seed: UInt64) async throws {
        let office = try Sample(on: "2026-02-27", hour: 7)
        var busy = BusyOffice(office: office, seed: seed)
        let usual = try Outbox(path: office.directory.path("usual.db"), access: .daemon, at: office.clock.now)
        let full = try Outbox(path: office.directory.path("full.db"), access: .daemon, at: office.clock.now)
        for number in 1...30 { try busy.register(number) }
        var passesOfChanges = 0
        for step in 1...25 {
            let summary = try await office.scan(usual)
            if !summary.isFull { passesOfChanges += 1 }
            let pageSize = Int.random(in: 1...12, using: &busy.chance)
            #expect(try await office.scan(full, configuration: "\(step)", pageSize: pageSize).isFull)
            let (found, expected) = (try await planned(usual), try await planned(full))
            #expect(found == expected, "step \(step) after \(busy.lastChange)")
            try busy.change()
            office.clock.move(by: .seconds(Int.random(in: 0..<3, using: &busy.chance) == 0 ? 40_000 : 3000))
        }
        #expect(passesOfChanges > 5)
    }

    @Test func fullPassRunsDailyAndAtTheScanTime() async throws {
        let office = try Sample(on: "2026-02-27", hour: 7)
        let outbox = try office.outbox()
        var wasFull: [Bool] = []
        for _ in 0..<26 {
            wasFull.append(try await office.scan(outbox).isFull)
            office.clock.move(by: .seconds(3600))
        }
        // At 7 (the first pass), at 9 (the scan of half past eight) and at midnight.
        #expect(wasFull.indices.filter { wasFull[$0] } == [0, 2, 17])
        office.clock.move(by: .seconds(-7200))
        #expect(try await office.scan(outbox).isFull, "a clock set back tells nothing")
    }

    /// What comes back with an undo changed long before the last pass.
    @Test func anUndoIsFollowedByAFullPass() async throws {
        let office = try Sample(on: "2026-02-27")
        let outbox = try office.outbox()
        try office.register(1, until: "2026-03-15")
        let registry = try ReferenceRegistry(path: office.directory.path("registry.db"))
        let copy = try registry.keepCopy(at: office.clock.now)
        try office.load("id,valid_until\nR-1,2031-03-15\n", into: "registration")
        office.clock.move(by: .seconds(7200))
        _ = try await office.scan(outbox)
        #expect(try await !office.scan(outbox).isFull)
        #expect(try await outbox.notices(record: RecordID(type: .registration, id: "R-1")).isEmpty)
        _ = try registry.putBack(copy.path, at: office.clock.now)
        #expect(try await office.scan(outbox).isFull)
        #expect(try await !outbox.notices(record: RecordID(type: .registration, id: "R-1")).isEmpty)
    }

    @Test func changedInputsForceAFullPass() async throws {
        let office = try Sample(on: "2026-02-27")
        let outbox = try office.outbox()
        #expect(try await office.scan(outbox).isFull)
        #expect(try await !office.scan(outbox).isFull)
        #expect(try await office.scan(outbox, configuration: "another").isFull)
        let (path, copy) = (office.directory.path("registry.db"), office.directory.path("copy.db"))
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        #expect(rename(copy, path) == 0)
        #expect(try await office.scan(outbox, configuration: "another").isFull, "another file")
        #expect(try await !office.scan(outbox, configuration: "another").isFull)
        for sql in [
            "DROP TRIGGER person_is_stamped", "DROP INDEX person_by_change",
            "ALTER TABLE person DROP COLUMN updated_at",
        ] { try office.damage(sql) }
        #expect(try await office.scan(outbox, configuration: "a reader of today").isFull)
        #expect(try await office.scan(outbox, configuration: "a reader of today").isFull, "nobody can tell")
    }
}
