package import RenewalConfig
import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// What the registry and the queue have for what a caller has in hand.
package struct Finding: Sendable {
    /// The records that answer, the best first, at most ``most``.
    package let records: [Subject]
    /// What cannot be read of the rows that answer: a record that cannot be read at all is not among ``records``.
    package let problems: [RowProblem]
    /// The notices of these records, the newest first, or the one with the number; at most ``most``.
    package let notices: [NoticeHistory]
    /// Deliveries to the address that belong to none of these notices, the newest first, at most ``most``.
    package let deliveries: [DeliverySummary]
    /// How many there are in all, listed or not: records, notices of the listed records, deliveries to the address.
    package let counts: Counts
    let calendar: BusinessCalendar
    let policy: RenewalPolicy

    /// How much was found.
    package struct Counts: Hashable, Sendable {
        package var records = 0
        package var notices = 0
        package var deliveries = 0
        /// Of the records, those beyond ``most``.
        var recordsBeyond = 0
    }

    /// More of one sort than this does not help a clerk, who asks the caller for more instead.
    package static let most = 20

    /// Whether nothing answers.
    package var isEmpty: Bool { counts.records == 0 && notices.isEmpty && deliveries.isEmpty }

    /// The people the listed records belong to, each once, in their order.
    package var people: [Person] {
        var seen: Set<String> = []
        return records.compactMap(\.holder).filter { seen.insert($0.id).inserted }
    }
}

extension Finding {
    /// Looks for everything that answers to a clue.
    ///
    /// The number of a notice and its record are found by index; for anything else all rows of the registry are read
    /// once, and for an address all deliveries too.
    ///
    /// - Throws: `RegistryError`, `OutboxError`, or `DaemonError` for an unknown time zone
    package init(
        of clue: Clue,
        settings: Settings,
        registry: any RegistrySource,
        outbox: any OutboxLookups
    ) async throws {
        let numbered = try await NumberedNotice(clue, in: outbox)?.history
        let found =
            numbered != nil && clue.isWholePrintedNumber
            ? nil : try await registry.records(answering: clue, limit: Self.most)
        let ids = (numbered.map { [$0.notice.key.series.record] } ?? []) + (found?.records ?? [])
        let page = try await registry.subjects(ids)
        var histories = numbered.map { [$0] } ?? []
        for record in found?.records ?? [] { histories += try await outbox.notices(record: record) }
        let notices = histories.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }.prefix(Self.most)
        let filter = DeliveryFilter(address: clue.text, limit: Self.most)
        let listed = Set(notices.map(\.id))
        let deliveries = clue.isMailAddress ? try await outbox.deliveries(filter) : []
        let others = deliveries.filter { !listed.contains($0.noticeID) }
        let counted = clue.isMailAddress ? try await outbox.counts(filter).values.reduce(0, +) : 0
        self.init(
            records: Self.inOrder(of: ids, page.subjects),
            problems: page.quarantined,
            notices: Array(notices),
            deliveries: others,
            counts: Counts(
                records: max(found?.count ?? 0, page.subjects.count),
                notices: histories.count,
                deliveries: counted - (deliveries.count - others.count),
                recordsBeyond: found.map { $0.count - $0.records.count } ?? 0
            ),
            calendar: try settings.calendar(),
            policy: settings.policy
        )
    }

    /// The records each once and in the order of their ids.
    private static func inOrder(of ids: [RecordID], _ subjects: [Subject]) -> [Subject] {
        var left = Dictionary(subjects.map { ($0.record, $0) }) { first, _ in first }
        return ids.compactMap { left.removeValue(forKey: $0) }
    }
}
