import RenewalDelivery
import RenewalRules

extension Verdict.Outcome {
    /// What an attempt came to: in Chinese in words, in English as the JSON spells it.
    var words: Phrase {
        let chinese =
            switch self {
            case .delivered: "已接收"
            case .retry: "未接收，稍后重试"
            case .permanent: "拒收"
            case .channelAtFault: "渠道故障"
            case .ambiguous: "结果不明"
            case .disabled: "接收地址已停用"
            }
        return Phrase(chinese, rawValue)
    }
}
