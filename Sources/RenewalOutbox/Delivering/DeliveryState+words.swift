package import RenewalRules

extension DeliveryState {
    /// What became of a delivery, for somebody who asks on the telephone.
    package var words: BothLanguages {
        switch self {
        case .pending: ("等待发送", "waiting to be sent")
        case .sending: ("正在发送", "being sent")
        case .deferred: ("暂未送达，稍后重试", "not delivered yet, to be tried again")
        case .sent: ("收件方服务器已接收", "accepted by the recipient's server")
        case .bounced: ("收件方服务器接收后退回", "accepted, and came back later")
        case .failed: ("未能送达", "not delivered")
        case .held: ("暂停发送", "held")
        case .cancelled: ("已取消", "cancelled")
        case .superseded: ("已由后一次提醒取代", "replaced by a later reminder")
        }
    }
}
