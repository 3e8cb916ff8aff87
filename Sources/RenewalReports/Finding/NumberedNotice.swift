package import RenewalOutbox
package import RenewalRules

/// The notice that a printed number names: that of the notice itself, or of one of its deliveries.
package struct NumberedNotice: Sendable {
    package let history: NoticeHistory

    /// Looks a printed number up, or its first characters, at least six.
    ///
    /// - Returns: `nil` where the clue is no such number, there is no such notice, or several begin so
    /// - Throws: `OutboxError`
    package init?(_ clue: Clue, in outbox: any OutboxLookups) async throws {
        guard let number = clue.printedNumber else { return nil }
        do throws(OutboxError) {
            if let history = try await outbox.notice(id: number) {
                self.history = history
                return
            }
            guard let delivery = try await outbox.delivery(id: number),
                let history = try await outbox.notice(id: delivery.summary.noticeID)
            else { return nil }
            self.history = history
        } catch {
            guard case .ambiguousID = error else { throw error }
            return nil
        }
    }
}
