package import RenewalConfig
import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRules

/// The channels of a configuration, and how each does.
package struct ChannelReport: Sendable {
    /// One channel.
    package struct Entry: Hashable, Sendable {
        package let name: String
        /// As the configuration spells it.
        package let type: String
        /// The deliveries that wait for it, without held ones.
        package let waiting: Int
        /// Those that wait for a person.
        package let held: Int
        /// What is wrong with it, the worst first; empty for one that works.
        package let troubles: [ChannelTrouble]
    }

    /// In the order of the configuration; then those that only deliveries know.
    package let entries: [Entry]
    let calendar: BusinessCalendar

    /// The report as lines: JSON has an object for each channel.
    package func lines(in format: StoryFormat) -> [ReportLine] {
        switch format {
        case .text:
            zip(entries, entries.map(cells(of:)).aligned).flatMap { entry, line in
                [line] + entry.troubles.map { Phrase(verbatim: "    ") + $0.sentence(calendar) }
            }.map { ReportLine($0) }
        case .json: entries.map { ReportLine(data: json(of: $0).text) }
        }
    }

    private func cells(of entry: Entry) -> [Phrase] {
        [
            Phrase(verbatim: entry.name), Phrase(verbatim: entry.type),
            entry.troubles.first?.state ?? Phrase("正常", "works"),
            Phrase("待发\(entry.waiting)条", "\(entry.waiting) waiting")
                + (entry.held > 0 ? Phrase("，已暂停\(entry.held)条", ", \(entry.held) held") : .empty),
        ]
    }

    private func json(of entry: Entry) -> JSONValue {
        let pause = entry.troubles.compactMap { if case .paused(_, let pause) = $0 { pause } else { nil } }.first
        let fault = entry.troubles.compactMap { trouble -> (words: String, since: UnixTime?, until: UnixTime?)? in
            if case .fault(_, let words, let since, let until) = trouble { (words, since, until) } else { nil }
        }.first
        return [
            "channel": .string(entry.name), "type": .string(entry.type),
            "state": .string(entry.troubles.first?.state.english ?? "works"), "waiting": .integer(entry.waiting),
            "held": .integer(entry.held), "fault": .optional(fault?.words),
            "fault_since": .optional(fault?.since?.rfc3339),
            "rests_until": .optional(fault?.until?.rfc3339), "paused_since": .optional(pause?.since.rfc3339),
            "paused_until": .optional(pause?.until?.rfc3339), "paused_by": .optional(pause?.by),
            "pause_reason": .optional(pause?.reason),
        ]
    }
}

extension ChannelReport {
    /// Looks at all channels.
    ///
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init(in outbox: any OutboxLookups, settings: Settings, at now: UnixTime) async throws {
        let troubles = try await ChannelTrouble.all(in: outbox, settings: settings, at: now)
        let waiting = try await outbox.waitingChannels()
        let held = try await outbox.standing(since: now).parts.filter { $0.state == .held }
            .reduce(into: [String: Int]()) { counts, part in counts[part.channel, default: 0] += part.count }
        let names = Set(settings.channels.map(\.name))
        let known = settings.channels.map { channel in
            Entry(
                name: channel.name,
                type: channel.type,
                waiting: waiting[channel.name] ?? 0,
                held: held[channel.name] ?? 0,
                troubles: troubles.filter { $0.channel == channel.name }
            )
        }
        let unknown = troubles.filter { !names.contains($0.channel) }.map { trouble in
            Entry(
                name: trouble.channel,
                type: "-",
                waiting: waiting[trouble.channel] ?? 0,
                held: held[trouble.channel] ?? 0,
                troubles: [trouble]
            )
        }
        self.init(entries: known + unknown, calendar: try settings.calendar())
    }
}

extension ChannelTrouble {
    /// In a word.
    var state: Phrase {
        switch self {
        case .disabled: Phrase("已停用", "disabled")
        case .fault: Phrase("故障", "fault")
        case .paused: Phrase("已暂停", "paused")
        case .unknown: Phrase("配置中没有", "unknown")
        }
    }
}
