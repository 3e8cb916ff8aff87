package import RenewalRules

/// Somebody has seen a notice: what is below urgent in its series falls silent until the last week.
///
/// - Source: rule D9
package struct Acknowledgement: Hashable, Sendable {
    /// The business day that counts for the rules.
    package let day: CalendarDate
    package let at: UnixTime
    /// The account that gave the order; `nil` in files of earlier builds.
    package let by: String?
    package let reason: String?

    package init(on day: CalendarDate, at instant: UnixTime, by account: String?, reason: String? = nil) {
        (self.day, at, by, self.reason) = (day, instant, account, reason)
    }
}

/// The series of a record that was acknowledged.
package struct AcknowledgedSeries: Hashable, Sendable {
    package let series: NoticeSeries
    /// The notice that was acknowledged.
    package let noticeID: String
    package let acknowledgement: Acknowledgement

    package init(series: NoticeSeries, noticeID: String, acknowledgement: Acknowledgement) {
        (self.series, self.noticeID, self.acknowledgement) = (series, noticeID, acknowledgement)
    }
}
