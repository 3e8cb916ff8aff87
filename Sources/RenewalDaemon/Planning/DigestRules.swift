import RenewalConfig
import RenewalOutbox
import RenewalRules

/// Decides which notices a digest includes instead of separate messages.
///
/// - Source: rule D14, catalogue of notices N40, N41
struct DigestRules: Sendable {
    let settings: DigestSettings
    let hasAdministrators: Bool

    /// Whose digest includes a notice; `nil` when it is sent singly.
    func digest(for notice: Notice, about subject: Subject) -> RecordID? {
        // A hold also stops digests.
        guard !notice.key.kind.isDigest, !notice.key.kind.isFact, notice.key.kind != .sendingHeld else { return nil }
        switch notice.key.audience {
        case .employer:
            // Of its own certificate a company is told as a holder would be.
            guard !subject.isOfCompany, settings.employer != .off, notice.severity < settings.employerSinglyFrom else {
                return nil
            }
            // What a new employer has to do does not belong in a digest of records that it does not have yet.
            guard let employer = subject.employer, subject.employer(toldOf: notice.key) == employer else {
                return nil
            }
            return RecordID(type: .employer, id: employer.id)
        case .administrator:
            guard settings.administrator != .off, notice.severity < settings.administratorSinglyFrom else {
                return nil
            }
            return hasAdministrators ? DailyReport.record : nil
        case .holder, .relyingParty: return nil
        }
    }

    /// Whether an audience gets all that is open in digests, which heal what single events did not tell.
    func hasTables(for audience: Audience) -> Bool {
        switch audience {
        case .employer: settings.employer != .off
        case .administrator: settings.administrator != .off && hasAdministrators
        case .holder, .relyingParty: false
        }
    }

    /// Whether an employer's digest is written on a day.
    ///
    /// A weekly one comes with the first pass from Monday on; urgent lines do not wait. Lines that were open when
    /// digests were turned off still get one.
    func isEmployerDigestDue(on day: CalendarDate, _ open: OpenDigest) -> Bool {
        switch settings.employer {
        case .daily, .off: return true
        case .weekly:
            let monday = day.adding(days: 1 - day.weekday)
            return open.severity >= .urgent || day == monday || open.since < monday
        }
    }
}
