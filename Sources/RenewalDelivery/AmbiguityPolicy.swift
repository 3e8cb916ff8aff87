/// What to do about a delivery that may or may not have arrived.
package enum AmbiguityPolicy: String, Hashable, Sendable, CaseIterable {
    /// Send it again with the same id and the same bytes, so that the receiver can recognise it.
    case resend
    /// Hold it until an operator decides.
    case hold
}
