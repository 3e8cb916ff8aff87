import RenewalConfig
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import ServiceLifecycle

/// Drains the outbox within the sending hours, with one loop per channel so that none waits for another.
struct DeliveryService: Service {
    let core: DaemonCore

    /// The longest sleep, in case the clock is set or an operator changes the queue meanwhile.
    static let longestWait: Duration = .seconds(60)
    /// Channels change only with a reload, which rings; any long time will do.
    static let rosterWait: Duration = .seconds(86_400)
    /// The longest sleep while nobody takes the channel's connections.
    static let waitForServer: Duration = .seconds(30)
    /// The shortest sleep, so that a queue whose head cannot leave yet does not spin.
    static let shortestWait: Duration = .milliseconds(200)

    private var context: DaemonContext { core.context }
    private var clock: any Clock { core.clock }

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await serveAll()
        } onGracefulShutdown: {
            // The handler is not async, and the rings need the actors; their exact time does not matter.
            Task { await context.ringDelivery() }
        }
    }

    /// Serves the channels of the configuration, including those added by a reload.
    private func serveAll() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            var served: Set<String> = []
            var isRosterNew = true
            repeat {
                if isRosterNew, !Task.isShuttingDownGracefully {
                    for channel in context.current.settings.channels where served.insert(channel.name).inserted {
                        group.addTask {
                            try await serve(channel.name)
                            return false
                        }
                    }
                    group.addTask {
                        await context.rosterAlarm.wait(atMost: Self.rosterWait, clock: clock)
                        return true
                    }
                }
                isRosterNew = try await group.next() ?? false
            } while !group.isEmpty
        }
    }

    /// Drains a channel's lane whenever something is due on it, until the stop.
    private func serve(_ name: String) async throws {
        // Fetched before the first check for a stop, so that no ring is missed.
        let alarm = context.deliveryAlarm(of: name)
        // In addition to the rests in the state file: something that the channel needs is unusable.
        var pausedUntil: UnixTime?
        // While such a channel rests, it is looked at after each sleep.
        var isUnreachable = false
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            core.vitals.promise(.delivery(name), by: clock.uptime + context.current.settings.delivery.lease)
            await context.lookAround(to: core.logger)
            if pausedUntil.map({ $0 <= clock.now }) ?? true {
                let drained = try await core.drain(name, .due)
                pausedUntil = drained.waitsUntil
                if let fault = drained.tally.channelFault { isUnreachable = fault.isUnreachable }
            }
            let rest = try await untilNextPass(name, pausedUntil: pausedUntil)
            let wait = isUnreachable ? min(rest, Self.waitForServer) : rest
            core.vitals.promise(.delivery(name), by: clock.uptime + wait)
            // A ring means news: whatever was locked or unreadable may be available now.
            if await alarm.wait(atMost: wait, clock: clock) {
                pausedUntil = nil
            } else if isUnreachable, !Task.isShuttingDownGracefully {
                isUnreachable = try await !core.lookOut(for: name)
            }
        }
        core.vitals.retire(.delivery(name))
    }

    private func untilNextPass(_ name: String, pausedUntil: UnixTime?) async throws -> Duration {
        do throws(OutboxError) {
            // A channel removed by a reload may return with the next one.
            guard let next = try await core.nextPass(of: name, notBefore: pausedUntil) else { return Self.longestWait }
            return min(max(clock.now.duration(to: next), Self.shortestWait), Self.longestWait)
        } catch {
            guard case .busy = error else { throw error }
            return DaemonCore.pauseWhenBusy
        }
    }
}
