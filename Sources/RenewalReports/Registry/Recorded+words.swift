package import RenewalOffice
package import RenewalRules

extension RowName {
    /// The row as a clerk calls it: `挂失 L-0001`, `loss report L-0001`.
    package var words: Phrase { Phrase("\(Self.names[table] ?? table) \(id)", description) }

    private static let names = [
        "person": "人员", "employer": "聘用单位", "review_body": "注册初审机构", "registration": "注册", "application": "申请",
        "qualification": "资格证书", "credential": "证书", "credential_application": "证书申领", "loss_report": "挂失",
        "reissue": "补办", "annotation": "加注", "inquiry": "进度查询", "relying_party": "证书使用方",
        "relying_party_subscription": "证书使用方的订阅",
    ]
}

extension Recorded {
    /// The state afterwards in words.
    package var stateWords: Phrase {
        let state = state ?? ""
        let chinese =
            switch record.table {
            case "credential_application": CredentialApplication.Standing(rawValue: state)?.words.chinese
            case "qualification": QualificationCollection.State(rawValue: state)?.words.chinese
            case "application": ApplicationState(rawValue: state)?.words
            default: nil as String?
            }
        return Phrase(chinese ?? state, state.replacing("_", with: " "))
    }
}

extension ApplicationState {
    fileprivate var words: String {
        switch self {
        case .draft: "草稿"
        case .submitted: "已提交"
        case .supplementRequired: "待补正材料"
        case .initialReview: "初审"
        case .finalReview: "复审"
        case .approved: "已获准"
        case .rejected: "未获准"
        case .withdrawn: "已撤回"
        }
    }
}
