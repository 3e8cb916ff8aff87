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
    /// What those wait for that have not left yet, by id.
    package var waits: [String: WaitingFor] = [:]
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
            holdSentences.map { ReportLine($0) }
                + deliveries.map { $0.line(calendar, waitingFor: waits[$0.id], isMuted: muted.contains($0.id)) }
                + ([total] + silence + troubles.map { $0.sentence(calendar) }).map { ReportLine($0) }
        case .json: deliveries.map { ReportLine(data: $0.json(waitingFor: waits[$0.id]).text) }
        }
    }

    /// What is held, as an operator reads it.
    package var holdSentences: [Phrase] { holds.map { $0.sentence(calendar) } }

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
        let states = counts.byState
        guard !states.isEmpty else { return Phrase("发送队列为空", "the outbox is empty") }
        return Phrase("列出\(deliveries.count)条；全部：", "\(deliveries.count) shown; in all: ") + states.joined(.listing)
    }
}

extension QueueReport {
    /// Gathers the deliveries a filter lets through.
    ///
    /// The registry is read only where there are mutes: it knows the holders.
    ///
    /// - Parameters:
    ///   - filter: which ones
    ///   - causes: what they wait for; empty for all, whether they wait or not
    ///   - outbox: the queue
    ///   - registry: where the records are
    ///   - settings: the configuration that should have the channels
    ///   - now: when it is asked
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init(
        _ filter: DeliveryFilter,
        waitingFor causes: Set<WaitingFor.Cause> = [],
        in outbox: any OperatorStore,
        registry: any RegistrySource,
        settings: Settings,
        at now: UnixTime
    ) async throws {
        let calendar = try settings.calendar()
        let today = calendar.day(of: now)
        let orders = try await outbox.mutes().filter { $0.holds(on: today) }
        let holds = try await outbox.sendingHolds()
        let troubles = try await ChannelTrouble.all(in: outbox, settings: settings, at: now)
        let obstacles = Obstacles(holds: holds, troubles: troubles, hours: try settings.sendingHours(), at: now)
        let deliveries = try await obstacles.deliveries(filter, waitingFor: causes, in: outbox)
        let waits = deliveries.compactMap { delivery in obstacles.reason(of: delivery).map { (delivery.id, $0) } }
        self.init(
            deliveries: deliveries,
            holds: holds,
            counts: try await outbox.counts(),
            waits: Dictionary(uniqueKeysWithValues: waits),
            mutes: orders.count,
            troubles: troubles,
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

extension Obstacles {
    /// The deliveries a filter lets through that wait for one of some causes; for any or none when there is no cause.
    fileprivate func deliveries(
        _ filter: DeliveryFilter,
        waitingFor causes: Set<WaitingFor.Cause>,
        in outbox: any OutboxLookups
    ) async throws -> [DeliverySummary] {
        guard !causes.isEmpty else { return try await outbox.deliveries(filter) }
        // What a delivery waits for stands in no column, so all that wait are looked at.
        var waiting = filter
        let open: Set<DeliveryState> = [.pending, .deferred, .held]
        waiting.states = filter.states.isEmpty ? open : filter.states.intersection(open)
        waiting.limit = .max
        guard !waiting.states.isEmpty else { return [] }
        let found = try await outbox.deliveries(waiting)
        return Array(
            found.lazy.filter { reason(of: $0).map { causes.contains($0.cause) } ?? false }.prefix(filter.limit)
        )
    }
}

extension [DeliveryState: Int] {
    /// How many there are in each state, in one line.
    package func line(in format: StoryFormat) -> ReportLine {
        switch format {
        case .text: ReportLine(isEmpty ? Phrase("没有符合条件的投递", "none") : byState.joined(.listing))
        case .json:
            ReportLine(
                data: JSONValue.members(
                    DeliveryState.allCases.map { JSONMember(key: $0.rawValue, value: .integer(self[$0] ?? 0)) }
                ).text
            )
        }
    }

    fileprivate var byState: [Phrase] {
        sorted { $0.key.rawValue < $1.key.rawValue }
            .map { Phrase("\($0.key.words.chinese)\($0.value)条", "\($0.value) \($0.key.rawValue)") }
    }
}
