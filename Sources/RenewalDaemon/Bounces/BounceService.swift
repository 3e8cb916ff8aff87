import Logging
import RenewalBounces
import RenewalConfig
import RenewalOutbox
import RenewalRules
import ServiceLifecycle

/// Looks into the maildir of what comes back, once a minute.
///
/// Each report counts once: it is marked as deleted after it was recorded, and recording it again changes nothing. What
/// is none of ours is left to whoever reads the mailbox.
struct BounceService: Service {
    let context: DaemonContext
    let clock: any Clock
    let logger: Logger

    static let interval: Duration = .seconds(60)
    /// Mails looked at in a round; the others follow with the next ones.
    static let limit = 500

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var round = BounceRound(context: context, clock: clock, logger: logger)
            while !Task.isCancelled {
                do {
                    if try await round.run() { await context.planningAlarm.ring() }
                } catch OutboxError.busy {
                    logger.log(.stateLocked)
                } catch is CancellationError {
                    return
                }
                // Only a stop wakes it.
                try? await clock.sleep(for: Self.interval)
            }
        }
    }
}

/// The rounds through the maildir, with what one has to remember for the next.
struct BounceRound {
    let context: DaemonContext
    let clock: any Clock
    let logger: Logger
    /// Mails that are none of ours, as long as they lie there.
    private var strangers: Set<String> = []
    /// What was last said to be wrong with the maildir.
    private var fault: String?

    init(context: DaemonContext, clock: any Clock, logger: Logger) {
        (self.context, self.clock, self.logger) = (context, clock, logger)
    }

    /// The most mails of others to remember; in a mailbox with more, reports among them are found when they are new.
    private static let strangerLimit = 20_000

    /// Takes in what has come.
    ///
    /// - Returns: whether something has come back, so that a pass is to find another way for it
    /// - Throws: `OutboxError`
    mutating func run() async throws -> Bool {
        let configuration = context.current
        guard let path = configuration.settings.bounces.maildir else { return false }
        let mailbox = BounceMailbox(path: path)
        let entries: [BounceMailbox.Entry]
        do throws(BounceMailbox.Failure) {
            entries = try await mailbox.entries(limit: Self.strangerLimit)
            note(fault: nil)
        } catch {
            note(fault: error.description)
            return false
        }
        let intake = BounceIntake(
            outbox: context.outbox,
            settings: configuration.settings,
            calendar: configuration.calendar,
            at: clock.now
        )
        strangers.formIntersection(entries.map(\.name))
        var hasBounced = false
        for entry in entries.filter({ !strangers.contains($0.name) }).prefix(BounceService.limit) {
            try Task.checkCancellation()
            hasBounced = try await take(entry, of: mailbox, intake) || hasBounced
        }
        return hasBounced
    }

    /// Takes in one mail.
    ///
    /// - Returns: whether something has come back
    private mutating func take(
        _ entry: BounceMailbox.Entry,
        of mailbox: BounceMailbox,
        _ intake: BounceIntake
    ) async throws -> Bool {
        do {
            guard let message = try await mailbox.read(entry, limit: ReturnedMail.byteLimit) else { return false }
            let finding = try await intake.take(message)
            finding.log(to: logger)
            if finding.isSettled {
                try await mailbox.settle(entry)
            } else if !finding.isEarly {
                strangers.insert(entry.name)
            }
            return finding.hasBounced
        } catch let error as BounceMailbox.Failure {
            // One that cannot be read or moved keeps nobody else back; the next start tries it again.
            strangers.insert(entry.name)
            logger.log(.bounceMailLeft, ["error": "\(error)"])
            return false
        }
    }

    /// Says when the maildir cannot be used, and when it can again.
    private mutating func note(fault new: String?) {
        guard new != fault else { return }
        fault = new
        if let new {
            logger.log(.bouncesUnreadable, ["error": "\(new)"])
        } else {
            logger.log(.bouncesReadable)
        }
    }
}
