import RenewalDelivery
package import RenewalNotices
import RenewalOutbox
import RenewalRules

extension RecordStory {
    /// The story as one JSON object.
    package var json: JSONValue {
        let standing = explanation.standing
        return [
            "record": ["type": .string(subject.record.type.rawValue), "id": .string(subject.record.id)],
            "on": .string("\(day)"), "phase": .string(standing.phase.rawValue),
            "procedure": .string(standing.procedure),
            "continuity_risk": .string(standing.continuityRisk.rawValue),
            "window": standing.window?.json ?? .null,
            "stopped": .optional(explanation.course.calendarStop?.rawValue),
            "findings": .array(
                explanation.findings.map { finding in
                    [
                        "zh-CN": .string(finding.chinese), "en": .string(finding.english),
                        "rules": .array(finding.rules.map { .string($0.rawValue) }),
                    ]
                }
            ),
            "marks": .array(marks.map(mark)),
            "sent": .array(history.flatMap(sent)),
            "unreachable": .array(unreachable.map(identity)),
            "next": explanation.course.next.map(mark) ?? .null,
            "coming": .array(coming.map(mark)),
            "documents": .array(explanation.documents.map(document)),
            "rules": .array(explanation.rules.map { .string($0.rawValue) }),
            "mutes": .array(mutes.map { $0.json(on: day) }),
        ]
    }

    private func mark(_ mark: Mark) -> JSONValue {
        [
            "date": .string("\(mark.date)"), "milestone": .string("\(mark.milestone)"),
            "kind": .string(mark.kind.rawValue), "severity": .string(mark.severity.rawValue),
            "audiences": names(of: mark.audiences.filter(explanation.course.concerns)),
            "muted": names(of: mark.audiences.filter { silent[mark]?.contains($0) ?? false }),
        ]
    }

    private func names(of audiences: [Audience]) -> JSONValue { .array(audiences.map { .string($0.rawValue) }) }

    private func document(_ item: Checklist.Item) -> JSONValue {
        ["zh-CN": .string(item.chinese), "en": .string(item.english), "rule": .string(item.rule.rawValue)]
    }

    private func identity(_ notice: Notice) -> JSONValue {
        [
            "notice_id": .string(notice.key.noticeID), "kind": .string(notice.key.kind.rawValue),
            "milestone": .string("\(notice.key.milestone)"), "audience": .string(notice.key.audience.rawValue),
        ]
    }

    private func sent(_ entry: NoticeHistory) -> [JSONValue] {
        entry.deliveries.map { delivery in
            [
                "notice_id": .string(entry.notice.key.noticeID), "kind": .string(entry.notice.key.kind.rawValue),
                "milestone": .string("\(entry.notice.key.milestone)"),
                "audience": .string(entry.notice.key.audience.rawValue), "channel": .string(delivery.channel),
                "to": .string(delivery.recipient), "state": .string(delivery.state.rawValue),
                "reason": .optional(delivery.reason),
                "updated_at": .string(delivery.updatedAt.rfc3339),
            ]
        }
    }
}
