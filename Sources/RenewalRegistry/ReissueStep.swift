package import RenewalRules

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

/// A question about how far a reissue is, and what was answered.
///
/// - Source: rule R89
package struct ProgressInquiry: Hashable, Sendable {
    package let channel: LossChannel
    package let answer: String?

    package init(channel: LossChannel, answer: String?) {
        self.channel = channel
        self.answer = answer
    }
}
