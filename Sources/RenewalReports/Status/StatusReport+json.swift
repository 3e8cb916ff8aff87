package import RenewalNotices
import RenewalOutbox
package import RenewalRules

extension StatusReport {
    /// One object.
    package var json: JSONValue {
        [
            "at": .string(now.rfc3339), "level": .string(level?.word ?? "ok"),
            "running": .bool(isRunning),
            "troubles": .array(troubles.map(json(of:))), "last_pass": standing.lastPass.map(json(of:)) ?? .null,
            "last_full_pass": standing.lastFullPass.map(json(of:)) ?? .null, "next_pass": .optional(nextPass?.rfc3339),
            "sent_today": .integer(standing.sent), "failed_today": .integer(standing.failed),
            "bounced_today": .integer(standing.bounced),
            "queue": .array(standing.parts.map(json(of:))),
            "counts": .members(
                DeliveryState.allCases.map { JSONMember(key: $0.rawValue, value: .integer(standing.counts[$0] ?? 0)) }
            ),
            "mutes": .integer(mutes), "servers": .array(serverStanding.servers.map(json(of:))),
            "files": .array(files.map { ["path": .string($0.path), "bytes": .integer($0.bytes)] }),
        ]
    }

    private func json(of trouble: StatusTrouble) -> JSONValue {
        [
            "level": .string(trouble.level.word), "code": .string(trouble.code),
            "text": .string(trouble.sentence.english),
        ]
    }

    private func json(of server: ChannelServer) -> JSONValue {
        [
            "channel": .string(server.channel), "server": .string(server.server), "fault": .optional(server.fault),
            "since": .optional(server.since?.rfc3339), "certificate_end": .optional(server.certificateEnd?.rfc3339),
        ]
    }

    private func json(of pass: PassFigures) -> JSONValue {
        [
            "day": .string("\(pass.day)"), "started_at": .string(pass.startedAt.rfc3339),
            "ended_at": .string(pass.endedAt.rfc3339), "examined": .integer(pass.examined),
            "unreadable": .integer(pass.unreadable), "planned_notices": .integer(pass.plannedNotices),
            "planned_deliveries": .integer(pass.plannedDeliveries), "unreachable": .integer(pass.unreachable),
        ]
    }

    private func json(of part: QueuePart) -> JSONValue {
        let reason = waits[part]
        return [
            "channel": .string(part.channel), "state": .string(part.state.rawValue), "reason": .optional(part.reason),
            "urgent": .bool(part.isUrgent), "count": .integer(part.count), "oldest": .string(part.oldest.rfc3339),
            "waiting_for": .optional(reason?.cause.rawValue), "until": .optional(reason?.end?.rfc3339),
        ]
    }

    /// One line for a monitoring system, without personal data, and its status: 0 fine, 1 warning, 2 critical.
    ///
    /// - Source: Monitoring Plugins Development Guidelines, "Plugin Output" and "Performance data"
    package var nagios: (line: ReportLine, status: Int32) {
        let word =
            switch level {
            case nil: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            }
        let others =
            troubles.count > 1 ? Phrase("，另有\(troubles.count - 1)项", " (and \(troubles.count - 1) more)") : .empty
        let text = troubles.first.map { $0.sentence + others } ?? Phrase("正常", "all is well")
        // A bar begins the figures.
        let sentence = Phrase { text[$0].replacing("|", with: "/") }
        let oldest = standing.parts.map(\.oldest).min().map { max(0, $0.duration(to: now).components.seconds) } ?? 0
        let figures =
            "waiting=\(waiting) oldest=\(oldest)s sent_today=\(standing.sent)c failed_today=\(standing.failed)c "
            + "bounced_today=\(standing.bounced)c unreadable=\(standing.lastFullPass?.unreadable ?? 0)"
        return (
            ReportLine(Self.nagiosHead(word) + sentence + Phrase(verbatim: " | \(figures)")),
            Int32(level?.rawValue ?? 0)
        )
    }

    /// The same where nothing can be seen; the status is 3.
    package static func nagiosLine(onFailure reason: Phrase) -> ReportLine {
        ReportLine(nagiosHead("UNKNOWN") + reason)
    }

    private static let service = "RENEWALD"

    private static func nagiosHead(_ word: String) -> Phrase { Phrase(verbatim: "\(service) \(word) - ") }
}
