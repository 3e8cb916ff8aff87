import RenewalDaemon
import RenewalDelivery
import RenewalNotices
import RenewalOutbox
import RenewalRules

extension StatusReport {
    /// One screen for a person, the worst first.
    package var lines: [ReportLine] {
        let summary = [headline] + troubles.map { Phrase(verbatim: "  ") + $0.sentence }
        let parts: [[Phrase]] = [summary, passes, today, queue, surroundings]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [.empty])).map { ReportLine($0) }
    }

    private var headline: Phrase {
        let time = calendar.localText(of: now)
        return switch level {
        case nil: Phrase("\(time) 正常", "\(time) all is well")
        case .warning: Phrase("\(time) 有需要留意的情况：", "\(time) warning:")
        case .critical: Phrase("\(time) 有严重问题：", "\(time) critical:")
        }
    }

    private func fact(_ name: Phrase, _ value: Phrase) -> Phrase { Phrase { name[$0].padded(to: 12) + value[$0] } }

    private var passes: [Phrase] {
        let last = standing.lastPass.map { pass in
            let time = calendar.localText(of: pass.endedAt)
            let unreachable =
                pass.unreachable > 0
                ? Phrase(
                    "，\(pass.unreachable)条没有可用的收件地址或发送渠道",
                    ", \(pass.unreachable) without a route or usable address"
                ) : .empty
            return Phrase(
                "\(time)，检查\(pass.examined)条，新增提醒\(pass.plannedNotices)条",
                "\(time), \(counted(pass.examined, "record", "records")) examined, "
                    + "\(counted(pass.plannedNotices, "new notice", "new notices"))"
            ) + unreachable
        }
        return [
            fact(Phrase("上次检查", "last pass"), last ?? Phrase("还没有", "none yet")),
            nextPass.map { time in
                let text = calendar.localText(of: time)
                return fact(
                    Phrase("下次检查", "next pass"),
                    time < now ? Phrase("应于\(text)", "was due at \(text)") : Phrase(verbatim: text)
                )
            },
        ].compactMap(\.self)
    }

    private var today: [Phrase] {
        [
            fact(
                Phrase("今天", "today"),
                Phrase(
                    "已发送\(standing.sent)条，未能送达\(standing.failed)条",
                    "\(standing.sent) sent, \(standing.failed) given up"
                ) + returned + Phrase("，待发\(waiting)条", ", \(waiting) waiting")
            )
        ]
    }

    private var returned: Phrase {
        let count = standing.bounced
        return count > 0 ? Phrase("，退回\(count)条", ", \(count) came back") : .empty
    }

    /// All that is still to be sent.
    package var waiting: Int { standing.parts.reduce(0) { $0 + $1.count } }

    /// Each channel with what waits for it, and for what.
    private var queue: [Phrase] {
        let rows = standing.parts.map { part -> [Phrase] in
            let oldest = calendar.localText(of: part.oldest)
            let state = Phrase(part.state.brief.chinese, part.state.rawValue)
            return [
                Phrase(verbatim: part.channel), Phrase("\(part.count)条", "\(part.count)"),
                state + (part.isUrgent ? Phrase("（紧急）", " urgent") : .empty),
                waits[part].map { $0.words(calendar) } ?? Phrase("正在发送", "being sent"),
                Phrase("最早计划于\(oldest)", "oldest of \(oldest)"),
            ]
        }
        return rows.isEmpty ? [Phrase("发送队列中没有待发的投递", "nothing waits to be sent")] : rows.aligned
    }

    private var surroundings: [Phrase] {
        let sizes = files.map { fact(Phrase("文件", "file"), Phrase(verbatim: "\($0.path)  ") + $0.words) }
        let certificates = serverStanding.servers.compactMap { server in
            serverStanding.term(of: server).map { term in
                fact(Phrase("服务器", "server"), Phrase(verbatim: "\(server.server)  ") + term.term)
            }
        }
        let facts = certificates + sizes
        guard mutes > 0 else { return facts }
        let silent = Phrase("生效中\(mutes)项，见 `renewald mute`", "\(mutes) in force; see `renewald mute`")
        return [fact(Phrase("停止提醒", "mutes"), silent)] + facts
    }
}

extension DeliveryState {
    /// In a word, for a table of what waits.
    fileprivate var brief: BothLanguages {
        switch self {
        case .pending: ("待发", rawValue)
        case .sending: ("发送中", rawValue)
        case .deferred: ("待重试", rawValue)
        case .held: ("已暂停", rawValue)
        case .sent: ("已发送", rawValue)
        case .bounced: ("已退回", rawValue)
        case .failed: ("未送达", rawValue)
        case .cancelled: ("已取消", rawValue)
        case .superseded: ("已取代", rawValue)
        }
    }
}
