package import RenewalRules

/// Who gets a digest in place of single notices, how often, and what is told singly all the same.
///
/// - Source: rule D14, catalogue of notices N40, N41
package struct DigestSettings: Hashable, Sendable {
    /// How often a digest is written.
    package enum Rhythm: String, Hashable, Sendable, CaseIterable {
        case daily
        /// On Mondays; what is urgent does not wait for them.
        case weekly
        /// Every notice is told singly.
        case off
    }

    /// Whether administrators get a report of each day.
    package enum Report: String, Hashable, Sendable, CaseIterable {
        case daily
        /// Every notice is told singly.
        case off
    }

    package var employer: Rhythm = .daily
    /// Notices at least this pressing reach an employer singly.
    package var employerSinglyFrom: Severity = .critical
    package var administrator: Report = .daily
    /// Notices at least this pressing reach an administrator singly.
    package var administratorSinglyFrom: Severity = .urgent

    package init() {}
}
