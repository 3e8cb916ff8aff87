import RenewalDelivery
package import RenewalOutbox
package import RenewalRules

extension CancelReason {
    /// Why a delivery was cancelled.
    var words: BothLanguages {
        switch self {
        case .stopped(let reason): reason.words
        case .recordMissing: ("登记记录已不存在", "the record is gone")
        case .noRouteOrAddress: ("没有可用的收件地址或发送渠道", "no usable address and no route")
        case .addressChanged: ("收件地址已更正", "the address was corrected")
        case .moved: ("已改由其他渠道发送", "moved to another channel")
        case .toldByFallback: ("已通过备用渠道送达", "told through the fallback")
        case .toldByFirstWay: ("已通过原渠道送达", "told through the first way after all")
        case .muted: ("已停止提醒", "muted")
        }
    }
}

extension BounceCause {
    /// Why an accepted mail came back.
    package var words: BothLanguages {
        switch self {
        case .noSuchAddress: ("邮箱不存在或已停用", "there is no such mailbox")
        case .mailboxFull: ("邮箱已满", "the mailbox is full")
        case .refused: ("对方拒收", "refused for its sender or content")
        case .unreachable: ("对方邮件系统长时间无法联系", "the recipient's server could not be reached")
        case .unsaid: ("退信未说明原因", "the report gives no reason")
        }
    }
}

extension DeliverySummary {
    /// What became of it, with the reason.
    ///
    /// A stored word of ours is put into words; an operator's is told as it was written.
    package func outcome(in language: Language) -> String {
        let state = language.text(of: isPaced ? ("稍后发送", "leaves later") : state.words)
        guard let why = why(in: language) else { return state }
        return language.text(of: ("\(state)（\(why)）", "\(state) (\(why))"))
    }

    /// The reason of a cancelling whose operator gave none, as the queue stores it.
    package static let cancelledByOperator = "cancelled by the operator"

    /// Whether nothing but the pace of sending keeps it back.
    private var isPaced: Bool { state == .deferred && reason.flatMap(PaceReason.init) != nil }

    private func why(in language: Language) -> String? {
        // The reason of a superseded one is the id of the notice that came after it.
        guard let reason, state != .superseded else { return nil }
        if let known = CancelReason(rawValue: reason) { return language.text(of: known.words) }
        if state == .bounced, let cause = BounceCause(rawValue: reason) { return language.text(of: cause.words) }
        return Self.words(ofReason: reason)[language]
    }

    /// What a reason in the queue means; an operator's own words stay as they are.
    static func words(ofReason reason: String) -> Phrase {
        otherReasons[reason].map { Phrase($0.chinese, $0.english) } ?? Phrase(verbatim: reason)
    }

    /// Why a delivery failed, is held or waits, by the words that the queue stores.
    private static let otherReasons: [String: BothLanguages] = [
        "refused": ("收件方拒收", "refused"),
        "given_up": ("多次尝试均未成功", "given up after many attempts"),
        NextState.endpointGone: ("接收地址已停用", "the endpoint is gone"),
        "may have been delivered": ("可能已送达，待人工确认", "it may have arrived; somebody has to look"),
        "unreadable": ("记录无法读取", "it cannot be read"),
        "operator": ("由管理员暂停", "held by an operator"),
        PaceReason.spread.rawValue: ("错开发送", "leaves in a minute of its own"),
        PaceReason.recipientLimit.rawValue: ("收件人当天已达上限", "its recipient has had enough for the day"),
        PaceReason.domainLimit.rawValue: ("该邮箱域名每分钟已达上限", "its domain has had enough for a minute"),
        ErasedDeliveries.reason: ("个人信息已删除", ErasedDeliveries.reason),
        cancelledByOperator: ("由管理员取消", "cancelled by the operator"),
    ]
}
