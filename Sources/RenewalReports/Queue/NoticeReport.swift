package import RenewalConfig
import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRules

/// What became of a notice, delivery by delivery, by the number that people read in it.
package struct NoticeReport: Sendable {
    /// The deliveries of the notice, or the one asked for.
    package let deliveries: [DeliveryReport]
    /// `nil` where a single delivery was asked for.
    private let history: NoticeHistory?

    /// The report for a person, with a blank line between deliveries.
    package var lines: [ReportLine] {
        deliveries.enumerated().flatMap { place, report in (place == 0 ? [] : [ReportLine(.empty)]) + report.lines }
            + (deliveries.isEmpty ? undelivered : [])
    }

    private var undelivered: [ReportLine] {
        guard let history else { return [] }
        let fate =
            switch history.digest {
            case .told(let digest, _):
                Phrase(
                    "已列入汇总 \(digest)，见 `renewald outbox show \(digest)`",
                    "told in the digest \(digest); see `renewald outbox show \(digest)`"
                )
            case .waiting: Phrase("将列入下一次汇总", "waits for the next digest")
            case nil:
                history.isSuperseded
                    ? Phrase("已由后一次提醒取代，没有发送", "superseded, never sent")
                    : Phrase("没有可用的收件地址或发送渠道", "no route or no usable address")
            }
        let facts = [
            (Phrase("通知编号", "notice"), Phrase(verbatim: history.id)),
            (Phrase("标识", "key"), Phrase(verbatim: "\(history.notice.key)")), (Phrase("状态", "state"), fate),
        ]
        return facts.map { name, value in ReportLine(Phrase { name[$0].padded(to: 11) + value[$0] }) }
    }
}

extension NoticeReport {
    /// Looks a delivery or a notice up.
    ///
    /// - Parameters:
    ///   - number: the id of a delivery, the printed number of a notice, or the first characters of either, at least six
    ///   - outbox: the queue
    ///   - settings: the configuration that should have the channels
    ///   - now: when it is asked
    /// - Throws: `OutboxError`, also when there is neither; or `DaemonError` for an unknown time zone
    package init(
        of number: String,
        in outbox: any OperatorStore,
        settings: Settings,
        at now: UnixTime
    ) async throws {
        if let delivery = try await DeliveryReport(of: number, in: outbox, settings: settings, at: now) {
            self.init(deliveries: [delivery], history: nil)
            return
        }
        guard let history = try await outbox.notice(id: number) else { throw OutboxError.unknownNotice(id: number) }
        var deliveries: [DeliveryReport] = []
        for delivery in history.deliveries {
            let report = try await DeliveryReport(of: delivery.id, in: outbox, settings: settings, at: now)
            guard let report else { continue }
            deliveries.append(report)
        }
        self.init(deliveries: deliveries, history: history)
    }
}
