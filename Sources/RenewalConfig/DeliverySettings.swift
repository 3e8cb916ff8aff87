package import RenewalDelivery
import RenewalRules

/// How the queue treats slow or failing deliveries.
package struct DeliverySettings: Hashable, Sendable {
    /// How long a claimed delivery stays with the worker that claimed it.
    package var lease: Duration = .seconds(900)
    /// How long running attempts may continue after an order to stop.
    package var stopGrace: Duration = .seconds(8)
    /// The longest wait that a receiver may ask for.
    package var retryAfterMax: Duration = .seconds(86_400)
    package var onAmbiguous: AmbiguityPolicy = .resend
    /// The age at which an undelivered mail is given up.
    package var mailGiveUpAfter: Duration = .seconds(432_000)
    /// The age at which an undelivered event is given up.
    package var webhookGiveUpAfter: Duration = .seconds(259_200)
    /// The most notices to one mailbox in a day, besides urgent ones; 0 for no limit.
    package var maxPerRecipientPerDay = 0
    /// More new deliveries than this in one scan are held until somebody has looked.
    package var maxDuePerScan = 1000
    /// More unreadable rows than in the last full pass hold all sending once they exceed this percentage of all rows.
    package var maxUnreadablePercent = 5
}
