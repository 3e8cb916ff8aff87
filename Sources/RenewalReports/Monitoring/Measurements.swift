package import RenewalConfig
import RenewalDaemon
package import RenewalOutbox
package import RenewalRules

/// Everything that is measured of the service, at one moment.
package struct Measurements: Sendable {
    /// Whether it gets on; `nil` where the state file cannot be read.
    let readiness: Readiness?
    let isServed: Bool
    let readings: OutboxReadings
    let holds: [SendingHold]
    let channels: [String: ChannelState]
    let disabled: Set<String>
    let servers: [ChannelServer]
    let settings: Settings
    let now: UnixTime

    /// Why the service does not get on, as far as that is known; the most serious first.
    package var obstacles: [Readiness.Obstacle] { readiness?.obstacles ?? (isServed ? [] : [.notRunning]) }

    /// Measures the service.
    ///
    /// - Parameters:
    ///   - outbox: its state file, opened for reading
    ///   - isServed: whether a daemon has that file (`Outbox.isServed`)
    ///   - settings: its configuration
    ///   - now: the instant
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init(
        of outbox: any MonitoringStore,
        isServed: Bool,
        settings: Settings,
        at now: UnixTime
    ) async throws {
        let readings = try await outbox.readings(at: now)
        let channels = try await outbox.channelStates()
        self.init(
            readiness: try Readiness(
                isServed: isServed,
                readings: readings,
                channels: channels,
                settings: settings,
                at: now
            ),
            isServed: isServed,
            readings: readings,
            holds: try await outbox.sendingHolds(),
            channels: channels,
            disabled: Set(try await outbox.disabledChannels().keys),
            servers: try await ServerStanding(in: outbox, settings: settings, at: now).servers,
            settings: settings,
            now: now
        )
    }

    private init(
        readiness: Readiness?,
        isServed: Bool,
        readings: OutboxReadings,
        holds: [SendingHold],
        channels: [String: ChannelState],
        disabled: Set<String>,
        servers: [ChannelServer],
        settings: Settings,
        now: UnixTime
    ) {
        self.readiness = readiness
        self.isServed = isServed
        self.readings = readings
        self.holds = holds
        self.channels = channels
        self.disabled = disabled
        self.servers = servers
        self.settings = settings
        self.now = now
    }

    /// What can be said of a service whose state file cannot be read.
    ///
    /// - Parameters:
    ///   - isServed: whether a daemon has it
    ///   - settings: its configuration
    ///   - now: the instant
    /// - Returns: whether it runs, and that nothing else is known
    package static func unreadable(isServed: Bool, settings: Settings, at now: UnixTime) -> Measurements {
        Measurements(
            readiness: nil,
            isServed: isServed,
            readings: OutboxReadings(),
            holds: [],
            channels: [:],
            disabled: [],
            servers: [],
            settings: settings,
            now: now
        )
    }
}
