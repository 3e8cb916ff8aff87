import RenewalConfig
import Logging
import RenewalDelivery
package import RenewalOutbox
package import RenewalRules
import ServiceLifecycle
import Synchronization

/// One pass of everything, for cron and the demo.
struct OnceService: Service {
    let context: DaemonContext
    let clock: any Clock
    let progress: @Sendable (Int) async -> Void
    let logger: Logger
    private let result = Result()

    init(
        context: DaemonContext,
        clock: any Clock,
        progress: @escaping @Sendable (Int) async -> Void,
        logger: Logger
    ) {
        self.context = context
        self.clock = clock
        self.progress = progress
        self.logger = logger
    }

    private final class Result: Sendable {
        let value = Mutex<OnceSummary?>(nil)
    }

    func run() async throws {
        guard clock.now >= context.earliest else { throw DaemonError.clockNotSet(clock.now) }
        let configuration = context.current
        context.reportTemplates(to: logger)
        let day = configuration.calendar.day(of: clock.now)
        let scan = configuration.scan(outbox: context.outbox, clock: clock)
        let scanned = try await cancelWhenGracefulShutdown { try await scan.run(on: day, progress: progress) }
        scanned.log(to: logger, day: day)
        var summary = OnceSummary(day: day, scan: scanned)
        if case .closed = configuration.hours.gate(at: clock.now) {
            logger.notice("outside the sending hours, deliveries wait")
        }
        summary.holds = try await context.reportHolds(to: logger)
        _ = try await HoldPlanning(context: context, clock: clock).plan()
        try await send(through: configuration, into: &summary)
        try await HousekeepingService(context: context, clock: clock, logger: logger).tidy()
        let counts = try await context.outbox.counts()
        summary.waiting = (counts[.pending] ?? 0) + (counts[.deferred] ?? 0)
        summary.held = counts[.held] ?? 0
        let final = summary
        result.value.withLock { $0 = final }
    }

    /// What the pass came to.
    ///
    /// - Throws: `CancellationError` when it was stopped before its end
    func summary() throws -> OnceSummary {
        guard let summary = result.value.withLock({ $0 }) else { throw CancellationError() }
        return summary
    }

    private func send(through configuration: ActiveConfiguration, into summary: inout OnceSummary) async throws {
        let delivery = DeliveryService(context: context, clock: clock, vitals: Vitals(), logger: logger)
        let disabled = try await context.outbox.disabledChannels()
        var lanes = delivery.lanes(of: configuration).filter { disabled[$0.channel.name] == nil }
        let states = try await context.outbox.channelStates()
        for index in lanes.indices {
            lanes[index].health.resume(afterRests: states[lanes[index].channel.name]?.rests ?? 0)
        }
        for (name, tally) in try await DeliveryService.drain(lanes) {
            delivery.report(tally, on: name)
            summary.sent[name] = tally.outcomes[.delivered] ?? 0
            summary.withdrawn += tally.withdrawn
            summary.setBack += tally.setBack
        }
    }
}

/// What `run --once` came to.
package struct OnceSummary: Hashable, Sendable {
    package let day: CalendarDate
    package let scan: Scan.Summary
    /// Accepted deliveries per channel.
    package var sent: [String: Int] = [:]
    /// No longer true when looked at again.
    package var withdrawn = 0
    /// Attempts that did not end well, and channels that could not be used.
    package var setBack = 0
    /// Why nothing was sent, or a part was not; empty in normal times.
    package var holds: [SendingHold] = []
    /// Still to be sent: outside the hours, or deferred.
    package var waiting = 0
    /// Kept back until somebody releases it.
    package var held = 0
}
