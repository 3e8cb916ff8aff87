import RenewalDaemon
import RenewalDelivery
import RenewalOutbox
import RenewalRules

extension DeliveryDetail {
    func lines(_ calendar: BusinessCalendar) -> [String] {
        let head = [
            "delivery   \(summary.id)", "notice     \(summary.noticeID)", "key        \(summary.key)",
            "severity   \(summary.severity.rawValue)", "to         \(summary.channel):\(summary.recipient)",
            "state      \(summary.state.rawValue)" + (summary.reason.map { " (\($0))" } ?? ""),
            "due on     \(summary.dueOn)", "subject    \(subject ?? "not yet composed")",
        ]
        let next = summary.nextAttempt.map { ["next       \(calendar.localText(of: $0))"] } ?? []
        let tries = attempts.map { attempt in
            let code = attempt.code.map { " \($0)" } ?? ""
            let late = attempt.isLate ? " (late: the lease was lost)" : ""
            let words =
                "\(attempt.outcome?.rawValue ?? "under way") \(attempt.stage ?? "")\(code) \(attempt.reply ?? "")"
            return "attempt \(attempt.number)  \(calendar.localText(of: attempt.startedAt))  \(words)\(late)"
        }
        return head + next + tries
    }
}
