import Logging
import RenewalCouriers
import RenewalDelivery
import ServiceLifecycle

/// Calls a watcher elsewhere after each good pass, as long as nothing here is stuck: who waits in vain knows that this host
/// has stopped.
///
/// Sending and scanning never wait for it.
struct HeartbeatService: Service {
    let core: DaemonCore

    /// Calls for one pass: the next pass may be an hour away, and a watcher is easily missed once.
    static let tries = 5
    static let pause: Duration = .seconds(60)
    /// A pass rings; any long time will do.
    static let longestWait: Duration = .seconds(86_400)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var (left, isFailing) = (0, false)
            while !Task.isCancelled {
                let wait = left > 0 ? Self.pause : Self.longestWait
                if await core.context.heartbeatAlarm.wait(atMost: wait, clock: core.clock) { left = Self.tries }
                guard left > 0 else { continue }
                left -= 1
                guard core.vitals.areSound(at: core.clock.uptime), let heartbeat = core.context.current.heartbeat
                else { continue }
                let verdict = await heartbeat.beat()
                guard !Task.isCancelled else { return }
                isFailing = verdict.report(wasFailing: isFailing, to: core.logger)
                if !isFailing { left = 0 }
            }
        }
    }
}

extension Verdict {
    /// Logs what became of a call, when it is other than that of the call before.
    ///
    /// - Returns: whether it failed
    @discardableResult
    func report(wasFailing: Bool, to logger: Logger) -> Bool {
        let isFailing = outcome != .delivered
        guard isFailing != wasFailing else { return isFailing }
        // Not what was answered: it may repeat the URL.
        let values: Logger.Metadata = [
            "verdict.stage": "\(step.name)", "verdict.code": "\(code.map(String.init) ?? "-")",
        ]
        logger.log(isFailing ? .heartbeatFails : .heartbeatWorks, values)
        return isFailing
    }
}
