package import RenewalDaemon
import RenewalRules

extension OnceSummary {
    /// What one pass came to.
    ///
    /// - Parameters:
    ///   - channels: the names of the configuration's channels, in its order
    ///   - registrations: those in the registry
    /// - Returns: a line for each figure that says something
    package func lines(channels: [String], registrations: Int) -> [ReportLine] {
        let lines: [Phrase?] =
            [examined(registrations), planned]
            + channels.map { name in
                sent[name].map { Phrase("通过 \(name) 发送：\($0)条", "sent through \(name): \($0)") }
            } + [unreachable, unreadable, waitingLine, heldLine]
        return lines.compactMap(\.self).map { ReportLine($0) }
    }

    private func examined(_ registrations: Int) -> Phrase {
        let (count, change) = (scan.examined, scan.isFull ? Phrase.empty : Phrase("有变动的", "changed "))
        return Phrase(
            "\(day)：检查\(change.chinese)记录\(count)条，登记库中有注册\(registrations)项",
            "\(day): \(count) \(change.english)records examined, \(registrations) registrations in the registry"
        )
    }

    private var planned: Phrase {
        let (notices, deliveries) = (scan.plannedNotices, scan.plannedDeliveries)
        return Phrase("计划：提醒\(notices)条，投递\(deliveries)条", "planned: \(notices) notices, \(deliveries) deliveries")
    }

    private var unreachable: Phrase? {
        guard scan.unreachable > 0 else { return nil }
        return Phrase(
            "没有可用的收件地址或发送渠道：提醒\(scan.unreachable)条（plan 中以“–”表示）",
            "without route or usable address: \(scan.unreachable) notices (plan shows them with –)"
        )
    }

    private var unreadable: Phrase? {
        guard scan.quarantinedCount > 0 else { return nil }
        return Phrase(
            "无法读取的行：\(scan.quarantinedCount)（见 registry check）",
            "rows that cannot be read: \(scan.quarantinedCount) (see registry check)"
        )
    }

    private var waitingLine: Phrase {
        Phrase("待发：\(waiting)条（见 outbox list）", "waiting: \(waiting) (see outbox list)")
    }

    private var heldLine: Phrase? {
        guard held > 0 else { return nil }
        return Phrase("暂停：\(held)条（见 outbox list --state held）", "held: \(held) (see outbox list --state held)")
    }
}
