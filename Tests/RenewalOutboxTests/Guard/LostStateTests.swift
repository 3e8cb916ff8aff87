import Foundation
import RenewalRules
import Testing

@testable import RenewalOutbox

/// A new state file in place of a lost one has forgotten what was sent, and sends nothing.
@Suite struct LostStateTests {
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    private func start(serving served: ServedRegistry? = nil) async throws -> Outbox {
        let outbox = try place.open()
        try await outbox.takeOver(machine: "m", serving: served, earliest: Sample.start, at: Sample.start)
        return outbox
    }

    private func reasons(_ outbox: Outbox) async throws -> [HoldReason] {
        try await outbox.sendingHolds().map(\.reason)
    }

    private func lose() throws {
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.path + end) }
    }

    private func served(_ registry: String = "/srv/登记.db") -> ServedRegistry {
        ServedRegistry(registry: registry, directory: place.directory.path)
    }

    @Test func aLostFileIsHeldByItsLock() async throws {
        _ = try await start()
        try lose()
        #expect(try await reasons(start()) == [.lostState])
        try await expectNoClaim()
        _ = try await start().releaseSending(at: Sample.start)
        #expect(try await reasons(start()) == [], "the new one is known from now on")
    }

    private func expectNoClaim() async throws {
        let outbox = try await start()
        try await outbox.plan(Sample.notice())
        #expect(try await outbox.claim().isEmpty)
    }

    /// As after a typo in the configuration: there is nothing beside the new file.
    @Test func aNewFileForAServedRegistryIsHeld() async throws {
        _ = try await start(serving: served())
        #expect(try await reasons(start(serving: served())) == [])
        let other = place.directory.appending(path: "tyop.db").path
        let mistaken = try Outbox(path: other, access: .daemon, at: Sample.start)
        try await mistaken.takeOver(machine: "m", serving: served(), earliest: Sample.start, at: Sample.start)
        #expect(try await reasons(mistaken) == [.lostState])
        #expect(try await reasons(start(serving: served())) == [], "the right one needs no release")
    }

    @Test func firstStartAndAnotherRegistryAreNotHeld() async throws {
        #expect(try await reasons(start(serving: served())) == [])
        #expect(try await reasons(start(serving: served("/srv/other.db"))) == [])
        let memory = place.directory.appending(path: "served")
        let names = try FileManager.default.contentsOfDirectory(atPath: memory.path)
        #expect(names.count == 2 && names.allSatisfy { !$0.contains("db") })
    }

    /// The process may end between creating the file and taking it over: the file is still new.
    @Test func interruptedFirstStartStillCountsAsNew() async throws {
        _ = try await start(serving: served())
        try lose()
        try FileManager.default.removeItem(atPath: place.path + ".lock")
        _ = try place.open()
        #expect(try await reasons(start(serving: served())) == [.lostState])
    }

    @Test func unreadableServedRegistryFailsTheStart() async throws {
        _ = try await start(serving: served())
        let memory = place.directory.appending(path: "served")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: memory.path).first)
        try FileManager.default.removeItem(at: memory.appending(path: name))
        try FileManager.default.createSymbolicLink(at: memory.appending(path: name), withDestinationURL: memory)
        await #expect(throws: OutboxError.self) { _ = try await start(serving: served()) }
    }
}
