package import RenewalDelivery
import RenewalRules

/// Makes one delivery attempt; knows nothing of retries, templates or the outbox.
package protocol Courier: Sendable {
    /// Hands `parcel` over and returns the verdict.
    ///
    /// Cancelling the task ends the attempt within about a second with a truthful verdict: `retry` when the parcel
    /// was not handed over completely, `ambiguous` when it was and the answer is missing.
    ///
    /// - Parameter parcel: what to deliver
    /// - Returns: the verdict of the tables for SMTP and HTTP; a refusal is a verdict, never an error
    func attempt(_ parcel: Parcel) async -> Verdict

    /// Whether the other end takes connections, found out within seconds and without a parcel.
    ///
    /// - Returns: `false` also where only an attempt can tell
    func isReachable() async -> Bool
}

extension Courier {
    package func isReachable() async -> Bool { false }
}
