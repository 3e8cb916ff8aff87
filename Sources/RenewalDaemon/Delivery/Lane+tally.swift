import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules

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
}
