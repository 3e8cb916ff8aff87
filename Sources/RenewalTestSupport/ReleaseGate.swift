import Dispatch

/// Blocks a server's thread until a test lets it continue.
package final class ReleaseGate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    package init() {}

    /// Lets one waiting or future thread pass.
    package func release() { semaphore.signal() }

    /// Waits, with a limit so that a failing test ends.
    func wait() { _ = semaphore.wait(timeout: .now() + .seconds(30)) }
}
