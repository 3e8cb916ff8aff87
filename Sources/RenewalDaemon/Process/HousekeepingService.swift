import Logging
import RenewalBounces
import RenewalConfig
import RenewalOutbox
import RenewalRules
import ServiceLifecycle

/// Once a day: erases personal data that are no longer needed, checks the state file, logs the head of the evidence.
struct HousekeepingService: Service {
    let context: DaemonContext
    let clock: any Clock
    let logger: Logger

    static let interval: Duration = .seconds(86_400)
    /// Deliveries erased per transaction, so that sending never waits long.
    static let batch = 200

    func run() async throws {
        context.reportTemplates(to: logger)
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await tidy()
                } catch OutboxError.busy {
                    logger.log(.housekeepingWaits)
                } catch is CancellationError {
                    return
                }
                // Only a stop wakes it.
                try? await clock.sleep(for: Self.interval)
            }
        }
    }

    /// Reports of mails that came back say of whom and of what; a maildir that cannot be used is told of elsewhere.
    private func removeReports(before instant: UnixTime) async {
        guard let path = context.current.settings.bounces.maildir else { return }
        do throws(BounceMailbox.Failure) {
            try await BounceMailbox(path: path).removeSettled(before: instant)
        } catch {
            logger.log(.bounceMailLeft, ["error": "\(error)"])
        }
    }

    /// One round.
    ///
    /// - Throws: `OutboxError`, including `damaged`; `CancellationError`
    func tidy() async throws {
        let outbox = context.outbox
        let limit = clock.now - context.current.settings.retention.eraseAfter
        var erased = 0
        var count = Self.batch
        while count == Self.batch {
            try Task.checkCancellation()
            count = try await outbox.eraseSettled(before: limit, limit: Self.batch, at: clock.now)
            erased += count
        }
        await removeReports(before: limit)
        try await outbox.emptyLog()
        try await outbox.check()
        let head = try await outbox.evidenceHead()
        logger.log(
            .housekeepingDone,
            ["erased": "\(erased)", "evidence.head": "\(head.map(String.init(describing:)) ?? "-")"]
        )
    }
}
