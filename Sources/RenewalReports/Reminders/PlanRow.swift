package import RenewalDaemon
package import RenewalOutbox
package import RenewalRules

/// A due notice with its recipients and the record's standing.
package struct PlanRow: Hashable, Sendable {
    /// The day planned for.
    package let day: CalendarDate
    package let notice: Notice
    /// `nil` without a route or an address.
    package let planned: PlannedNotice?
    /// `nil` where something is withdrawn because the record is gone.
    package let standing: RecordStanding?
    /// `nil` where the record does not expire, whatever day its series depends on.
    package let validUntil: CalendarDate?

    /// Makes a row for each notice that is due for a record.
    package static func rows(of record: DueRecord, on day: CalendarDate, policy: RenewalPolicy) -> [PlanRow] {
        let standing = record.subject.map { RecordStanding(of: $0, on: day, policy: policy) }
        let validUntil = record.subject?.validUntil(policy: policy)
        return record.notices.map { notice in
            PlanRow(
                day: day,
                notice: notice,
                planned: record.planned.first { $0.notice == notice },
                standing: standing,
                validUntil: validUntil
            )
        }
    }

    /// Days until the record expires; negative afterwards.
    package var daysLeft: Int? { validUntil.map { day.days(until: $0) } }
    /// Empty also when a digest tells of it.
    package var recipients: [Recipient] { planned?.recipients ?? [] }
    /// Who would get it, too, and is muted.
    package var muted: [Recipient] { planned?.muted ?? [] }
}
