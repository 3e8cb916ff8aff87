/// What holders and clerks read for a word of the vocabulary, in a few words.
public typealias BothLanguages = (chinese: String, english: String)

extension RenewalPhase {
    /// The phase in a few words.
    public var words: BothLanguages {
        switch self {
        case .notYet: ("未到申请期", "too early to apply")
        case .openEarly: ("可提前申请", "open for early application")
        case .standard: ("期满前三个月内", "within three months of expiry")
        case .overdue: ("已过期", "expired")
        case .closed: ("已终结", "closed")
        case .unknown: ("日期不明", "dates unknown")
        }
    }
}

extension Procedure {
    /// The procedure in a few words.
    public var words: BothLanguages {
        switch self {
        case .none: ("无", "nothing")
        case .initial: ("初始注册", "initial registration")
        case .renewal: ("延续注册", "renewal")
        case .change: ("变更注册", "change of registration")
        case .reregistration: ("重新注册", "re-registration")
        case .lateInitial: ("逾期初始注册", "late initial registration")
        case .awaitDecision: ("等待审批结果", "wait for the decision")
        case .supplement: ("补正材料", "supply the documents asked for")
        case .barred: ("撤销后五年内不得注册", "barred after revocation")
        }
    }
}

extension ContinuityRisk {
    /// The risk in a few words, which stand by themselves.
    public var words: BothLanguages {
        switch self {
        case .none: ("执业不会中断", "no gap in practice")
        case .possible: ("执业可能中断", "a gap in practice is possible")
        case .likely: ("执业中断风险较高", "a gap in practice is likely")
        case .lapsed: ("执业已中断", "practice has lapsed")
        }
    }
}

extension RenewalCourse.StopReason {
    /// The reason in a few words.
    public var words: BothLanguages {
        switch self {
        case .renewed: ("注册已延续", "renewed")
        case .cancelled: ("注册已注销", "cancelled")
        case .revoked: ("注册已撤销", "revoked")
        case .declined: ("本人表示不再继续", "the holder declined to continue")
        case .approved: ("申请已获准", "the application was approved")
        case .renewalFiled: ("已提交延续注册申请", "a renewal application is under way")
        case .reregistrationFiled: ("已提交重新注册申请", "a re-registration is under way")
        case .applicationDecided: ("申请已有结果", "the application was decided")
        case .deemedRenewed: ("视为准予延续", "deemed renewed")
        case .expiryChanged: ("有效期已变更", "the expiry has changed")
        case .expiryUnknown: ("日期不明", "the expiry is unknown")
        case .acknowledged: ("已确认收到", "acknowledged")
        case .superseded: ("已有更近的提醒", "a later reminder has taken its place")
        case .initialFiled: ("已提交初始注册申请", "a first registration is under way")
        case .voided: ("证书已作废", "void")
        case .replaced: ("已启用新证书", "replaced by its renewal")
        case .holderDeceased: ("登记显示持证人死亡或者丧失行为能力", "the holder died or lost legal capacity")
        case .settled: ("事项已办结或已不适用", "settled, or no longer so")
        case .noSuchAudience: ("没有这类收件人", "nobody of this audience")
        case .notOnLadder: ("配置中没有此节点", "the mark is not configured")
        }
    }
}

extension CredentialProcedure {
    /// The procedure in a few words.
    public var words: BothLanguages {
        switch self {
        case .none: ("无", "nothing")
        case .renewal: ("证书续期", "renewal of the certificate")
        case .reapply: ("重新申请证书", "a new application for a certificate")
        case .update: ("安装并启用新证书", "installing the new certificate")
        case .awaitDecision: ("等待续期结果", "wait for the renewal")
        case .lossReport: ("办理挂失", "reporting the loss")
        case .reissue: ("办理补办", "a reissue")
        case .awaitReissue: ("等待补办结果", "wait for the reissue")
        }
    }
}

extension CredentialLifecycle.State {
    /// The state in a few words.
    public var words: BothLanguages {
        switch self {
        case .applying: ("申领中", "applied for")
        case .active: ("有效", "in force")
        case .renewalPending: ("续期办理中", "renewal under way")
        case .renewedNotUpdated: ("已续期，新证书未启用", "renewed, the new one not in use")
        case .superseded: ("已由新证书取代", "replaced by the new one")
        case .expired: ("已过期", "expired")
        case .void: ("已作废", "void")
        }
    }
}

extension CredentialApplication.Standing {
    /// The standing of an application, in a few words.
    public var words: BothLanguages {
        switch self {
        case .preparing: ("准备材料", "gathering the documents")
        case .registeredOnline: ("在线注册与报名", "online registration and enrolment")
        case .exam: ("参加考试", "examination")
        case .examFailed: ("考试未通过", "examination not passed")
        case .underReview: ("资格审核", "review of the qualification")
        case .feeDue: ("缴纳申请费用（如需）", "payment of the application fee, if there is one")
        case .inProduction: ("制作证书", "production")
        case .issued: ("证书已制发", "issued")
        case .delivered: ("证书已送达", "delivered")
        }
    }
}

extension Reissue.State {
    /// The state in a few words.
    public var words: BothLanguages {
        switch self {
        case .requested: ("已申请", "requested")
        case .feeDue: ("待缴费", "fee due")
        case .feePaid: ("已缴费", "fee paid")
        case .processing: ("办理中", "being processed")
        case .ready: ("已制作完成", "ready")
        case .delivered: ("已领取", "delivered")
        case .cancelled: ("已取消", "cancelled")
        }
    }
}

extension QualificationCollection.State {
    /// The state in a few words.
    public var words: BothLanguages {
        switch self {
        case .unannounced: ("尚未公布领取时间", "no period announced")
        case .notOpen: ("领取尚未开始", "not yet open")
        case .open: ("可以领取", "open")
        case .closed: ("领取时间已过", "closed")
        case .collected: ("已领取", "collected")
        }
    }
}

extension PracticePermission {
    /// The answer in a few words.
    public var words: BothLanguages {
        switch self {
        case .yes: ("可以执业", "may practise")
        case .no: ("不得执业", "may not practise")
        case .uncertain: ("能否执业待确认", "whether to practise is to be confirmed")
        }
    }

    /// The rule behind the answer.
    public var rule: RuleID {
        switch self {
        case .yes: "R28"
        case .no(let rule), .uncertain(let rule): rule
        }
    }
}
