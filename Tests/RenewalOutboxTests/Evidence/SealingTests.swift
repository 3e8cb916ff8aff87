import GRDB
import RenewalRules
import Synchronization
import Testing

@testable import RenewalOutbox

@Suite struct SealingTests {
    /// A claim adds two entries about the same rows.
    @Test func entriesOfADeliveryReadItsRowsOnce() async throws {
        let outbox = try OutboxPlace().open()
        let (first, second) = (Sample.notice("浙-1"), Sample.notice("浙-2"))
        try await outbox.plan(first, second)
        let ids = [outbox.id(of: first), outbox.id(of: second)]
        let looks = Mutex(0)
        let seals = try await outbox.write { database in
            var sealing = try Sealing(database: database)
            return try [ids[0], ids[0], ids[1], ids[0]].map { id in
                try sealing.seal(EvidenceEntry(.claimed, deliveryID: id, attempt: 1, state: .sending))
                    .seal(of: .delivery)
            }
        }
        try await outbox.write { database in
            database.trace { event in
                if "\(event)".contains("JOIN payload") { looks.withLock { $0 += 1 } }
            }
            defer { database.trace() }
            var sealing = try Sealing(database: database)
            let entry = EvidenceEntry(.claimed, deliveryID: ids[0], attempt: 1, state: .sending)
            for _ in 1...2 { _ = try sealing.seal(entry) }
        }
        #expect(looks.withLock { $0 } == 1)
        #expect(Set(seals).count == 2 && seals[0] == seals[1] && seals[0] == seals[3])
    }
}
