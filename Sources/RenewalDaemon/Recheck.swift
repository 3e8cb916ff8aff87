import RenewalRegistry
import RenewalConfig
import RenewalOutbox
import RenewalRules

/// The last look at a record before its notice leaves: what is no longer true is withdrawn, with its reason.
///
/// - Source: rules D10 and section 5
struct Recheck: Sendable {
    let assembly: Assembly
    let outbox: Outbox

    /// What became of a claim.
    struct Finding: Sendable {
        let claim: ClaimedDelivery
        let dossier: RegistrationDossier?
        let withdrawal: Withdrawal?
        /// The same notice for the address that now stands in the record.
        let replacement: PlannedNotice?
    }

    /// Looks at the records of a batch of claims.
    ///
    /// - Returns: one finding per claim, in their order
    func findings(on claims: [ClaimedDelivery], at now: UnixTime) async throws -> [Finding] {
        let ids = Set(claims.map(\.notice.key.series.record.id))
        let dossiers = try await assembly.registry.dossiers(registrations: ids.sorted())
        let acknowledged = try await outbox.acknowledgements(among: claims.map(\.notice.key.series))
        let day = assembly.calendar.day(of: now)
        return claims.map { claim in
            finding(
                on: claim,
                dossier: dossiers[claim.notice.key.series.record.id],
                acknowledgedOn: acknowledged[claim.notice.key.series],
                day: day
            )
        }
    }

    private func finding(
        on claim: ClaimedDelivery,
        dossier: RegistrationDossier?,
        acknowledgedOn: CalendarDate?,
        day: CalendarDate
    ) -> Finding {
        guard let dossier else { return withdrawn(claim, nil, reason: "record_missing") }
        let course = RenewalCourse(
            of: dossier,
            on: day,
            acknowledgedOn: acknowledgedOn,
            policy: assembly.settings.policy
        )
        if let reason = course.stopReason(for: claim.notice.key) {
            return withdrawn(claim, dossier, reason: reason.rawValue)
        }
        let recipients = assembly.planner.addressing.recipients(of: claim.notice, about: dossier)
        guard recipients.contains(where: isRecipient(of: claim)) else {
            let others = recipients.filter { $0.channel == claim.channel }
            let replacement = PlannedNotice(notice: claim.notice, foundOn: claim.foundOn, recipients: others)
            return Finding(
                claim: claim,
                dossier: dossier,
                withdrawal: Withdrawal(deliveryID: claim.id, attempt: claim.attempt, reason: "address_changed"),
                replacement: others.isEmpty ? nil : replacement
            )
        }
        return Finding(claim: claim, dossier: dossier, withdrawal: nil, replacement: nil)
    }

    private func isRecipient(of claim: ClaimedDelivery) -> (Recipient) -> Bool {
        { $0.channel == claim.channel && $0.address == claim.recipient.address }
    }

    private func withdrawn(_ claim: ClaimedDelivery, _ dossier: RegistrationDossier?, reason: String) -> Finding {
        Finding(
            claim: claim,
            dossier: dossier,
            withdrawal: Withdrawal(deliveryID: claim.id, attempt: claim.attempt, reason: reason),
            replacement: nil
        )
    }
}
