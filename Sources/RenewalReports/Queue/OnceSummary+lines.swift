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
        let examined = "\(scan.examined) \(scan.isFull ? "" : "changed ")records examined"
        let unreachable = "\(scan.unreachable) notices (plan shows them with –)"
        let lines: [String?] =
            [
                "\(day): \(examined), \(registrations) registrations in the registry",
                "planned: \(scan.plannedNotices) notices, \(scan.plannedDeliveries) deliveries",
            ]
            + channels.map { name in sent[name].map { "sent through \(name): \($0)" } }
            + [
                scan.unreachable > 0 ? "without route or usable address: \(unreachable)" : nil,
                scan.quarantinedCount > 0
                    ? "rows that cannot be read: \(scan.quarantinedCount) (see registry check)" : nil,
                "waiting: \(waiting) (see outbox list)",
                held > 0 ? "held: \(held) (see outbox list --state held)" : nil,
            ]
        return lines.compactMap(\.self).map { ReportLine($0) }
    }
}
