import RenewalDelivery
import RenewalOutbox
import RenewalRules
import Testing

/// Which change is accepted in which state, and what it leads to.
@Suite struct OrderTests {
    enum Change: String, CaseIterable {
        case retry, cancel, hold, release, receipt, withdrawal, postponement

        /// The states it is accepted in.
        var accepted: Set<DeliveryState> {
            switch self {
            case .retry: [.failed, .bounced, .held, .deferred]
            case .cancel: [.pending, .deferred, .held, .failed, .bounced]
            case .hold: [.pending, .deferred]
            case .release: [.held]
            case .receipt: [.sending]
            case .withdrawal, .postponement: [.pending]
            }
        }

        var leadsTo: DeliveryState {
            switch self {
            case .retry, .release: .pending
            case .postponement: .deferred
            case .cancel, .withdrawal: .cancelled
            case .hold: .held
            case .receipt: .sent
            }
        }

        var verb: Phrase {
            switch self {
            case .retry: Phrase("重发", "retry")
            case .cancel: Phrase("取消", "cancel")
            case .hold: Phrase("暂停", "hold")
            case .release: Phrase("放行", "release")
            case .receipt, .withdrawal, .postponement: Phrase(verbatim: rawValue)
            }
        }

        var isOrder: Bool { [.retry, .cancel, .hold, .release].contains(self) }
    }

    private func make(_ change: Change, on id: String, in outbox: any OutboxStore) async throws {
        let now = Sample.start + .seconds(1)
        switch change {
        case .retry: #expect(try await outbox.retry(.ids([id]), at: now) == 1)
        case .cancel: _ = try await outbox.cancel(.ids([id]), reason: "误报", at: now)
        case .hold: _ = try await outbox.hold(.ids([id]), at: now)
        case .release: #expect(try await outbox.release(.ids([id]), at: now) == 1)
        case .receipt:
            let verdict = Verdict(.delivered, at: .http(.answer), about: .message, reply: "")
            _ = try await outbox.record([Receipt(deliveryID: id, attempt: 1, verdict: verdict, next: .sent)], at: now)
        case .withdrawal:
            try await outbox.withdraw(
                [Withdrawal(deliveryID: id, attempt: 1, reason: .stopped(.renewed))],
                replacements: [],
                at: now
            )
        case .postponement: try await outbox.postpone([(due(id), now + .seconds(60))], because: nil, at: now)
        }
    }

    private func due(_ id: String) -> DueDelivery {
        DueDelivery(
            id: id,
            noticeID: "",
            notice: Sample.notice(),
            foundOn: Sample.today,
            wasMissed: false,
            channel: "office-mail",
            recipient: Sample.recipient(),
            attempt: 1,
            firstAttemptAt: nil,
            createdAt: Sample.start,
            wasAmbiguous: false,
            frozen: nil,
            lineCount: 0,
            seenAt: Sample.start
        )
    }

