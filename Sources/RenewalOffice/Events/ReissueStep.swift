import RenewalRules

/// A step of a reissue that changes nothing but its state.
package enum ReissueStep: String, Hashable, Sendable {
    case feeAsked = "fee_asked"
    case feePaid = "fee_paid"
    case processing, produced, cancelled

    var event: Reissue.Event {
        switch self {
        case .feeAsked: .feeAsked
        case .feePaid: .feePaid
        case .processing: .processingStarted
        case .produced: .produced
        case .cancelled: .cancelled
        }
    }

    var doing: String {
        switch self {
        case .feeAsked: "asking for the fee of"
        case .feePaid: "recording the payment of"
        case .processing: "starting to process"
        case .produced: "reporting as ready"
        case .cancelled: "cancelling"
        }
    }
}
