import RenewalConfig
import Synchronization

/// Each loop promises when it will report next; a broken promise stops the watchdog pings.
///
/// A waiting loop promises its next known time, a working loop its longest step, so a long wait is healthy and a stuck
/// step is not.
final class Vitals: Sendable {
    enum Loop: Hashable, Sendable {
        case planning
        case delivery(String)
    }

    /// The longest step of a scan before the daemon counts as stuck: its read may wait for two others.
    static func longestStep(of registry: RegistrySettings) -> Duration { max(.seconds(120), registry.readTimeout * 3) }

    /// How late a promise may be on a busy machine.
    static let slack: Duration = .seconds(60)

    private let promises = Mutex<[Loop: Duration]>([:])

    /// Promises to report before `deadline`, in uptime.
    func promise(_ loop: Loop, by deadline: Duration) { promises.withLock { $0[loop] = deadline + Self.slack } }

    /// The loop has ended and promises nothing more.
    func retire(_ loop: Loop) { promises.withLock { $0[loop] = nil } }

    /// Whether every promise is kept at `uptime`.
    func areSound(at uptime: Duration) -> Bool { promises.withLock { $0.values.allSatisfy { uptime <= $0 } } }
}
