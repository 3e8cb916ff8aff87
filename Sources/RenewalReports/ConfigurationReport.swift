package import RenewalConfig
import RenewalDaemon
package import RenewalRules

/// What an administrator is told of a configuration before anything runs with it.
package struct ConfigurationReport: Sendable {
    package let settings: Settings
    /// What keeps the daemon from starting, a line each.
    package let problems: [Phrase]
    /// What waits for channels that the configuration does not have; empty unless the state file was asked.
    package var waiting: [ChannelTrouble] = []
    private let today: CalendarDate
    private let calendar: BusinessCalendar

    /// Looks at what the settings point to; writes nothing.
    ///
    /// - Throws: `DaemonError` for an unknown time zone
    package init(of settings: Settings, on today: CalendarDate) throws {
        self.settings = settings
        self.today = today
        calendar = try settings.calendar()
        problems = ConfigurationCheck.problems(of: settings)
    }

    /// What the daemon starts with all the same.
    package var remarks: [ReportLine] {
        let remarks = settings.remarks(on: today) + waiting.map { $0.sentence(calendar) }
        let unread = Phrase(
            "凭据由 systemd 交给服务，未在此读取",
            "credentials are handed over by systemd and were not read"
        )
        return (remarks.map { Phrase("提示：", "remark: ") + $0 } + (settings.hasUnreadSecrets ? [unread] : []))
            .map { ReportLine($0) }
    }

    /// What a good configuration says.
    package var lines: [ReportLine] {
        let (file, zone, marks) = (settings.file, settings.timeZone, settings.policy.ladder.count)
        let channels = settings.channels.map(\.name)
        let summary = Phrase(
            "\(file)：无误；渠道：\(Language.chinese.list(channels))；提醒节点\(marks)个；时区 \(zone)",
            "\(file): good; channels \(Language.english.list(channels)); \(marks) marks; \(zone)"
        )
        let lines = ConfigurationCheck.facts(of: settings) + [ConfigurationCheck.texts(of: settings)]
        return (lines.dropLast() + [summary] + lines.suffix(1)).map { ReportLine($0) }
    }
}
