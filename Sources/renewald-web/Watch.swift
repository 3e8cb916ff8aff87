import Dispatch
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// Measures the service when somebody asks, and once for all who ask at the same time.
actor Watch {
    /// What was found, or why nothing was.
    struct Finding: Sendable {
        let measurements: Measurements
        /// Why the state file cannot be read.
        var fault: Phrase?
    }

    private let settings: Settings
    private let clock: any RenewalDaemon.Clock
    private var last: (finding: Finding, at: Duration)?
    private var isLooking = false
    private var waiting: [CheckedContinuation<Finding, Never>] = []

    /// However many ask, the state file is read once in this time.
    private static let validity: Duration = .seconds(1)

    init(_ settings: Settings, clock: some RenewalDaemon.Clock) {
        self.settings = settings
        self.clock = clock
    }

    /// What is so now, or was a second ago.
    func look() async -> Finding {
        if let last, clock.uptime - last.at < Self.validity { return last.finding }
        if isLooking { return await withCheckedContinuation { waiting.append($0) } }
        isLooking = true
        let finding = await measure()
        last = (finding: finding, at: clock.uptime)
        isLooking = false
        let others = waiting
        waiting = []
        for other in others { other.resume(returning: finding) }
        return finding
    }

    /// The file is opened anew each time, because a restored one has taken the place of the other.
    private func measure() async -> Finding {
        let (path, now) = (settings.statePath, clock.now)
        let isServed = (try? Outbox.isServed(stateFileAt: path)) ?? false
        do {
            let outbox = try await Self.open(path, at: now)
            let measurements = try await Measurements(of: outbox, isServed: isServed, settings: settings, at: now)
            return Finding(measurements: measurements)
        } catch {
            let words = (error as? any Speakable)?.phrase ?? Phrase(verbatim: "\(error)")
            return Finding(
                measurements: .unreadable(isServed: isServed, settings: settings, at: now),
                fault: words
            )
        }
    }

    /// Opening waits for the disk, and for a daemon that is just migrating the file.
    private static func open(_ path: String, at now: UnixTime) async throws -> Outbox {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Outbox(path: path, access: .reading, at: now) })
            }
        }
    }
}
