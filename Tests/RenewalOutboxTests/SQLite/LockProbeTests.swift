import Glibc
import RenewalRules
import Testing

@testable import RenewalOutbox

/// Asking whether a daemon has the state file.
@Suite struct LockProbeTests {
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    private func isServed() throws -> Bool { try Outbox.isServed(stateFileAt: place.path) }

    @Test func itIsServedWhileADaemonHasIt() throws {
        #expect(try !isServed())
        var daemon: Outbox? = try place.open()
        #expect(try daemon != nil && isServed())
        #expect(try place.open(.reading).path.isEmpty == false && isServed())
        daemon = nil
        #expect(try !isServed())
    }

    @Test func operatorsDoNotServeIt() throws {
        _ = try place.open()
        let operators = try place.open(.operatorCommand)
        #expect(try !isServed())
        withExtendedLifetime(operators) {}
    }

    /// A look that took the lock, if only for an instant, would send it away.
    @Test func aDaemonStartsWhileOthersAsk() async throws {
        _ = try place.open()
        let path = place.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for _ in 0..<20_000 { _ = try Outbox.isServed(stateFileAt: path) } }
            group.addTask { for _ in 0..<2000 { _ = try FileLock(forStateFileAt: path) } }
            try await group.waitForAll()
        }
    }

    @Test func aFileThatIsNotOursAloneIsRefused() throws {
        _ = try place.open()
        try #require(link(place.path + ".lock", place.path + ".other") == 0)
        #expect(throws: OutboxError.self) { try isServed() }
    }
}
