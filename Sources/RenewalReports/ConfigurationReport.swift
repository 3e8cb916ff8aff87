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
        let remarks = settings.remarks(on: today).map { ReportLine($0.english) } + waiting.map { $0.sentence(calendar) }
        return remarks.map { ReportLine("remark: \($0.text)") }
            + (settings.hasUnreadSecrets
                ? [ReportLine("credentials are handed over by systemd and were not read")] : [])
    }

    /// What a good configuration says.
    package var lines: [ReportLine] {
        let channels = settings.channels.map(\.name).joined(separator: ", ")
        let summary =
            "\(settings.file): good; channels \(channels); \(settings.policy.ladder.count) marks; \(settings.timeZone)"
        let lines =
            ConfigurationCheck.facts(of: settings).map(\.english) + [
                summary, ConfigurationCheck.texts(of: settings).english,
            ]
        return lines.map { ReportLine($0) }
    }
}
