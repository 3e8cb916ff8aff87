package import RenewalConfig
import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRules

/// Deliveries of the queue, and what keeps them from leaving.
package struct QueueReport: Sendable {
    /// Those asked for, the newest first.
    package let deliveries: [DeliverySummary]
    /// What holds sending, or parts of it.
    package let holds: [SendingHold]
    /// All deliveries of the queue by state.
    package let counts: [DeliveryState: Int]
    /// The mutes that hold today.
    package var mutes: [Mute] = []
    /// What is wrong with any channel.
    package let troubles: [ChannelTrouble]
    let calendar: BusinessCalendar

    /// The report as lines: JSON has the deliveries alone, one a line.
    package func lines(in format: StoryFormat) -> [ReportLine] {
        switch format {
        case .text:
            holds.map(\.sentence) + deliveries.map { $0.line(calendar, isMuted: isMuted($0)) } + [total] + silence
                + troubles.map { $0.sentence(calendar) }
        case .json: deliveries.map { ReportLine($0.json.text) }
        }
    }

    /// Whether a waiting delivery will be cancelled before it leaves; of a muted person, and of a muted certificate of a
    /// company, only the look at the record can tell.
    private func isMuted(_ delivery: DeliverySummary) -> Bool {
        delivery.isWaiting
            && mutes.contains { mute in
                switch mute.party {
                case .record(let record): delivery.audience == .holder && delivery.notice.key.series.record == record
                case .person: false
                case .address(let address): delivery.recipient.lowercased() == address
                }
            }
    }

    private var silence: [ReportLine] {
        guard !mutes.isEmpty else { return [] }
        return [ReportLine("\(counted(mutes.count, "mute", "mutes")) in force; see `renewald mute`")]
    }

    private var total: ReportLine {
        let states = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
        guard !states.isEmpty else { return ReportLine("the outbox is empty") }
        return ReportLine("\(deliveries.count) shown; in all: \(states.joined(separator: ", "))")
    }
}

extension QueueReport {
    /// Gathers the deliveries a filter lets through.
    ///
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init(
        _ filter: DeliveryFilter,
        in outbox: any OperatorStore,
        settings: Settings,
        at now: UnixTime
    ) async throws {
        let calendar = try settings.calendar()
        let today = calendar.day(of: now)
        self.init(
            deliveries: try await outbox.deliveries(filter),
            holds: try await outbox.sendingHolds(),
            counts: try await outbox.counts(),
            mutes: try await outbox.mutes().filter { $0.holds(on: today) },
            troubles: try await ChannelTrouble.all(in: outbox, settings: settings),
            calendar: calendar
        )
    }
}
