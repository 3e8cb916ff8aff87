package import RenewalRules

/// Who gets a digest instead of single notices, how often, and which notices are still sent singly.
///
/// - Source: rule D14, catalogue of notices N40, N41
package struct DigestSettings: Hashable, Sendable {
    /// How often a digest is written.
    package enum Rhythm: String, Hashable, Sendable, CaseIterable {
        case daily
        /// On Mondays; urgent lines do not wait.
        case weekly
        /// Every notice is sent singly.
        case off
    }

    /// Whether administrators get a daily report.
    package enum Report: String, Hashable, Sendable, CaseIterable {
        case daily
        /// Every notice is sent singly.
        case off
    }

    package var employer: Rhythm = .daily
    /// Notices at least this pressing are sent to an employer singly.
    package var employerSinglyFrom: Severity = .critical
    package var administrator: Report = .daily
    /// Notices at least this pressing are sent to an administrator singly.
    package var administratorSinglyFrom: Severity = .urgent

    package init() {}
}
