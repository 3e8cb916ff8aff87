package import RenewalConfig
import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// How the service is doing: the worst first, then figures.
package struct StatusReport: Sendable {
    /// When it was looked at.
    package let now: UnixTime
    /// Whether a daemon has the state file.
    package let isRunning: Bool
    /// The worst first; empty when all is well.
    package let troubles: [StatusTrouble]
    package let standing: OutboxStanding
    /// What each part of the queue waits for.
    package let waits: [QueuePart: WaitingFor]
    /// When the registry is to be scanned next; `nil` before the first pass.
    package let nextPass: UnixTime?
    package let mutes: Int
    /// The servers of the channels, as their latest attempts found them.
    let serverStanding: ServerStanding
    /// The files of the service, with their sizes in bytes.
    package let files: [FileSize]
    let calendar: BusinessCalendar

    /// The worst of the troubles; `nil` when all is well.
    package var level: StatusTrouble.Level? { troubles.map(\.level).max() }
}

extension StatusReport {
    /// A channel that is at fault for longer is critical.
    static let patienceWithFaults: Duration = .seconds(3600)

    /// Looks at the state file.
    ///
    /// - Parameters:
    ///   - outbox: the state file
    ///   - isRunning: whether a daemon has it (`Outbox.isServed`)
    ///   - settings: the configuration
    ///   - mistakes: how many its file has
    ///   - registryFault: why the registry cannot be opened
    ///   - files: the files of the service and their sizes
    ///   - now: when it is looked at
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init(
        in outbox: any MonitoringStore,
        isRunning: Bool,
        settings: Settings,
        mistakes: Int = 0,
        registryFault: RegistryError? = nil,
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
        let readiness = try Readiness(
            isServed: isRunning,
            readings: try await outbox.readings(at: now),
            channels: try await outbox.channelStates(),
            settings: settings,
            at: now
        )
        let servers = try await ServerStanding(in: outbox, settings: settings, at: now)
        let finder = TroubleFinder(settings: settings, calendar: calendar, now: now)
        self.init(
            now: now,
            isRunning: isRunning,
            troubles: finder.troubles(
                standing,
                readiness,
                holds: holds,
                channels: channels,
                servers: servers,
                files: TroubleFinder.Files(
                    mistakes: mistakes,
                    registryFault: registryFault,
                    brokenTemplates: TemplateSet(directory: settings.texts.templatesDirectory).mistakes
                )
            ),
            standing: standing,
            waits: waits,
            nextPass: standing.lastPass.map { settings.schedule.nextScan(after: $0.endedAt, in: calendar) },
            mutes: try await outbox.mutes().count { $0.holds(on: today) },
            serverStanding: servers,
            files: files,
            calendar: calendar
        )
    }
}
