import RenewalRules

/// The fields of a withdrawal.
extension NoticeFields {
    static func withdrawal(_ withdrawal: WithdrawnReminder, in context: NoticeContext) -> FieldSet {
        let reason = withdrawal.reason ?? .settled
        return FieldSet(texts: [
            "withdrawn_title": context.language.title(of: withdrawal.kind ?? context.kind),
            "withdrawn_because": context.language.text(of: reason.words),
        ])
    }
}

extension WithdrawnReminder.Reason {
    /// Why, as a clause.
    fileprivate var words: BothLanguages {
        switch self {
        case .filed: ("相关申请已登记", "the application is on record")
        case .renewed: ("延续注册已获准", "the registration was renewed")
        case .declined: ("本人表示不再延续", "the holder does not wish to renew")
        case .moved: ("相关人员已不在原聘用单位登记", "the person is no longer registered with this employer")
        case .dateCorrected: ("有效期已更正", "the last day was corrected")
        case .holderCorrected: ("登记的人员已更正", "the record was corrected to another person")
        case .deleted: ("该记录已从登记信息中删除", "the record was removed from the registry")
        case .superseded: ("已由新的记录取代", "another record has taken its place")
        case .voided: ("证书已作废", "the certificate is void")
        case .ended: ("注册已终止", "the registration was ended")
        case .restored: ("登记信息已更正，该记录仍然有效", "the record was put right and is in force")
        case .muted: ("已按要求停止提醒", "reminders were stopped on request")
        case .lapsed: ("过期已久，不再提醒", "it has been over for so long that nobody is reminded any more")
        case .settled: ("所提醒的事项已办结或不再需要", "the matter is settled or no longer needed")
        }
    }
}
