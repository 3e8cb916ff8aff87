package import RenewalRules

/// A delivery that the other side has taken, as whoever wants it sent once more sees it.
package struct AcceptedDelivery: Hashable, Sendable {
    /// Its place among all deliveries.
    let sequence: Int64
    package let id: String
    package let notice: Notice
    package let acceptedAt: UnixTime
    /// Its message is gone, after the time of `retention`.
    package let isErased: Bool

    /// The id of the event that its message is.
    ///
    /// - Parameter attempt: the one that the message was composed for
    /// - Returns: the `webhook-id` without `msg_`
    package func eventID(composedFor attempt: Int) -> String { notice.eventID(of: id, composedFor: attempt) }
}
