import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Gives notices that failed at an address a second chance at the one that stands in the record by now.
struct AddressCorrections: Sendable {
    let planner: Planner
    let outbox: Outbox

    /// Failures looked at in a scan: the newest; older ones have a later mark of their own.
    static let limit = 1000

    /// Finds failed deliveries whose notice still holds and whose recipient has another address now.
    ///
    /// - Returns: the notices to plan again
    func due(on day: CalendarDate) async throws -> [PlannedNotice] {
        let failed = try await outbox.deliveries(DeliveryFilter(states: [.failed], limit: Self.limit))
        var planned: [PlannedNotice] = []
        for record in Set(failed.map(\.recordID)).sorted() {
            guard let dossier = try await planner.registry.dossier(registration: record) else { continue }
            let course = RenewalCourse(of: dossier, on: day, policy: planner.policy)
            let history = try await outbox.notices(record: RecordReference(type: .registration, id: record))
            planned += history.compactMap { corrected($0, dossier: dossier, course: course) }
        }
        return planned
    }

    private func corrected(
        _ entry: NoticeHistory,
        dossier: RegistrationDossier,
        course: RenewalCourse
    ) -> PlannedNotice? {
        guard course.stopReason(for: entry.notice.key) == nil else { return nil }
        let recipients = planner.addressing.recipients(of: entry.notice, about: dossier)
        let isCorrected = entry.deliveries.contains { delivery in
            let now = recipients.filter { $0.channel == delivery.channel }
            return delivery.state == .failed && !now.isEmpty && !now.contains { $0.address == delivery.recipient }
        }
        guard isCorrected else { return nil }
        return PlannedNotice(notice: entry.notice, foundOn: course.day, recipients: recipients)
    }
}
