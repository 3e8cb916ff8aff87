package import RenewalDaemon
import RenewalOutbox
package import RenewalRules

extension BounceIntake.Recorded {
    /// What became of a report, for whoever reads the mail server's log: no addresses.
    package var sentence: Phrase {
        let (chinese, english) = words
        return Phrase("投递 \(deliveryID)：\(chinese)", "delivery \(deliveryID): \(english)")
    }

    private var words: (String, String) {
        switch outcome {
        case .bounced(let bounced):
            let why = cause.words
            let (chinese, english) = ("已记为退信，\(why.chinese)", "bounced, \(why.english)")
            return bounced.isMuted
                ? ("\(chinese)；连续退信\(bounced.count)次，暂停向该邮箱发送", "\(english); \(bounced.count) in a row, address muted")
                : (chinese, english)
        case .delayed: return ("对方仍在尝试投递，已作记录", "still being tried, noted")
        case .known: return ("此前已经登记", "recorded before")
        case .underWay: return ("发送尚无结果，请稍后再试", "being sent just now, try again")
        case .unmatched: return ("编号或收件人不符，不予登记", "no such delivery to this address, nothing recorded")
        case .overtaken: return ("该投递已另行结束，不予登记", "it has ended otherwise, nothing recorded")
        }
    }
}
