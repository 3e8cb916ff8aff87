/// What becomes of a delivery that may or may not have arrived.
package enum AmbiguityPolicy: String, Hashable, Sendable, CaseIterable {
    /// It is sent again with the same id and the same bytes, so that the other side can tell.
    case resend
    /// It waits until an operator decides.
    case hold
}
