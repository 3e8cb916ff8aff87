package import RenewalDelivery
import RenewalRules

/// How the queue treats deliveries that take long or fail.
package struct DeliverySettings: Hashable, Sendable {
    /// How long a claimed delivery stays with the worker that claimed it.
    package var lease: Duration = .seconds(900)
    /// How long running attempts may go on after the order to stop.
    package var stopGrace: Duration = .seconds(8)
    /// The longest wait a receiver may ask for.
    package var retryAfterMax: Duration = .seconds(86_400)
    package var onAmbiguous: AmbiguityPolicy = .resend
    /// The age at which an undelivered mail is given up.
    package var mailGiveUpAfter: Duration = .seconds(432_000)
    /// The age at which an undelivered event is given up.
    package var webhookGiveUpAfter: Duration = .seconds(259_200)
    /// More new deliveries than this of one scan hold all sending until somebody has looked.
    package var maxDuePerScan = 1000
    /// So do more unreadable rows than the last full pass had, once they are more than this share of all, in percent.
    package var maxUnreadablePercent = 5
}
