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
        _ waits: [QueuePart: WaitingFor],
        holds: [SendingHold],
        channels: [ChannelTrouble],
        isRunning: Bool?
    ) -> [StatusTrouble] {
        let found =
            [service(isRunning)].compactMap(\.self) + holds.map(hold) + channels.map(channel)
            + [late(waits), pass(standing, isRunning), unreadable(standing), failed(standing)]
            .compactMap(\.self)
        // Those of equal weight in the order above.
        return found.filter { $0.level == .critical } + found.filter { $0.level == .warning }
    }

    private func service(_ isRunning: Bool?) -> StatusTrouble? {
        guard isRunning == false else { return nil }
        return StatusTrouble(
            .critical,
            "not_running",
            Phrase(
                "服务没有在运行：`systemctl start renewald`，原因见 `journalctl -u renewald`",
                "no daemon runs on this state file: `systemctl start renewald`; `journalctl -u renewald` says why it ended"
            )
        )
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

    /// What could have left within the sending hours for long and has not.
    private func late(_ waits: [QueuePart: WaitingFor]) -> StatusTrouble? {
        // What was planned at night could not have left before.
        let opened = calendar.instant(atMinute: settings.schedule.sendFrom.minutes, of: calendar.day(of: now))
        guard opened + StatusReport.patienceWithQueue <= now else { return nil }
        let late = waits.filter { part, reason in
            reason == .turn && part.oldest + StatusReport.patienceWithQueue <= now
        }
        guard let oldest = late.keys.map(\.oldest).min() else { return nil }
        let (count, since) = (late.keys.reduce(0) { $0 + $1.count }, calendar.localText(of: oldest))
        return StatusTrouble(
            .critical,
            "late",
            Phrase(
                "有\(count)条投递早应发出，最早的计划于\(since)",
                "\(counted(count, "delivery", "deliveries")) should have left, the oldest planned at \(since)"
            )
        )
    }

    private func pass(_ standing: OutboxStanding, _ isRunning: Bool?) -> StatusTrouble? {
        guard let last = standing.lastPass else {
            guard isRunning != false else { return nil }
            return StatusTrouble(.warning, "no_pass", Phrase("登记库还没有检查过", "the registry has not been scanned yet"))
        }
        let limit = settings.schedule.rescanEvery * 2
        guard last.endedAt + limit <= now, isRunning != false else { return nil }
        let time = calendar.localText(of: last.endedAt)
        return StatusTrouble(
            .critical,
            "pass_overdue",
            Phrase(
                "登记库自\(time)以来没有检查成功，原因见 `journalctl -u renewald`",
                "the registry has not been scanned since \(time); `journalctl -u renewald` says why"
            )
        )
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
