import RenewalConfig
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// The last look at a record before its notice leaves: what is no longer true is withdrawn, with its reason.
///
/// - Source: rules D10 and section 5
struct Recheck: Sendable {
    let assembly: Assembly
    let outbox: Outbox

    /// What is to become of a claim.
    enum Finding: Sendable {
        /// It still holds.
        case send(RegistrationDossier)
        /// It no longer holds; the same notice may go to the address that now stands in the record.
        case withdraw(reason: String, replacement: PlannedNotice?)
        /// The record cannot be read just now, so nobody can tell.
        case postpone(reason: String)
    }

    /// Looks at the records of a batch of claims.
    ///
    /// - Returns: one finding per claim, in their order
    func findings(on claims: [ClaimedDelivery], at now: UnixTime) async throws(LastLookError) -> [Finding] {
        let ids = Set(claims.map(\.notice.key.series.record.id))
        let page: CandidatePage
        let acknowledged: [NoticeSeries: CalendarDate]
        do {
            page = try await assembly.registry.dossiers(registrations: ids.sorted())
        } catch {
            throw .registry(error)
        }
        do {
            acknowledged = try await outbox.acknowledgements(among: claims.map(\.notice.key.series))
        } catch {
            throw .outbox(error)
        }
        let dossiers = Dictionary(page.dossiers.map { ($0.registration.id, $0) }) { first, _ in first }
        let unreadable = Dictionary(
            page.quarantined.filter { $0.table == "registration" }.map { ($0.id, $0) }
        ) { first, _ in first }
        let day = assembly.calendar.day(of: now)
        return claims.map { claim in
            let series = claim.notice.key.series
            guard let dossier = dossiers[series.record.id] else {
                return Self.finding(onMissing: unreadable[series.record.id], since: claim.createdAt, at: now)
            }
            return finding(on: claim, dossier: dossier, acknowledgedOn: acknowledged[series], day: day)
        }
    }

    /// A record that is not there may come back: an office that loads its registry anew empties it first.
    private static func finding(onMissing row: RowProblem?, since planned: UnixTime, at now: UnixTime) -> Finding {
        if let row { return .postpone(reason: "\(row.column ?? "the row") \(row.reason)") }
        guard planned.duration(to: now) > patienceWithMissing else {
            return .postpone(reason: "is not in the registry")
        }
        return .withdraw(reason: "record_missing", replacement: nil)
    }

    /// Longer than any reload of a registry takes, weekend included.
    static let patienceWithMissing: Duration = .seconds(3 * 86_400)

    private func finding(
        on claim: ClaimedDelivery,
        dossier: RegistrationDossier,
        acknowledgedOn: CalendarDate?,
        day: CalendarDate
    ) -> Finding {
        let course = RenewalCourse(
            of: dossier,
            on: day,
            acknowledgedOn: acknowledgedOn,
            policy: assembly.settings.policy
        )
        if let reason = course.stopReason(for: claim.notice.key) {
            return .withdraw(reason: reason.rawValue, replacement: nil)
        }
        let recipients = assembly.planner.addressing.recipients(of: claim.notice, about: dossier)
            .filter { $0.channel == claim.channel }
        if recipients.contains(where: { $0.address == claim.recipient.address }) { return .send(dossier) }
        guard !recipients.isEmpty else { return .withdraw(reason: "no_route_or_address", replacement: nil) }
        let replacement = PlannedNotice(notice: claim.notice, foundOn: claim.foundOn, recipients: recipients)
        return .withdraw(reason: "address_changed", replacement: replacement)
    }
}

/// Which of the two databases failed at the last look: one can wait, the other must stop the daemon.
enum LastLookError: Error {
    case registry(RegistryError)
    case outbox(OutboxError)
}
