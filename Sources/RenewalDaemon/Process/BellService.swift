import Logging
import RenewalOutbox
import ServiceLifecycle

/// Wakes the lanes when an operator has changed the queue.
struct BellService: Service {
    let context: DaemonContext
    let logger: Logger

    func run() async throws {
        guard let bell = context.outbox.hangBell() else {
            logger.log(.bellMissing)
            try? await gracefulShutdown()
            return
        }
        for await _ in bell.rings.cancelOnGracefulShutdown() {
            await context.ringDelivery()
            // What `renewald bounce` has recorded; a file that is busy now is read by the next pass anyway.
            if (try? await context.outbox.hasNewBounces()) == true { await context.planningAlarm.ring() }
        }
        bell.takeDown()
    }
}
