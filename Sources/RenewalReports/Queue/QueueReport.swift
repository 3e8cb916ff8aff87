package import RenewalConfig
import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// Deliveries of the queue, and what keeps them from leaving.
package struct QueueReport: Sendable {
    /// Those asked for, the newest first.
    package let deliveries: [DeliverySummary]
    /// What holds sending, or parts of it.
    package let holds: [SendingHold]
    /// All deliveries of the queue by state.
    package let counts: [DeliveryState: Int]
    /// How many mutes hold today.
    package var mutes = 0
    /// The ids of those that will be cancelled before they leave, because their recipients are muted.
    package var muted: Set<String> = []
    /// Why the mutes of people and of companies' certificates are not marked; `nil` where they are.
    package var hiddenMutes: RegistryError?
    /// What is wrong with any channel.
    package let troubles: [ChannelTrouble]
    let calendar: BusinessCalendar

    /// The report as lines: JSON has the deliveries alone, one a line.
    package func lines(in format: StoryFormat) -> [ReportLine] {
        switch format {
        case .text:
            holds.map(\.sentence).map { ReportLine($0) }
                + deliveries.map { $0.line(calendar, isMuted: muted.contains($0.id)) }
                + ([total] + silence + troubles.map { $0.sentence(calendar) }).map { ReportLine($0) }
        case .json: deliveries.map { ReportLine(data: $0.json.text) }
        }
    }

    private var silence: [Phrase] {
        guard mutes > 0 else { return [] }
        let hidden = hiddenMutes.map { reason in
            Phrase(
                "登记库无法读取，未标出发给已停止提醒人员的投递：\(reason)",
                "deliveries to muted people are not marked, because the registry cannot be read: \(reason)"
            )
        }
        let count = counted(mutes, "mute", "mutes")
        return [Phrase("生效中的停止提醒\(mutes)项，见 `renewald mute`", "\(count) in force; see `renewald mute`")]
            + [hidden].compactMap(\.self)
    }

    private var total: Phrase {
        let states = counts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { Phrase("\($0.key.words.chinese)\($0.value)条", "\($0.value) \($0.key.rawValue)") }
        guard !states.isEmpty else { return Phrase("发送队列为空", "the outbox is empty") }
        return Phrase("列出\(deliveries.count)条；全部：", "\(deliveries.count) shown; in all: ") + states.joined(.listing)
    }
}

extension QueueReport {
    /// Gathers the deliveries a filter lets through.
    ///
    /// The registry is read only where there are mutes: it knows the holders.
    ///
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init(
        _ filter: DeliveryFilter,
        in outbox: any OperatorStore,
        registry: any RegistrySource,
        settings: Settings,
        at now: UnixTime
    ) async throws {
        let calendar = try settings.calendar()
        let today = calendar.day(of: now)
        let orders = try await outbox.mutes().filter { $0.holds(on: today) }
        self.init(
            deliveries: try await outbox.deliveries(filter),
            holds: try await outbox.sendingHolds(),
            counts: try await outbox.counts(),
            mutes: orders.count,
            troubles: try await ChannelTrouble.all(in: outbox, settings: settings),
            calendar: calendar
        )
        await mark(orders, on: today, with: Planner(registry: registry, settings: settings))
    }

    /// Marks the deliveries to muted recipients.
    private mutating func mark(_ orders: [Mute], on day: CalendarDate, with planner: Planner) async {
        guard !orders.isEmpty else { return }
        let waiting = deliveries.filter(\.isWaiting)
        var subjects: [RecordID: Subject] = [:]
        do {
            subjects = try await planner.subjects(Set(waiting.map(\.notice.key.series.record)))
        } catch {
            hiddenMutes = error
        }
        let planner = planner.heeding(orders, on: day)
        let concerned = waiting.filter { planner.isMuted($0, about: subjects[$0.notice.key.series.record]) }
        muted = Set(concerned.map(\.id))
    }
}
