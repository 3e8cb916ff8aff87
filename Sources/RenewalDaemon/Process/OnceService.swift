import Logging
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
package import RenewalOutbox
package import RenewalRules
import ServiceLifecycle
import Synchronization

/// One complete pass, for cron and the demo.
struct OnceService: Service {
    private let core: DaemonCore
    private let progress: @Sendable (Int) async -> Void
    private let result = Result()

    init(core: DaemonCore, progress: @escaping @Sendable (Int) async -> Void) {
        (self.core, self.progress) = (core, progress)
    }

    private final class Result: Sendable {
        let value = Mutex<OnceSummary?>(nil)
    }

    func run() async throws {
        let (context, clock, logger) = (core.context, core.clock, core.logger)
        context.reportTemplates(to: logger)
        var round = BounceRound(context: context, clock: clock, logger: logger)
        _ = try await round.run()
        let pass = try await cancelWhenGracefulShutdown { try await core.scan(progress: progress) }
        var summary = OnceSummary(day: pass.day, scan: pass.summary, holds: pass.holds)
        if case .closed = context.current.hours.gate(at: clock.now) {
            logger.log(.hoursClosed)
        }
        try await core.tellOfHolds()
        try await send(into: &summary)
        try await HousekeepingService(context: context, clock: clock, logger: logger).tidy()
        if pass.summary.isGood { await context.current.heartbeat?.beat().report(wasFailing: false, to: logger) }
        let counts = try await context.outbox.counts()
        summary.waiting = (counts[.pending] ?? 0) + (counts[.deferred] ?? 0)
        summary.held = counts[.held] ?? 0
        let final = summary
        result.value.withLock { $0 = final }
    }

    /// The result of the pass.
    ///
    /// - Throws: `CancellationError` when it was stopped before its end
    func summary() throws -> OnceSummary {
        guard let summary = result.value.withLock({ $0 }) else { throw CancellationError() }
        return summary
    }

    /// Drains all channels side by side; one whose state file was locked for too long fails the pass at its end.
    private func send(into summary: inout OnceSummary) async throws {
        let disabled = try await core.context.outbox.disabledChannels()
        let channels = core.context.current.settings.channels.map(\.name).filter { disabled[$0] == nil }
        let drained = try await withThrowingTaskGroup(of: (String, DaemonCore.Drained).self) { [core] group in
            for channel in channels { group.addTask { (channel, try await core.drain(channel, .asked)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (channel, drained) in drained {
            if let lock = drained.lock { throw lock }
            summary.sent[channel] = drained.tally.outcomes[.delivered] ?? 0
            summary.withdrawn += drained.tally.withdrawn
            summary.setBack += drained.tally.setBack
        }
    }
}

/// The result of `run --once`.
package struct OnceSummary: Hashable, Sendable {
    package let day: CalendarDate
    package let scan: Scan.Summary
    /// What held all or part of the sending; normally empty.
    package let holds: [SendingHold]
    /// Accepted deliveries per channel.
    package var sent: [String: Int] = [:]
    /// Found to be no longer true at the recheck.
    package var withdrawn = 0
    /// Failed attempts, and unusable channels.
    package var setBack = 0
    /// Still to be sent: outside the hours, or deferred.
    package var waiting = 0
    /// Kept back until somebody releases it.
    package var held = 0
}
