import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// What a lane keeps in mind while it is being emptied, and what it came to.
extension Lane {
    /// What emptying the lane came to.
    struct Tally: Hashable, Sendable {
        var outcomes: [Verdict.Outcome: Int] = [:]
        var withdrawn = 0
        /// Not sent because the record could not be read; tried again later.
        var postponed = 0
        /// The courier reported a fault of the channel as a whole; the rest waits.
        var channelFault: Verdict?
        /// The registry could not be read for the last look.
        var registryFault: RegistryError?
        /// Something in the registry hid the records of some deliveries; these wait, and the others went on.
        var contentFault: RegistryError?
        /// Those that wait for it.
        var hidden: [String] = []

        /// Attempts that did not end with an acceptance, and faults that kept them from being made.
        var setBack: Int {
            let faults = registryFault == nil && contentFault == nil ? 0 : 1
            return outcomes.filter { $0.key != .delivered }.reduce(faults) { $0 + $1.value }
        }

        var isStopped: Bool { channelFault != nil || registryFault != nil }

        mutating func add(_ preparation: Preparation) {
            withdrawn += preparation.withdrawn
            postponed += preparation.postponed
            registryFault = registryFault ?? preparation.registryFault
            contentFault = contentFault ?? preparation.contentFault
            hidden += preparation.hidden
        }
    }

    /// What a lane is busy with.
    struct Work {
        var tally = Tally()
        /// Looked at and composed; not claimed yet.
        var ready: [Prepared] = []
        /// Those whose claims are being written.
        var claiming: Set<String> = []
        /// Attempts under way: the ids of their deliveries, with their numbers.
        var running: [String: Int] = [:]
        /// Attempts that have ended; what they came to is not being written yet.
        var ended: [Attempt] = []
        var isSettling = false
        var isRenewing = false
        /// What runs is being cancelled; its leases need no more time.
        var isEnding = false
        var isPreparing = false
        var isTicking = false
        /// Whether there may be something left to look at.
        var hasMore = true
        /// How often in a row all that was made ready had become too old; each time the next look is for half as many.
        var latecomers = 0
        /// What a step failed with first.
        var failure: (any Error)?

        var isUnderWay: Bool { !running.isEmpty || isSettling || isPreparing || !claiming.isEmpty }
    }

    /// Steps that can fail.
    enum Step { case preparing, claiming, settling, renewing }

    /// What a task of the lane ended with.
    enum Ending: Sendable {
        case prepared(Preparation)
        case claimed([Envelope])
        case attempt(Attempt)
        case settled
        /// Time to renew the leases of what still runs.
        case renewalDue
        case renewed
        case failed(Step, any Error)
        /// The stop was asked for, and its grace is over.
        case grace
        /// Time to look again for something to claim.
        case tick
    }
}
