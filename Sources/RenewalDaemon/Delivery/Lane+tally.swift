import Logging
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules

extension Lane {
    /// The result of draining the lane.
    struct Tally: Hashable, Sendable {
        var outcomes: [Verdict.Outcome: Int] = [:]
        var withdrawn = 0
        /// Not sent because the record could not be read; retried later.
        var postponed = 0
        /// The courier reported a fault of the channel as a whole; the rest waits.
        var channelFault: Verdict?
        /// The registry could not be read for the recheck.
        var registryFault: RegistryError?
        /// Faulty content of the registry hid the records of some deliveries; these wait, and the others were sent.
        var contentFault: RegistryError?
        /// The deliveries that wait for it.
        var hidden: [String] = []

        /// Attempts that were not accepted, and faults that prevented attempts.
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

extension Lane.Tally {
    /// Writes to the log what was sent, and what kept the rest back.
    func log(to logger: Logger, channel: String) {
        if let registryFault {
            logger.log(.registryUnreadable, ["delivery.channel": "\(channel)", "error": "\(registryFault)"])
        }
        if let contentFault {
            logger.log(.recordsHidden, ["delivery.channel": "\(channel)", "error": "\(contentFault)"])
        }
        guard !outcomes.isEmpty || withdrawn + postponed > 0 else { return }
        let counts = Verdict.Outcome.allCases.map { outcome -> (String, Logger.MetadataValue) in
            ("delivery.\(outcome.rawValue)", "\(outcomes[outcome] ?? 0)")
        }
        var metadata = Logger.Metadata(uniqueKeysWithValues: counts.filter { $0.1 != "0" })
        metadata["delivery.channel"] = "\(channel)"
        if withdrawn > 0 { metadata["delivery.withdrawn"] = "\(withdrawn)" }
        if postponed > 0 { metadata["delivery.postponed"] = "\(postponed)" }
        logger.log(.deliveriesMade, metadata)
        guard let channelFault else { return }
        logger.log(
            .channelAtFault,
            [
                "delivery.channel": "\(channel)", "verdict.stage": "\(channelFault.step.name)",
                "fault": "\(channelFault.words)",
            ]
        )
    }
}
