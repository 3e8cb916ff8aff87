import RenewalRules

/// What a kind of notice is about, in a few words: for lists of notices and for built-in subjects.
extension Language {
    func title(of kind: NoticeKind) -> String {
        let (chinese, english) = Self.titles(kind)
        return either(chinese, english)
    }

    private static func titles(_ kind: NoticeKind) -> BothLanguages {
        switch kind {
        case .windowOpen: ("延续注册申请期已开始", "renewal of registration is open")
        case .earlyReminder: ("请准备延续注册", "please prepare the renewal of registration")
        case .markApproaching: ("临近延续注册建议提交日期", "the advised date for renewal is near")
        case .markReached: ("请尽快提交延续注册申请", "please file for renewal of registration now")
        case .standardReminder: ("延续注册尚未提交", "renewal of registration not yet filed")
        case .lastCall: ("注册即将期满", "the registration is about to end")
        case .expiresToday: ("注册今天期满", "the registration ends today")
        case .expired: ("注册已过期", "the registration has expired")
        case .expiredFollowup: ("关于重新注册的提示", "about re-registration")
        case .educationShort: ("继续教育学时不足", "continuing education hours are missing")
        case .changeAdvised: ("请办理变更注册", "please apply for a change of registration")
        case .employerRenamed: ("聘用单位更名，可申请变更注册", "employer renamed, a change of registration is possible")
        case .registrationRenewed: ("延续注册已获准", "renewal of registration approved")
        case .registrationEnded: ("注册已终止", "the registration was ended")
        default: applicationTitles(kind)
        }
    }

    private static func applicationTitles(_ kind: NoticeKind) -> BothLanguages {
        switch kind {
        case .applicationInProgress: ("注册申请正在办理", "the application is being processed")
        case .applicationOverdue: ("注册申请办理时间较长", "the application is taking longer than usual")
        case .applicationNearExpiry: ("延续注册尚在审批，注册即将期满", "renewal pending, the registration is about to end")
        case .applicationAtExpiry: ("延续注册尚在审批，注册今天期满", "renewal pending, the registration ends today")
        case .applicationExpiredWhilePending: ("注册已期满，延续注册结果待定", "registration ended, renewal decision outstanding")
        case .applicationRejected: ("注册申请未获批准", "the application was not approved")
        case .initialDeadline: ("请申请初始注册", "please apply for initial registration")
        case .initialLate: ("初始注册期限已过", "the time limit for initial registration has passed")
        case .collectionExpected: ("职业资格证书可能即将发放", "the qualification certificate may be issued soon")
        case .collectionOpen: ("职业资格证书可以领取", "the qualification certificate can be collected")
        case .collectionClosing: ("职业资格证书尚未领取", "the qualification certificate has not been collected")
        case .stepActionRequired: ("电子证书申领待办理", "the e-certificate application needs the applicant")
        case .stepProgressed: ("电子证书申领进度更新", "progress of the e-certificate application")
        default: certificateTitles(kind)
        }
    }

    private static func certificateTitles(_ kind: NoticeKind) -> BothLanguages {
        switch kind {
        case .credentialEarlyReminder: ("电子证书即将到期，请安排续期", "please plan the renewal of the e-certificate")
        case .credentialLastCall: ("电子证书即将到期", "the e-certificate is about to expire")
        case .credentialExpiresToday: ("电子证书今天到期", "the e-certificate expires today")
        case .credentialExpired: ("电子证书已过期", "the e-certificate has expired")
        case .credentialStatusChanged: ("证书状态变更", "the status of a certificate has changed")
        case .credentialUpdateRequired: ("请安装新的电子证书", "please install the new e-certificate")
        case .credentialKeyCompromised: ("请立即挂失电子证书", "please report the e-certificate at once")
        case .credentialKeyCare: ("电子证书私钥安全提示", "keeping the private key safe")
        case .credentialVoided: ("电子证书已作废", "the e-certificate is void")
        case .annotationExpiring: ("电子证书加注有效期提示", "the term of the annotation of the e-certificate")
        case .lossConfirmationNeeded: ("挂失申请尚未提交", "the loss report has not been submitted")
        case .reissueFeeDue: ("电子证书补办费用待缴", "the reissue fee is due")
        case .reissueInProgress: ("电子证书补办办理中", "the e-certificate is being reissued")
        case .reissueReady: ("补办的电子证书已制作完成", "the replacement e-certificate is ready")
        default: officeTitles(kind)
        }
    }

    private static func officeTitles(_ kind: NoticeKind) -> BothLanguages {
        switch kind {
        case .employerDigest: ("注册情况汇总", "summary of registrations")
        case .administratorDigest: ("注册到期提醒日报", "daily report of the reminders")
        case .dataMissingExpiry: ("登记信息缺少有效期", "the record has no expiry date")
        case .dataDateMismatch: ("登记信息的有效期不一致", "the dates of the record do not agree")
        case .dataContactMissing: ("登记信息缺少本人联系方式", "the record has no contact for the holder")
        case .dataReviewBodyMissing: ("登记信息缺少注册初审机构", "the record has no review body")
        case .deliveryFailed: ("提醒未能送达", "a reminder could not be delivered")
        case .sendingHeld: ("提醒已暂停发送", "reminders are held")
        default: ("提醒", "a reminder")
        }
    }
}
