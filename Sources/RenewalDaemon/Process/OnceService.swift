import RenewalConfig
import Logging
import RenewalDelivery
package import RenewalOutbox
package import RenewalRules
import ServiceLifecycle
import Synchronization

/// One pass of everything, for cron and the demo.
struct OnceService: Service {
    let workplace: Workplace
    let clock: any Clock
    let progress: @Sendable (Int) async -> Void
    let logger: Logger
    private let result = Result()

    init(
        workplace: Workplace,
        clock: any Clock,
        progress: @escaping @Sendable (Int) async -> Void,
        logger: Logger
    ) {
        self.workplace = workplace
        self.clock = clock
        self.progress = progress
        self.logger = logger
    }

    private final class Result: Sendable {
        let value = Mutex<OnceSummary?>(nil)
    }

    func run() async throws {
        guard clock.now >= workplace.earliest else { throw DaemonError.clockNotSet(clock.now) }
        let assembly = workplace.current
        workplace.reportTemplates(to: logger)
        let day = assembly.calendar.day(of: clock.now)
        let scan = assembly.scan(outbox: workplace.outbox, clock: clock)
        let scanned = try await cancelWhenGracefulShutdown { try await scan.run(on: day, progress: progress) }
        scanned.log(to: logger, day: day)
        var summary = OnceSummary(day: day, scan: scanned)
        if case .closed = assembly.hours.gate(at: clock.now) {
            logger.notice("outside the sending hours, deliveries wait")
        }
        summary.holds = try await workplace.reportHolds(to: logger)
        _ = try await HoldPlanning(workplace: workplace, clock: clock).plan()
        try await send(through: assembly, into: &summary)
        try await HousekeepingService(workplace: workplace, clock: clock, logger: logger).tidy()
        let counts = try await workplace.outbox.counts()
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

    private func send(through assembly: Assembly, into summary: inout OnceSummary) async throws {
        let delivery = DeliveryService(workplace: workplace, clock: clock, vitals: Vitals(), logger: logger)
        let disabled = try await workplace.outbox.disabledChannels()
        let lanes = delivery.lanes(of: assembly).filter { disabled[$0.channel.name] == nil }
        let states = try await workplace.outbox.channelStates()
        for lane in lanes { lane.health.resume(afterRests: states[lane.channel.name]?.rests ?? 0) }
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
