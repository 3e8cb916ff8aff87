package import RenewalConfig
import RenewalDaemon
import RenewalDelivery
package import RenewalOutbox
import RenewalRules

/// A delivery with every attempt and its reply.
package struct DeliveryReport: Sendable {
    package let detail: DeliveryDetail
    /// What is wrong with the channel it waits for; empty when it waits for none.
    package let troubles: [ChannelTrouble]
    let calendar: BusinessCalendar

    /// The report for a person.
    package var lines: [ReportLine] {
        (head + next + detail.attempts.map(line)).map { ReportLine($0) } + troubles.map { $0.sentence(calendar) }
    }

    private var head: [String] {
        let summary = detail.summary
        return [
            "delivery   \(summary.id)", "notice     \(summary.noticeID)", "key        \(summary.key)",
            "severity   \(summary.severity.rawValue)", "to         \(summary.channel):\(summary.recipient)",
            "state      \(summary.state.rawValue)" + (summary.reason.map { " (\($0))" } ?? ""),
            "due on     \(summary.dueOn)", "subject    \(detail.subject ?? "not yet composed")",
        ]
    }

    private var next: [String] {
        detail.summary.nextAttempt.map { ["next       \(calendar.localText(of: $0))"] } ?? []
    }

    private func line(_ attempt: AttemptRecord) -> String {
        let code = attempt.code.map { " \($0)" } ?? ""
        let late = attempt.isLate ? " (late: the lease was lost)" : ""
        let words = "\(attempt.outcome?.rawValue ?? "under way") \(attempt.stage ?? "")\(code) \(attempt.reply ?? "")"
        return "attempt \(attempt.number)  \(calendar.localText(of: attempt.startedAt))  \(words)\(late)"
    }
}

extension DeliveryReport {
    /// Looks a delivery up; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - id: its id, or the first characters of it, at least six
    ///   - outbox: the queue
    ///   - settings: the configuration that should have its channel
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init?(of id: String, in outbox: any OperatorStore, settings: Settings) async throws {
        guard let detail = try await outbox.delivery(id: id) else { return nil }
        let waiting: Set<String> = detail.summary.isWaiting ? [detail.summary.channel] : []
        self.init(
            detail: detail,
            troubles: try await ChannelTrouble.all(in: outbox, settings: settings, of: waiting),
            calendar: try settings.calendar()
        )
    }
}
