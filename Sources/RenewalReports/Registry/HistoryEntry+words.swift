import RenewalOffice
import RenewalRules

extension PersonFile.Entry {
    /// A line for somebody who reads it: when, by whom, what, and what changed.
    func line(in language: Language) -> String {
        let happening =
            switch language {
            case .chinese: Self.events[event] ?? event
            case .english: event
            }
        return "\(recordedAt)  \(recordedBy)  \(happening)  \(record.id)  \(changes(in: language))"
    }

    private func changes(in language: Language) -> String {
        switch language {
        case .english: return details
        case .chinese:
            guard let changes else { return details }
            return changes.map { change in
                let values = [change.from, change.to].map {
                    $0.map { Phrase(value: $0, of: change.column, in: record.table).chinese }
                }
                let text = values[0].map { "\($0) → \(values[1] ?? "（空）")" } ?? values[1] ?? "（空）"
                return "\(Phrase(column: change.column).chinese) \(text)"
            }.joined(separator: "；")
        }
    }

    /// The events of the history.
    private static let events: [String: String] = [
        "application.filed": "提交申请", "application.advanced": "更新审批进度", "application.approved": "申请获准",
        "application.rejected": "申请未获准", "application.withdrawn": "撤回申请", "credential.issued": "签发电子证书",
        "credential.annotated": "加注", "credential.key_compromised": "私钥泄露", "credential.renewal_started": "开始续期",
        "credential.renewed": "电子证书续期", "credential.update_confirmed": "确认新证书已安装",
        "credential_application.begun": "开始申领", "credential_application.materials": "交齐材料",
        "credential_application.registered_online": "完成网上报名", "credential_application.exam_passed": "考试通过",
        "credential_application.exam_failed": "考试未通过", "credential_application.review_approved": "审核通过",
        "credential_application.review_rejected": "审核未通过", "credential_application.fee_paid": "缴纳申请费",
        "credential_application.produced": "证书制作完成", "credential_application.delivered": "证书送达",
        "employer.renamed": "单位更名", "loss_report.drafted": "起草挂失", "loss_report.submitted": "提交挂失",
        "loss_report.completed": "挂失办结", "loss_report.withdrawn": "撤回挂失", "loss_report.rejected": "挂失被驳回",
        "person.declined": "声明不再延续", "person.erased": "删除个人信息", "person.merged": "合并人员",
        "qualification.collection": "登记领取安排", "registration.education": "登记继续教育学时",
        "registration.moved": "变更聘用单位", "registration.cancelled": "注销", "registration.revoked": "撤销",
        "reissue.requested": "申请补办", "reissue.inquired": "查询进度", "reissue.fee_asked": "通知缴费",
        "reissue.fee_paid": "已缴费", "reissue.processing": "补办办理中", "reissue.produced": "补办的证书已制作",
        "reissue.cancelled": "取消补办", "reissue.delivered": "补办的证书已送达",
    ]
}
