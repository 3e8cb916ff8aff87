import Foundation
import GRDB
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

/// Relays, endpoints and readers of exports and logs see delivery ids; they must not reveal who was notified.
@Suite struct DeliveryIDTests {
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    /// What an outsider knows: the notice, the channel, what addresses look like, and the program's source.
    private func guesses(of notice: Notice) -> Set<String> {
        Set((0...9999).map { StableID.of("\(notice.key)\noffice-mail\nperson-\($0)@example.test") })
    }

    /// A reader of an export who knows the algorithm and every possible address.
    @Test func anErasedAddressCannotBeGuessedFromItsDelivery() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice(), to: "person-4711@example.test")
        let claim = try await outbox.claimOne()
        _ = try await outbox.record([Sample.receipt(claim)], at: Sample.start)
        let guesses = guesses(of: Sample.notice())
        #expect(!guesses.contains(claim.id))
        let later = Sample.start + .seconds(1)
        #expect(try await outbox.eraseSettled(before: later, limit: 10, at: later) == 1)
        let entries = try await outbox.evidence(after: 0, limit: 100).map(\.link.entry)
        #expect(entries.allSatisfy { !guesses.contains($0.deliveryID ?? "") })
    }

    /// A reader of an export who guesses what the relay said, or what the message was.
    @Test func evidenceHasNoBareHashOfErasedData() async throws {
        let outbox = try place.open()
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne(message: "To: li.wei@example.test")
        _ = try await outbox.record([Sample.receipt(claim)], at: Sample.start)
        let texts = ["To: li.wei@example.test", "2.0.0 已接收", "li.wei@example.test", "李伟", "提醒"]
        let script = "import hashlib, sys; print(*[hashlib.sha256(t.encode()).hexdigest() for t in sys.argv[1:]])"
        let hashes = try ForeignProgram.python(script, arguments: texts).split(separator: /\s+/)
        #expect(hashes.count == texts.count)
        for entry in try await outbox.evidence(after: 0, limit: 100).map(\.link.entry) {
            for hash in hashes { #expect(entry.detail?.contains(hash) != true) }
        }
    }

    @Test func everyFileHasItsOwnIDs() async throws {
        let other = try OutboxPlace()
        let (first, second) = (try place.open(), try other.open())
        for outbox in [first, second] { try await outbox.plan(Sample.notice()) }
        let ids = [first.id(of: Sample.notice()), second.id(of: Sample.notice())]
        #expect(Set(ids).count == 2 && ids.allSatisfy { $0.utf8.count == StableID.length })
        #expect(try await first.delivery(id: ids[0]) != nil)
    }

    /// Planned again in the same file, a backup or a restored one, a delivery has the same id.
    @Test func idsSurviveBackupAndRestore() async throws {
        var outbox: Outbox? = try place.open()
        try await outbox?.plan(Sample.notice())
        let id = try #require(outbox?.id(of: Sample.notice()))
        let backup = place.directory.appending(path: "backup.db").path
        _ = try await outbox?.backUp(to: backup)
        outbox = nil
        let copy = try Outbox(path: backup, access: .backup, at: Sample.start)
        _ = try await Outbox.restore(copy, asStateFileAt: place.path, at: Sample.start)
        let restored = try place.open()
        #expect(restored.id(of: Sample.notice()) == id)
        #expect(try await restored.plan(Sample.notice()) == PlanOutcome(newNotices: 0, newDeliveries: 0))
        #expect(copy.id(of: Sample.notice()) == id)
    }

    @Test func missingFileHasNoSecret() throws {
        #expect(try place.open(.reading).secret == nil)
    }
}
