import Foundation
import GRDB
import RenewalOutbox
import RenewalRules
import Testing

/// A state file of the build before the seals, with deliveries whose ids were made without a secret.
@Suite struct EarlierFileTests {
    private let place: OutboxPlace
    /// The mail to R-6 that was cancelled when its address was corrected.
    private let cancelled = "pddn2yoxoh"

    init() throws {
        place = try OutboxPlace()
        let folder = try #require(Bundle.module.url(forResource: "EarlierFiles", withExtension: nil))
        try execute(String(contentsOf: folder.appending(path: "version-2.sql"), encoding: .utf8))
    }

    private func execute(_ sql: String) throws {
        try DatabaseQueue(path: place.path).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    @Test func itsChainStaysProven() async throws {
        let report = try await place.open().verifyEvidence(against: nil)
        #expect(report.problems == [] && report.entries == 54)
    }

    /// Corrected back, it is the old delivery that waits again, under its old id.
    @Test func aDeliveryKeepsTheIDItWasPlannedWith() async throws {
        let outbox = try place.open()
        let old = try #require(try await outbox.delivery(id: cancelled)?.summary)
        #expect(old.state == .cancelled && old.recipient == "old@example.test")
        let back = PlannedNotice(
            notice: old.notice,
            foundOn: Sample.today,
            recipients: [Sample.recipient(old.recipient)]
        )
        let outcome = try await outbox.plan([back], superseded: [], holdingAbove: nil, at: Sample.start)
        #expect(outcome == PlanOutcome(newNotices: 0, newDeliveries: 1))
        #expect(try await outbox.summary(old.id).state == .pending)
        #expect(try await outbox.outcomes()["new@example.test"] == "cancelled address_changed")
        #expect(try await outbox.verifyEvidence(against: nil).problems == [])
    }
}
