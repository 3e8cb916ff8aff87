import RenewalConfig
package import Logging
import RenewalOutbox
import RenewalRegistry
package import RenewalRules
import ServiceLifecycle

/// Scans at start, at the configured hour, and at the catch-up interval.
struct PlanningService: Service {
    let workplace: Workplace
    let clock: any Clock
    let vitals: Vitals
    let manager: ServiceManager
    let logger: Logger

    /// Wait after a scan that failed because the registry was not readable.
    static let retryAfterFailure: Duration = .seconds(60)

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let wait = try await scan()
                vitals.promise(.planning, by: clock.uptime + wait)
                await workplace.planningAlarm.wait(atMost: wait, clock: clock)
            }
        }
        vitals.retire(.planning)
    }

    /// Scans once and tells how long to wait for the next time.
    private func scan() async throws -> Duration {
        let assembly = workplace.current
        do {
            let day = assembly.calendar.day(of: clock.now)
            let scan = assembly.scan(outbox: workplace.outbox, clock: clock)
            vitals.promise(.planning, by: clock.uptime + Vitals.longestPage)
            let summary = try await scan.run(on: day) { _ in
                vitals.promise(.planning, by: clock.uptime + Vitals.longestPage)
            }
            report(summary, on: day)
            await workplace.ringDelivery()
            return untilNextScan(assembly)
        } catch is CancellationError {
            return .zero
        } catch RegistryError.cancelled {
            return .zero
        } catch let error as OutboxError where error.isFatal {
            // What cannot be written must not be sent either: the service manager starts anew.
            throw error
        } catch {
            logger.error("scan failed, nothing is lost: it will be repeated", metadata: ["error": "\(error)"])
            manager.notify(nil, status: "last scan failed: \(error)")
            return Self.retryAfterFailure
        }
    }

    private func untilNextScan(_ assembly: Assembly) -> Duration {
        let now = clock.now
        let minute = assembly.settings.schedule.scanAt.minutes
        let day = assembly.calendar.day(of: now)
        let candidates = [day, day.adding(days: 1)].map { assembly.calendar.instant(atMinute: minute, of: $0) }
        let daily = candidates.first { $0 > now }.map { now.duration(to: $0) }
        return min(daily ?? assembly.settings.schedule.rescanEvery, assembly.settings.schedule.rescanEvery)
    }

    private func report(_ summary: Scan.Summary, on day: CalendarDate) {
        summary.log(to: logger, day: day)
        manager.notify(
            nil,
            status: "scanned \(day): \(summary.examined) records, \(summary.plannedNotices) new notices"
        )
    }
}

extension Scan.Summary {
    /// Writes the pass and the first unreadable rows to the log.
    package func log(to logger: Logger, day: CalendarDate) {
        for row in quarantined {
            logger.warning(
                "row skipped, it cannot be read",
                metadata: [
                    "row.table": "\(row.table)", "row.id": "\(row.id)", "row.column": "\(row.column ?? "-")",
                    "row.reason": "\(row.reason)",
                ]
            )
        }
        logger.notice(
            "scan done",
            metadata: [
                "scan.day": "\(day)", "scan.examined": "\(examined)", "scan.quarantined": "\(quarantinedCount)",
                "scan.notices": "\(plannedNotices)", "scan.deliveries": "\(plannedDeliveries)",
                "scan.unreachable": "\(unreachable)",
            ]
        )
    }
}
