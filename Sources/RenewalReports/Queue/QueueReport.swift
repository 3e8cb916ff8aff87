package import RenewalConfig
import RenewalDaemon
import RenewalNotices
package import RenewalOutbox

/// Deliveries of the queue, and what keeps them from leaving.
package struct QueueReport: Sendable {
    /// Those asked for, the newest first.
    package let deliveries: [DeliverySummary]
    /// What holds sending, or parts of it.
    package let holds: [SendingHold]
    /// All deliveries of the queue by state.
    package let counts: [DeliveryState: Int]
    /// What is wrong with any channel.
    package let troubles: [ChannelTrouble]
    let calendar: BusinessCalendar

    /// The report as lines: JSON has the deliveries alone, one a line.
    package func lines(in format: StoryFormat) -> [ReportLine] {
        switch format {
        case .text:
            holds.map(\.sentence) + deliveries.map { $0.line(calendar) } + [total]
                + troubles.map { $0.sentence(calendar) }
        case .json: deliveries.map { ReportLine($0.json.text) }
        }
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
    package init(_ filter: DeliveryFilter, in outbox: any OperatorStore, settings: Settings) async throws {
        self.init(
            deliveries: try await outbox.deliveries(filter),
            holds: try await outbox.sendingHolds(),
            counts: try await outbox.counts(),
            troubles: try await ChannelTrouble.all(in: outbox, settings: settings),
            calendar: try settings.calendar()
        )
    }
}
