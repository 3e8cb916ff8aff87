package import RenewalRules

/// What a delivery counts as where a scan plans more than usual.
struct FloodShare: Hashable {
    let type: RecordID.RecordType
    /// Whether it belongs to an ordinary day, so that nobody may delay it.
    let isUrgent: Bool
}

/// The number of new deliveries in a scan that counts as usual.
package struct FloodLimit: Hashable, Sendable {
    /// The day of the scan.
    package let day: CalendarDate
    /// The days whose marks it looks for; `nil` for the very first scan, which is held completely or not at all.
    package let days: ClosedRange<CalendarDate>?
    /// `delivery.max_due_per_scan`.
    package let limit: Int

    package init(day: CalendarDate, days: ClosedRange<CalendarDate>?, limit: Int) {
        self.day = day
        self.days = days
        self.limit = limit
    }

    /// What the deliveries of a notice count as.
    func share(of notice: Notice) -> FloodShare {
        FloodShare(
            type: notice.key.series.record.type,
            isUrgent: notice.severity >= .urgent && days?.contains(notice.dueOn) ?? false
        )
    }

    /// What the operator is told.
    func words(on scope: HoldScope) -> String {
        let bound = "(delivery.max_due_per_scan)"
        guard case .part(let party, let isUrgent) = scope else {
            return "the scan of \(day) planned more than \(limit) deliveries \(bound)"
        }
        let what = isUrgent ? "urgent deliveries" : "deliveries"
        return "the scan of \(day) planned more than \(limit) \(what) \(bound), chiefly for \(party.words)"
    }
}
