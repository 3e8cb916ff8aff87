package import RenewalOffice
package import RenewalRules

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
