import RenewalConfig
import Synchronization

/// Each loop promises by when it will be heard of again; a broken promise stops the watchdog pings.
///
/// The promise of a waiting loop is the next time it knows of, that of a working loop its longest step, so a long
/// wait is healthy and a stuck step is not.
final class Vitals: Sendable {
    enum Loop: Hashable, Sendable {
        case planning
        case delivery(String)
    }

    /// Longest a step of a scan may take before the daemon counts as stuck: its read may wait for two others.
    static func longestStep(of registry: RegistrySettings) -> Duration { max(.seconds(120), registry.readTimeout * 3) }

    /// What a promise may be late by on a busy machine.
    static let slack: Duration = .seconds(60)

    private let promises = Mutex<[Loop: Duration]>([:])

    /// Promises to be heard of again before `deadline`, in uptime.
    func promise(_ loop: Loop, by deadline: Duration) { promises.withLock { $0[loop] = deadline + Self.slack } }

    /// The loop is done and owes nothing.
    func retire(_ loop: Loop) { promises.withLock { $0[loop] = nil } }

    /// Whether every promise is kept at `uptime`.
    func areSound(at uptime: Duration) -> Bool { promises.withLock { $0.values.allSatisfy { uptime <= $0 } } }
}
