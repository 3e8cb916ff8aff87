import Synchronization

/// Lets the caller of a transfer ask the engine's thread to end it.
final class CancelFlag: Sendable {
    private let isWithdrawn = Atomic(false)

    var isCancelled: Bool { isWithdrawn.load(ordering: .acquiring) }

    func cancel() { isWithdrawn.store(true, ordering: .releasing) }
}
