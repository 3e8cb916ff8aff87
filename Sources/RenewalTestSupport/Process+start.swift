package import Foundation
import Synchronization

extension Process {
    /// One at a time: Foundation's `run` prepares the child in memory that two threads at once can damage.
    private static let starting = Mutex(())

    /// Starts the program; tests start many side by side.
    package func start() throws {
        try Self.starting.withLock { _ in try run() }
    }
}
