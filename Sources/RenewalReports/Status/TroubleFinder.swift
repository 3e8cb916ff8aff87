import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRules

/// Tells what is wrong from how things stand, the worst first.
struct TroubleFinder {
    let settings: Settings
    let calendar: BusinessCalendar
    let now: UnixTime

    func troubles(
        _ standing: OutboxStanding,
        _ readiness: Readiness,
        holds: [SendingHold],
        channels: [ChannelTrouble],
        servers: ServerStanding
    ) -> [StatusTrouble] {
        let found =
            readiness.obstacles.map(obstacle) + holds.map(hold) + channels.map(channel)
            + servers.troubles(besides: Set(channels.map(\.channel)), calendar)
            + [unreadable(standing), failed(standing)].compactMap(\.self)
        // Those of equal weight in the order above.
        return found.filter { $0.level == .critical } + found.filter { $0.level == .warning }
    }

    private func obstacle(_ obstacle: Readiness.Obstacle) -> StatusTrouble {
        let journal = Phrase("；原因见 `journalctl -u renewald`", "; `journalctl -u renewald` says why")
        return switch obstacle {
        case .notRunning:
            StatusTrouble(
                .critical,
                "not_running",
                obstacle.sentence + Phrase("：`systemctl start renewald`", ": `systemctl start renewald`") + journal
            )
        case .neverScanned: StatusTrouble(.warning, "never_scanned", obstacle.sentence)
        case .scansStopped: StatusTrouble(.critical, "scans_stopped", obstacle.sentence + journal)
        case .waits: StatusTrouble(.critical, "late", obstacle.sentence)
        }
    }

    private func hold(_ hold: SendingHold) -> StatusTrouble {
        StatusTrouble(hold.scope == .everything ? .critical : .warning, "held", hold.sentence)
    }

    private func channel(_ trouble: ChannelTrouble) -> StatusTrouble {
        let sentence = trouble.sentence(calendar)
        return switch trouble {
        case .disabled: StatusTrouble(.critical, "channel_disabled", sentence)
        case .fault(_, _, let since, _):
            StatusTrouble(
                since.map { $0 + StatusReport.patienceWithFaults <= now } ?? false ? .critical : .warning,
                "channel_at_fault",
                sentence
            )
        case .paused: StatusTrouble(.warning, "channel_paused", sentence)
        case .unknown: StatusTrouble(.warning, "channel_unknown", sentence)
        }
    }

    private func unreadable(_ standing: OutboxStanding) -> StatusTrouble? {
        guard let count = standing.lastFullPass?.unreadable, count > 0 else { return nil }
        return StatusTrouble(
            .warning,
            "unreadable",
            Phrase(
                "登记库中有\(count)行无法读取，这些记录得不到提醒：见 `renewald registry check`",
                "\(counted(count, "row", "rows")) of the registry cannot be read, so nobody is reminded of "
                    + "\(count == 1 ? "its record" : "their records"): `renewald registry check`"
            )
        )
    }

    private func failed(_ standing: OutboxStanding) -> StatusTrouble? {
        guard standing.failed > 0 else { return nil }
        let count = standing.failed
        return StatusTrouble(
            .warning,
            "failed",
            Phrase(
                "今天有\(count)条投递未能送达：见 `renewald outbox list --state failed`",
                "\(counted(count, "delivery was", "deliveries were")) given up today: `renewald outbox list --state failed`"
            )
        )
    }
}
