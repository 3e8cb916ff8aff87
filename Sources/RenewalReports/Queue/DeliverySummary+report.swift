package import RenewalDaemon
package import RenewalNotices
package import RenewalOutbox
import RenewalRules

extension DeliverySummary {
    /// Whether it is still to be sent.
    package var isWaiting: Bool { [.pending, .deferred, .held].contains(state) }

    /// One line for a person; a muted one will be cancelled before it leaves.
    package func line(_ calendar: BusinessCalendar, isMuted: Bool = false) -> ReportLine {
        let next = nextAttempt.map { "  next \(calendar.localText(of: $0))" } ?? ""
        let why = reason.map { " (\($0))" } ?? ""
        let count = counted(attempts, "attempt", "attempts")
        let tries = ambiguousAttempts > 0 ? "\(count), \(ambiguousAttempts) ambiguous" : count
        return ReportLine(
            "\(id.prefix(10))  \(state.rawValue)\(why)  \(recordID)  \(kind.rawValue) \(milestone)  "
                + "\(audience.rawValue)  \(channel):\(recipient)  \(tries)\(next)\(isMuted ? "  muted" : "")"
        )
    }

    /// One object.
    package var json: JSONValue {
        [
            "id": .string(id), "notice_id": .string(noticeID), "key": .string(key), "record_id": .string(recordID),
            "kind": .string(kind.rawValue), "milestone": .string("\(milestone)"),
            "audience": .string(audience.rawValue), "severity": .string(severity.rawValue),
            "due_on": .string("\(dueOn)"), "channel": .string(channel), "to": .string(recipient),
            "state": .string(state.rawValue), "reason": .optional(reason),
            "attempts": .integer(attempts), "ambiguous_attempts": .integer(ambiguousAttempts),
            "next_attempt": .optional(nextAttempt?.rfc3339),
            "updated_at": .string(updatedAt.rfc3339), "last_reply": .optional(lastReply),
        ]
    }
}