    @Test(arguments: DeliveryState.allCases, Change.allCases)
    func changesAreAcceptedOnlyInSuitableStates(_ state: DeliveryState, _ change: Change) async throws {
        for backend in OutboxBackend.all {
            let outbox = try backend.makePlace().open()
            let id = try await outbox.bring(Sample.notice(), to: state)
            let before = try await outbox.summary(id)
            if change.isOrder, !change.accepted.contains(state) {
                await #expect(throws: OutboxError.notPossible(id: id, state: state, what: change.verb)) {
                    try await make(change, on: id, in: outbox)
                }
            } else {
                try await make(change, on: id, in: outbox)
            }
            let after = try await outbox.summary(id)
            if change.accepted.contains(state) {
                #expect(after.state == change.leadsTo)
            } else {
                #expect(after == before)
            }
        }
    }

    @Test(arguments: OutboxBackend.all) func ordersAcceptAnIDPrefix(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let id = try await outbox.bring(Sample.notice(), to: .pending)
        _ = try await outbox.hold(.ids([String(id.prefix(6))]), at: Sample.start)
        #expect(try await outbox.summary(String(id.prefix(7))).state == .held)
        #expect(try await outbox.delivery(id: String(id.prefix(5))) == nil)
        #expect(try await outbox.delivery(id: "") == nil)
        await #expect(throws: OutboxError.unknownDelivery(id: "zzzzzz")) {
            _ = try await outbox.hold(.ids(["zzzzzz"]), at: Sample.start)
        }
    }

    @Test(arguments: OutboxBackend.all) func oneImpossibleOrderRollsBackTheOthers(_ backend: OutboxBackend) async throws
    {
        let outbox = try backend.makePlace().open()
        let failed = try await outbox.bring(Sample.notice("浙-1"), to: .failed)
        let sent = try await outbox.bring(Sample.notice("浙-2"), to: .sent)
        await #expect(throws: OutboxError.notPossible(id: sent, state: .sent, what: Change.retry.verb)) {
            try await outbox.retry(.ids([failed, sent]), at: Sample.start)
        }
        #expect(try await outbox.summary(failed).state == .failed)
    }

    @Test(arguments: OutboxBackend.all) func orderForAllAffectsOnlySuitableStates(_ backend: OutboxBackend) async throws
    {
        let outbox = try backend.makePlace().open()
        for state in [DeliveryState.failed, .held, .deferred, .sent, .cancelled] {
            _ = try await outbox.bring(Sample.notice(state.rawValue), to: state)
        }
        #expect(try await outbox.release(.all, at: Sample.start) == 1)
        #expect(try await outbox.counts() == [.failed: 1, .pending: 1, .deferred: 1, .sent: 1, .cancelled: 1])
        #expect(try await outbox.retry(.all, at: Sample.start) == 2)
        #expect(try await outbox.counts() == [.pending: 3, .sent: 1, .cancelled: 1])
        #expect(try await outbox.hold(.all, at: Sample.start) == 3)
        #expect(try await outbox.retry(.all, at: Sample.start) == 0, "a hold is not undone by the way")
    }

    @Test(arguments: OutboxBackend.all) func cancellingAllLeavesOutcomesAsTheyAre(_ backend: OutboxBackend) async throws
    {
        let outbox = try backend.makePlace().open()
        for state in [DeliveryState.failed, .held, .deferred, .sent] {
            _ = try await outbox.bring(Sample.notice(state.rawValue), to: state)
        }
        #expect(try await outbox.cancel(.all, reason: "operator", at: Sample.start) == 2)
        #expect(try await outbox.counts() == [.failed: 1, .sent: 1, .cancelled: 2])
    }

    @Test(arguments: OutboxBackend.all) func retriedDeliveryStartsItsScheduleAgain(_ backend: OutboxBackend)
        async throws
    {
        let outbox = try backend.makePlace().open()
        let id = try await outbox.bring(Sample.notice(), to: .failed)
        _ = try await outbox.retry(.ids([id]), at: Sample.start)
        let claim = try await outbox.claimOne()
        #expect(claim.firstAttemptAt == nil && claim.attempt == 2)
    }

    @Test(arguments: OutboxBackend.all) func everyFinalStateHasItsReason(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        let ends: [(Verdict.Outcome, NextState, String?)] = [
            (.delivered, .sent, nil), (.permanent, .failed, "refused"), (.retry, .failed, "given_up"),
            (.channelAtFault, .held(reason: "5.7.1"), "5.7.1"),
        ]
        for (outcome, next, reason) in ends {
            try await outbox.plan(Sample.notice("浙-\(outcome)-\(next)"))
            let claim = try await outbox.claimOne()
            _ = try await outbox.record([Sample.receipt(claim, outcome, next: next)], at: Sample.start)
            let summary = try await outbox.summary(claim.id)
            #expect(summary.reason == reason && summary.lastReply == "2.0.0 已接收" && summary.attempts == 1)
        }
    }

    @Test(arguments: OutboxBackend.all) func receiptGivenTwiceChangesNothing(_ backend: OutboxBackend) async throws {
        let outbox = try backend.makePlace().open()
        try await outbox.plan(Sample.notice())
        let claim = try await outbox.claimOne()
        let receipt = Sample.receipt(claim, .ambiguous, next: .held(reason: "ambiguous"))
        #expect(try await outbox.record([receipt], at: Sample.start).isEmpty)
        let before = try await outbox.summary(claim.id)
        #expect(before.ambiguousAttempts == 1)
        #expect(try await outbox.record([receipt], at: Sample.start) == [claim.id])
        #expect(try await outbox.summary(claim.id) == before)
    }

    @Test(arguments: OutboxBackend.all) func receiptForAnUnknownDeliveryIsRejected(
        _ backend: OutboxBackend
    ) async throws {
        let outbox = try backend.makePlace().open()
        let receipt = Sample.receipt(due("unknown"))
        #expect(try await outbox.record([receipt], at: Sample.start) == ["unknown"])
    }
}
