import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Tells what is wrong from how things stand, the worst first.
struct TroubleFinder {
    let settings: Settings
    let calendar: BusinessCalendar
    let now: UnixTime

    /// What is wrong with the files that the service works by.
    struct Files {
        /// In the configuration.
        let mistakes: Int
        /// Why the registry cannot be opened.
        let registryFault: RegistryError?
        let brokenTemplates: Int
    }

    func troubles(
        _ standing: OutboxStanding,
        _ readiness: Readiness,
        holds: [SendingHold],
        channels: [ChannelTrouble],
        servers: ServerStanding,
        files: Files
    ) -> [StatusTrouble] {
        let found =
            troubles(files) + readiness.obstacles.map(obstacle) + holds.map(hold) + channels.map(channel)
            + servers.troubles(besides: Set(channels.map(\.channel)), calendar)
            + [unreadable(standing), failed(standing), bounced(standing)].compactMap(\.self)
        // Those of equal weight in the order above.
        return found.filter { $0.level == .critical } + found.filter { $0.level == .warning }
    }

    private func troubles(_ files: Files) -> [StatusTrouble] {
        [configuration(files.mistakes), registry(files.registryFault), templates(files.brokenTemplates)]
            .compactMap(\.self)
    }

    private func registry(_ fault: RegistryError?) -> StatusTrouble? {
        switch fault {
        // One that somebody is writing is there again soon.
        case nil, .busy, .cancelled: nil
        case .missing(let path):
            StatusTrouble(
                .critical,
                "registry_missing",
                Phrase(
                    "登记库 \(path) 不存在，无法检查谁该提醒：恢复该文件，或者更正 registry.sqlite",
                    "the registry \(path) is not there, so nobody is found to be reminded: put it back, or correct registry.sqlite"
                )
            )
        case let fault?:
            StatusTrouble(
                .critical,
                "registry_unreadable",
                Phrase("无法检查谁该提醒：", "nobody is found to be reminded: ") + fault.phrase
            )
        }
    }

    private func configuration(_ mistakes: Int) -> StatusTrouble? {
        trouble(
            .critical,
            "configuration",
            of: mistakes,
            Phrase(
                "配置文件有\(mistakes)处错误，按此无法启动，正在运行的服务仍用原来的配置：见 `renewald check-config`",
                "the configuration has \(counted(mistakes, "mistake", "mistakes")): no service starts by it, and one that "
                    + "runs goes on with what it read before: `renewald check-config`"
            )
        )
    }

    private func templates(_ mistakes: Int) -> StatusTrouble? {
        trouble(
            .warning,
            "templates",
            of: mistakes,
            Phrase(
                "有\(mistakes)个通知模板无法使用，相应的通知改用内置文字：见 `renewald check-config`",
                "\(counted(mistakes, "template", "templates")) cannot be used, so that notices have the built-in words: "
                    + "`renewald check-config`"
            )
        )
    }

    /// A trouble that is there as often as it was counted; `nil` for 0.
    private func trouble(
        _ level: StatusTrouble.Level,
        _ code: String,
        of count: Int,
        _ sentence: @autoclosure () -> Phrase
    ) -> StatusTrouble? {
        count > 0 ? StatusTrouble(level, code, sentence()) : nil
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
        StatusTrouble(hold.scope == .everything ? .critical : .warning, "held", hold.sentence(calendar))
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
        let count = standing.lastFullPass?.unreadable ?? 0
        return trouble(
            .warning,
            "unreadable",
            of: count,
            Phrase(
                "登记库中有\(count)行无法读取，这些记录得不到提醒：见 `renewald registry check`",
                "\(counted(count, "row", "rows")) of the registry cannot be read, so nobody is reminded of "
                    + "\(count == 1 ? "its record" : "their records"): `renewald registry check`"
            )
        )
    }

    private func failed(_ standing: OutboxStanding) -> StatusTrouble? {
        let count = standing.failed
        return trouble(
            .warning,
            "failed",
            of: count,
            Phrase(
                "今天有\(count)条投递未能送达：见 `renewald outbox list --state failed`",
                "\(counted(count, "delivery was", "deliveries were")) given up today: `renewald outbox list --state failed`"
            )
        )
    }

    private func bounced(_ standing: OutboxStanding) -> StatusTrouble? {
        let count = standing.bounced
        return trouble(
            .warning,
            "bounced",
            of: count,
            Phrase(
                "今天有\(count)封邮件被退回：见 `renewald outbox list --state bounced`",
                "\(counted(count, "mail", "mails")) came back today: `renewald outbox list --state bounced`"
            )
        )
    }
}
