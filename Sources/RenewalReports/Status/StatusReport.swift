package import RenewalConfig
import RenewalDaemon
package import RenewalOutbox
package import RenewalRules

/// How the service is doing: the worst first, then figures.
package struct StatusReport: Sendable {
    /// When it was looked at.
    package let now: UnixTime
    /// Whether a daemon runs; `nil` when that cannot be told.
    package let isRunning: Bool?
    /// The worst first; empty when all is well.
    package let troubles: [StatusTrouble]
    package let standing: OutboxStanding
    /// What each part of the queue waits for.
    package let waits: [QueuePart: WaitingFor]
    /// When the registry is to be scanned next; `nil` before the first pass.
    package let nextPass: UnixTime?
    package let mutes: Int
    /// The files of the service, with their sizes in bytes.
    package let files: [FileSize]
    let calendar: BusinessCalendar

    /// The worst of the troubles; `nil` when all is well.
    package var level: StatusTrouble.Level? { troubles.map(\.level).max() }
}

extension StatusReport {
    /// A channel that is at fault for longer is critical.
    static let patienceWithFaults: Duration = .seconds(3600)
    /// What could have left and has not for so long is critical.
    static let patienceWithQueue: Duration = .seconds(3600)

    /// Looks at the state file.
    ///
    /// - Parameters:
    ///   - outbox: the state file
    ///   - settings: the configuration
    ///   - files: the files of the service and their sizes
    ///   - now: when it is looked at
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init(
        in outbox: any OutboxLookups,
        settings: Settings,
        files: [FileSize] = [],
        at now: UnixTime
    ) async throws {
        let calendar = try settings.calendar()
        let today = calendar.day(of: now)
        let standing = try await outbox.standing(since: calendar.instant(atMinute: 0, of: today))
        let holds = try await outbox.sendingHolds()
        let channels = try await ChannelTrouble.all(in: outbox, settings: settings, at: now)
        let obstacles = Obstacles(holds: holds, troubles: channels, hours: try settings.sendingHours(), at: now)
        let pairs = standing.parts.compactMap { part in obstacles.reason(of: part).map { (part, $0) } }
        let waits = Dictionary(uniqueKeysWithValues: pairs)
        let isRunning: Bool? =
            switch outbox.listener() {
            case .heard: true
            case .nobody: false
            case .unavailable: nil
            }
        let finder = TroubleFinder(settings: settings, calendar: calendar, now: now)
        self.init(
            now: now,
            isRunning: isRunning,
            troubles: finder.troubles(standing, waits, holds: holds, channels: channels, isRunning: isRunning),
            standing: standing,
            waits: waits,
            nextPass: standing.lastPass.map { settings.schedule.nextScan(after: $0.endedAt, in: calendar) },
            mutes: try await outbox.mutes().count { $0.holds(on: today) },
            files: files,
            calendar: calendar
        )
    }
}
