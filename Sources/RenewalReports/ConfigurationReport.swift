package import RenewalConfig
import RenewalDaemon
import RenewalRegistry
package import RenewalRules

/// What an administrator is told of a configuration before anything runs with it.
package struct ConfigurationReport: Sendable {
    package let settings: Settings
    /// What keeps the daemon from starting, a line each.
    package let problems: [Phrase]
    /// What waits for channels that the configuration does not have; empty unless the state file was asked.
    package var waiting: [ChannelTrouble] = []
    /// What the registry's first records say against reading it so; `nil` unless they were read.
    private var unreadable: Phrase?
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

    /// Reads the registry's first records, as the daemon would.
    package mutating func readRegistry() async {
        do {
            let page = try await settings.openRegistry().page(of: .all, after: nil, limit: RegistryReader.largestPage)
            let rows = page.quarantined.filter { $0.consequence == .unreadable }.map { [$0.table, $0.id] }
            let (count, total) = (Set(rows).count, page.subjects.count + Set(rows).count)
            guard count > 0 else { return }
            unreadable = Phrase(
                "登记库前\(total)条记录中，有\(count)条无法读取；原因见 `renewald registry check`",
                "of the registry's first \(counted(total, "record", "records")) \(count) cannot be read; "
                    + "`renewald registry check` says why"
            )
        } catch {
            unreadable = (error as? any Speakable)?.phrase ?? Phrase(verbatim: "\(error)")
        }
    }

    /// What the daemon starts with all the same.
    package var remarks: [ReportLine] {
        let remarks =
            settings.remarks(on: today) + [unreadable].compactMap(\.self) + waiting.map { $0.sentence(calendar) }
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
