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

    func doing(_ id: String) -> Phrase {
        switch self {
        case .feeAsked: Phrase("登记补办应缴费用（补办 \(id)）", "asking for the fee of reissue \(id)")
        case .feePaid: Phrase("登记补办缴费（补办 \(id)）", "recording the payment of reissue \(id)")
        case .processing: Phrase("登记补办开始办理（补办 \(id)）", "starting to process reissue \(id)")
        case .produced: Phrase("登记补办证书制作完成（补办 \(id)）", "reporting as ready reissue \(id)")
        case .cancelled: Phrase("取消补办（补办 \(id)）", "cancelling reissue \(id)")
        }
    }
}
