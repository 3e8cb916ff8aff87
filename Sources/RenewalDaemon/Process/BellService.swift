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
        for await _ in bell.rings.cancelOnGracefulShutdown() { await context.ringDelivery() }
        bell.takeDown()
    }
}
