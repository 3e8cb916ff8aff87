import CLinux
import RenewalConfig
import Logging
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import ServiceLifecycle

/// Scans at the start, at the configured time, and at the rescan interval.
struct ScanLoop: Service {
    let core: DaemonCore

    /// Wait after a scan that failed because the registry was unreadable: trying costs next to nothing.
    static let retryAfterFailure: Duration = .seconds(30)

    /// An office that reloads its registry has finished by then, or soon will.
    static let lookAgainAfterLoss: Duration = .seconds(300)

    private var context: DaemonContext { core.context }
    private var clock: any Clock { core.clock }
    private var logger: Logger { core.logger }

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await scanUntilCancelled() }
        core.vitals.retire(.planning)
    }

    private func scanUntilCancelled() async throws {
        var watch = ClockWatch(clock)
        while !Task.isCancelled {
            var wait = Self.retryAfterFailure
            let seen = watch
            // A step from an impossible time is not a jump: the clock was finally set.
            if let jump = watch.step(clock), seen.hasSeen(context.earliest), try await !holdSending(after: jump) {
                // Detected again at the next look.
                watch = seen
            } else if isClockSet() {
                wait = try await scan()
            }
            // Whatever holds all sending, whether or not the registry is readable.
            try await core.tellOfHolds()
            core.vitals.promise(.planning, by: clock.uptime + wait)
            await context.planningAlarm.wait(atMost: wait, clock: clock)
        }
    }

    /// A machine without a battery catches up when it has reached a time server.
    private func isClockSet() -> Bool {
        guard !core.isClockSet else {
            context.status.note(clock: nil)
            return true
        }
        let words =
            "the clock says \(clock.now.rfc3339), which is before this version was made: nothing is planned or sent"
        logger.log(.clockNotSet, ["error": "\(words)"])
        context.status.note(clock: words)
        return false
    }

    /// - Returns: whether the hold is stored; nothing is planned while the state file is too busy for it
    private func holdSending(after jump: String) async throws -> Bool {
        do {
            try await context.outbox.holdSending(.clockJump, detail: jump, at: clock.now)
            return true
        } catch {
            guard !error.isFatal else { throw error }
            logger.log(.holdNotStored, ["cause": "\(jump)", "error": "\(error)"])
            return false
        }
    }

    /// Scans once and returns how long to wait for the next time.
    private func scan() async throws -> Duration {
        let configuration = context.current
        do {
            let summary = try await core.scan { _ in }.summary
            if summary.isGood { await context.heartbeatAlarm.ring() }
            if summary.isFull { await releaseMemory(configuration) }
            return summary.isShrunk
                ? min(Self.lookAgainAfterLoss, untilNextScan(configuration)) : untilNextScan(configuration)
        } catch is CancellationError {
            return .zero
        } catch RegistryError.cancelled {
            return .zero
        } catch let error as OutboxError where error.isFatal {
            // What cannot be written must not be sent either, so the service manager restarts the daemon.
            throw error
        } catch {
            let isNews = context.status.note(scanFailure: "\(error)")
            logger.log(.scanFailed, ["error": "\(error)"], level: isNews ? .error : .debug)
            return Self.retryAfterFailure
        }
    }

    /// Frees the memory of a full pass, which nothing needs until tomorrow.
    private func releaseMemory(_ configuration: ActiveConfiguration) async {
        await configuration.registry.releaseMemory()
        await context.outbox.releaseMemory()
        // glibc would keep what SQLite and others have freed.
        linux_trim_heap()
    }

    private func untilNextScan(_ configuration: ActiveConfiguration) -> Duration {
        let now = clock.now
        return now.duration(to: configuration.settings.schedule.nextScan(after: now, in: configuration.calendar))
    }
}
