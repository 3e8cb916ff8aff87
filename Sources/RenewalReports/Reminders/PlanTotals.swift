import RenewalOutbox
package import RenewalRules

/// What a plan comes to.
package struct PlanTotals: Hashable, Sendable {
    /// Records with something due, and their notices.
    package private(set) var records = 0
    package private(set) var notices = 0
    package private(set) var deliveries = 0
    /// Notices that a digest tells of, and those that reach nobody.
    package private(set) var digested = 0
    package private(set) var unreachable = 0
    /// Deliveries that do not leave because somebody is muted.
    package private(set) var muted = 0

    package init() {}

    /// Counts a record by its rows.
    package mutating func add(_ rows: [PlanRow]) {
        records += 1
        notices += rows.count
        for row in rows {
            deliveries += row.recipients.count
            digested += row.planned?.digest == nil ? 0 : 1
            muted += row.muted.count
            unreachable += row.planned == nil ? 1 : 0
        }
    }

    /// The totals for a person.
    ///
    /// - Parameters:
    ///   - day: the day planned for
    ///   - examined: records looked at
    ///   - quarantined: rows that cannot be read
    /// - Returns: one line, or two where there are such rows
    package func lines(on day: CalendarDate, examined: Int, quarantined: Int) -> [ReportLine] {
        let total = Phrase(
            "\(day)：涉及记录\(examined)条，应提醒的\(records)条，提醒\(notices)条，投递\(deliveries)条",
            "\(day): \(examined) records in reach, \(records) with something due, \(notices) notices, "
                + "\(deliveries) deliveries"
        )
        let silent = counted(muted, "delivery is", "deliveries are")
        let parts = [
            total,
            digested > 0 ? Phrase("\(digested)条提醒列入汇总", "\(digested) notices go into digests") : nil,
            muted > 0 ? Phrase("\(muted)条投递已停止提醒（见 mute）", "\(silent) muted (see mute)") : nil,
            unreachable > 0
                ? Phrase(
                    "\(unreachable)条提醒没有可用的收件地址或发送渠道",
                    "\(unreachable) notices have no route or no usable address"
                ) : nil,
        ]
        let unread = Phrase(
            "有\(quarantined)行无法读取（见 registry check）",
            "\(quarantined) rows cannot be read (see registry check)"
        )
        return ([parts.compactMap(\.self).joined(.semicolon)] + (quarantined > 0 ? [unread] : [])).map {
            ReportLine($0)
        }
    }
}
