package import RenewalConfig
import RenewalDaemon
import RenewalDelivery
import RenewalNotices
package import RenewalOutbox
package import RenewalRules

/// A delivery with every attempt and its reply.
package struct DeliveryReport: Sendable {
    package let detail: DeliveryDetail
    /// What is wrong with the channel it waits for; empty when it waits for none.
    package let troubles: [ChannelTrouble]
    let calendar: BusinessCalendar

    /// The report for a person.
    package var lines: [ReportLine] {
        let facts = (head + next).map { name, value in
            Phrase { name[$0].padded(to: 11) + value[$0] }
        }
        return (facts + detail.attempts.map(line) + detail.bounces.map(line) + troubles.map { $0.sentence(calendar) })
            .map { ReportLine($0) }
    }

    private typealias Fact = (name: Phrase, value: Phrase)

    private var head: [Fact] {
        let summary = detail.summary
        return [
            (Phrase("投递编号", "delivery"), Phrase(verbatim: summary.id)),
            (Phrase("通知编号", "notice"), Phrase(verbatim: summary.noticeID)),
            (Phrase("标识", "key"), Phrase(verbatim: "\(summary.key)")),
            (Phrase("紧急程度", "severity"), Phrase(summary.severity.name(in: .chinese), summary.severity.rawValue)),
            (Phrase("发往", "to"), Phrase(verbatim: "\(summary.channel):") + summary.whereTo),
            (Phrase("状态", "state"), summary.stateWithReason),
            (Phrase("应发日期", "due on"), Phrase(verbatim: "\(summary.dueOn)")),
            (
                Phrase("主题", "subject"),
                detail.subject.map { Phrase(verbatim: $0) } ?? Phrase("尚未成文", "not yet composed")
            ),
        ]
    }

    private var next: [Fact] {
        detail.summary.nextAttempt.map { time in
            [(Phrase("下次发送", "next"), Phrase(verbatim: calendar.localText(of: time)))]
        } ?? []
    }

    private func line(_ attempt: AttemptRecord) -> Phrase {
        let (number, time) = (attempt.number, calendar.localText(of: attempt.startedAt))
        let outcome = attempt.outcome.map(\.words) ?? Phrase("正在发送", "under way")
        let reply = attempt.reply ?? ""
        // A server's own words begin with it.
        let code = attempt.code.map { "\($0)" }.flatMap { reply.hasPrefix($0) ? nil : " \($0)" } ?? ""
        let answer = " \(attempt.stage ?? "")\(code) \(reply)"
        let late = attempt.isLate ? Phrase("（迟到的结果：发送权已失去）", " (late: the lease was lost)") : .empty
        return Phrase("第\(number)次发送  \(time)  ", "attempt \(number)  \(time)  ") + outcome
            + Phrase(verbatim: answer) + late
    }
}

extension DeliveryReport {
    private func line(_ bounce: BounceRecord) -> Phrase {
        let time = calendar.localText(of: bounce.reportedAt)
        let head =
            bounce.isFinal
            ? Phrase("第\(bounce.attempt)次发送后退信", "came back after attempt \(bounce.attempt)")
            : Phrase("第\(bounce.attempt)次发送后对方仍在尝试投递", "still being tried after attempt \(bounce.attempt)")
        let cause = BounceCause(rawValue: bounce.cause).map { Phrase($0.words.chinese, $0.words.english) }
        let answer = [bounce.status, bounce.reply].compactMap(\.self).joined(separator: " ")
        return head + Phrase(verbatim: "  \(time)  ") + (cause ?? Phrase(verbatim: bounce.cause))
            + Phrase(verbatim: answer.isEmpty ? "" : "  \(answer)")
    }

    /// Looks a delivery up; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - id: its id, or the first characters of it, at least six
    ///   - outbox: the queue
    ///   - settings: the configuration that should have its channel
    ///   - now: when it is asked
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package init?(
        of id: String,
        in outbox: any OperatorStore,
        settings: Settings,
        at now: UnixTime
    ) async throws {
        guard let detail = try await outbox.delivery(id: id) else { return nil }
        let waiting: Set<String> = detail.summary.isWaiting ? [detail.summary.channel] : []
        self.init(
            detail: detail,
            troubles: try await ChannelTrouble.all(in: outbox, settings: settings, of: waiting, at: now),
            calendar: try settings.calendar()
        )
    }
}
