package import RenewalDaemon
package import RenewalNotices
package import RenewalOutbox
import RenewalRules

extension DeliverySummary {
    /// Whether it is still to be sent.
    package var isWaiting: Bool { [.pending, .deferred, .held].contains(state) }

    /// One line for a person, with the time of its last change; a muted one will be cancelled before it leaves.
    package func line(
        _ calendar: BusinessCalendar,
        waitingFor obstacle: WaitingFor? = nil,
        isMuted: Bool = false
    ) -> ReportLine {
        let tries =
            Phrase("发送\(attempts)次", counted(attempts, "attempt", "attempts"))
            + (ambiguousAttempts > 0
                ? Phrase("（其中\(ambiguousAttempts)次结果不明）", ", \(ambiguousAttempts) ambiguous") : .empty)
        let next = nextAttempt.map(calendar.localText).map { Phrase("下次 \($0)", "next \($0)") }
        let waits: Phrase? =
            switch obstacle {
            // The state, with the reason, and the time of the next attempt say these.
            case .release, .retry, .spread, .recipientLimit, .domainLimit, nil: next
            case .turn, .sending, .channel, .hours: obstacle?.words(calendar)
            }
        let cells: [Phrase?] = [
            Phrase(verbatim: String(id.prefix(10))), Phrase(verbatim: calendar.localText(of: updatedAt)),
            stateWithReason, notice.key.series.record.words,
            Phrase(milestone.after(kind.title(in: .chinese)), "\(kind.rawValue) \(milestone)"),
            Phrase(audience.words.chinese, audience.rawValue), Phrase(verbatim: "\(channel):") + whereTo, tries, waits,
            isMuted ? Phrase("已停止提醒", "muted") : nil,
        ]
        return ReportLine(cells.compactMap(\.self).joined(Phrase(verbatim: "  ")))
    }

    /// Its address, or that it was erased.
    var whereTo: Phrase {
        recipient == "erased:\(id)" ? Phrase("（已清除）", "(erased)") : Phrase(verbatim: recipient)
    }

    /// Its state with the reason: in Chinese in words, in English as the JSON spells them.
    var stateWithReason: Phrase {
        Phrase(outcome(in: .chinese), state.rawValue + (reason.map { " (\($0))" } ?? ""))
    }

    /// One object.
    package func json(waitingFor obstacle: WaitingFor? = nil) -> JSONValue {
        [
            "id": .string(id), "notice_id": .string(noticeID), "key": .string(key), "record_id": .string(recordID),
            "kind": .string(kind.rawValue), "milestone": .string("\(milestone)"),
            "audience": .string(audience.rawValue), "severity": .string(severity.rawValue),
            "due_on": .string("\(dueOn)"), "channel": .string(channel), "to": .string(recipient),
            "state": .string(state.rawValue), "reason": .optional(reason),
            "attempts": .integer(attempts), "ambiguous_attempts": .integer(ambiguousAttempts),
            "next_attempt": .optional(nextAttempt?.rfc3339),
            "updated_at": .string(updatedAt.rfc3339), "last_reply": .optional(lastReply),
            "waiting_for": .optional(obstacle?.cause.rawValue), "waiting_until": .optional(obstacle?.end?.rfc3339),
        ]
    }
}
