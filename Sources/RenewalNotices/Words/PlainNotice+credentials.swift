import RenewalRules

extension PlainNotice {
    /// What the holder of an e-certificate, or somebody who relies on it, has to do.
    static func credential(_ context: NoticeContext, _ fields: [String: String]) -> BothLanguages {
        let day = fields["valid_until"]
        switch context.spokenKind {
        case .credentialEarlyReminder, .credentialLastCall:
            return ("请完成电子证书续期，最迟不晚于\(day ?? "")。", "Please renew the e-certificate, on \(day ?? "") at the latest.")
        case .credentialExpiresToday:
            return ("电子证书今天到期，请于今天完成续期。", "The e-certificate expires today; please renew it today.")
        case .credentialExpired:
            return (
                "电子证书已过期，请停止使用；如仍需要，请重新申请。",
                "The e-certificate has expired; please stop using it and, if one is still needed, apply for a new one."
            )
        case .credentialStatusChanged:
            return ("证书状态已变更，请停止接受该证书。", "The status of the certificate has changed; please stop accepting it.")
        case .credentialUpdateRequired:
            return ("电子证书续期已完成，请安装新证书。", "The e-certificate was renewed; please install the new one.")
        case .credentialKeyCompromised:
            return ("请立即停止使用电子证书并办理挂失。", "Please stop using the e-certificate and report it at once.")
        case .credentialKeyCare:
            return ("请妥善保管电子证书的私钥。", "Please keep the private key of the e-certificate safe.")
        case .credentialVoided: return ("电子证书已作废，请勿再使用。", "The e-certificate is void; please do not use it again.")
        case .annotationExpiring:
            return (
                "加注到期后须重新加注，方可查看和下载电子证书。",
                "Once the annotation has ended, a new one is needed to view and download the e-certificate."
            )
        default: return replacement(context.kind)
        }
    }

    private static func replacement(_ kind: NoticeKind) -> BothLanguages {
        switch kind {
        case .lossConfirmationNeeded:
            ("挂失申请尚未提交，请确认提交或撤销。", "The loss report has not been submitted; please submit or withdraw it.")
        case .reissueFeeDue:
            ("请缴纳电子证书补办费用，金额以当地标准为准。", "Please pay the fee for the reissue of the e-certificate, by local standards.")
        case .reissueInProgress:
            ("暂无需办理，电子证书补办正在进行。", "There is nothing to do now: the e-certificate is being reissued.")
        case .reissueReady:
            ("补办的电子证书已制作完成，请领取并安装。", "The replacement e-certificate is ready; please collect and install it.")
        case .dataMissingExpiry:
            (
                "请补录该证书的有效期，在此之前系统无法就其发出提醒。",
                "Please enter the expiry date of the certificate: until then nobody can be reminded."
            )
        default:
            ("请核对该证书的日期：登记的有效期不一致。", "Please check the dates of the certificate: they do not agree.")
        }
    }
}
