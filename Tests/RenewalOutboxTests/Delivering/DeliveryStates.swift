import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

extension OutboxStore {
    /// Plans a notice and brings its delivery into a state, as the daemon and an operator would.
    ///
    /// - Returns: the id of the delivery
    func bring(_ notice: Notice, to state: DeliveryState) async throws -> String {
        try await plan(notice)
        let id = id(of: notice)
        switch state {
        case .pending: break
        case .sending: _ = try await claimOne()
        case .sent: try await settle(.delivered, .sent)
        case .bounced:
            try await settle(.delivered, .sent)
            let outcome = try await record(Sample.bounce(id), leavingAlone: Sample.never, at: Sample.start)
            #expect(outcome == .bounced(.init(count: 1, isMuted: false)))
        case .deferred: try await settle(.retry, .deferred(until: Sample.start + .seconds(600)))
        case .failed: try await settle(.permanent, .failed)
        case .held: try await settle(.channelAtFault, .held(reason: "login"))
        case .cancelled: _ = try await cancel(.ids([id]), reason: "测试", at: Sample.start)
        case .superseded:
            let later = notice.dueOn.adding(days: 1)
            let successor = Notice(
                key: NoticeKey(
                    series: notice.key.series,
                    kind: .lastCall,
                    milestone: .daysAfter(-7),
                    audience: notice.key.audience
                ),
                dueOn: later,
                severity: .urgent,
                rules: []
            )
            let elsewhere = Sample.recipient(channel: "elsewhere")
            _ = try await plan(
                [Sample.planned(successor, [elsewhere])],
                superseded: [],
                holdingAbove: nil,
                at: Sample.start
            )
        }
        #expect(try await summary(id).state == state)
        return id
    }

    private func settle(_ outcome: Verdict.Outcome, _ next: NextState) async throws {
        let claim = try await claimOne()
        _ = try await record([Sample.receipt(claim, outcome, next: next)], at: Sample.start)
    }
}
