package import RenewalConfig
package import RenewalDaemon
package import RenewalOutbox
package import RenewalRules

/// Whether the service does its work: not that a process is there, but that it gets on.
package struct Readiness: Hashable, Sendable {
    /// Why it does not.
    package enum Obstacle: Hashable, Sendable {
        /// No daemon has the state file.
        case notRunning
        /// No pass has come to its end yet.
        case neverScanned
        /// The last pass ended longer ago than `limit`.
        case scansStopped(endedAt: UnixTime, limit: Duration)
        /// Something due has waited on a channel within the sending hours, for longer than ``Readiness/patience``.
        case waits(channel: String, wait: Duration)
    }

    /// The most serious first; empty where it does.
    package let obstacles: [Obstacle]
    /// How long the oldest due delivery of a channel has waited within the sending hours; zero where none is due.
    package let waits: [String: Duration]

    /// How long something due may wait within the sending hours.
    package static let patience: Duration = .seconds(3600)
    /// Passes that may fail or take long before it counts: a pass is due every `schedule.rescan_every`.
    package static let passes = 2

    /// Whether nothing stands in the way.
    package var isReady: Bool { obstacles.isEmpty }

    /// Judges what was read.
    ///
    /// A channel at fault counts, because what is due does wait; one that an operator has paused does not, until its pause
    /// is over.
    ///
    /// - Parameters:
    ///   - isServed: whether a daemon has the state file (`Outbox.isServed`)
    ///   - readings: of that file
    ///   - channels: which are at fault or paused
    ///   - settings: with the hours and how often is scanned
    ///   - now: the instant of the readings
    /// - Throws: `DaemonError` for a time zone that the system no longer knows
    package init(
        isServed: Bool,
        readings: OutboxReadings,
        channels: [String: ChannelState],
        settings: Settings,
        at now: UnixTime
    ) throws(DaemonError) {
        let hours = try SendingHours(of: settings)
        var waits: [String: Duration] = [:]
        for due in readings.due {
            // The end of a pause that has none yet lies ahead, whenever it is.
            let resumed = channels[due.channel]?.pause.map { $0.until ?? now } ?? due.since
            let wait = hours.openTime(for: due.severity, from: max(due.since, resumed), to: now)
            waits[due.channel] = max(wait, waits[due.channel] ?? .zero)
        }
        let limit = settings.schedule.rescanEvery * Self.passes
        var obstacles: [Obstacle] = isServed ? [] : [.notRunning]
        switch readings.lastPass?.endedAt {
        case nil: obstacles.append(.neverScanned)
        case let end? where end.duration(to: now) > limit: obstacles.append(.scansStopped(endedAt: end, limit: limit))
        case _?: break
        }
        for (channel, wait) in waits.sorted(by: { $0.key < $1.key }) where wait > Self.patience {
            obstacles.append(.waits(channel: channel, wait: wait))
        }
        (self.obstacles, self.waits) = (obstacles, waits)
    }
}

extension Readiness.Obstacle {
    /// One line for a person.
    package var sentence: Phrase {
        switch self {
        case .notRunning: Phrase("服务未在运行", "the service is not running")
        case .neverScanned: Phrase("尚未完成过检查", "no pass over the registry has been finished yet")
        case .scansStopped(let end, let limit):
            Phrase(
                "最近一次检查完成于\(end.rfc3339)，已超过\(limit.inWords.chinese)",
                "the last pass over the registry ended at \(end.rfc3339), more than \(limit.inWords.english) ago"
            )
        case .waits(let channel, let wait):
            Phrase(
                "渠道 \(channel) 有到期的投递在发送时段内等了\(wait.inWords.chinese)",
                "something due has waited for channel \(channel) for \(wait.inWords.english) within the sending hours"
            )
        }
    }
}

extension Duration {
    /// Whole minutes, from two hours on whole hours.
    fileprivate var inWords: Phrase {
        let minutes = Int(components.seconds / 60)
        guard minutes >= 120 else { return Phrase("\(minutes)分钟", counted(minutes, "minute", "minutes")) }
        return Phrase("\(minutes / 60)小时", counted(minutes / 60, "hour", "hours"))
    }
}
