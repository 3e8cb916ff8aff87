/// What to have ready for a procedure, item by item, with the rule behind each.
///
/// Additional requirements of an office are its own and not listed here.
///
/// - Source: rules 4.8 `checklist`, R36, R40, R65, R69, R79, R80, R81, V6, V20, V21
public struct Checklist: Hashable, Sendable {
    /// What is to be done.
    public enum Matter: Hashable, Sendable {
        case initial, lateInitial, renewal
        case change(ChangeReason)
        case reregistration
        /// The first of the six steps towards an e-certificate.
        case credentialApplication
        case credentialRenewal, credentialReapply
        case lossReport(LossChannel)
    }

    /// One thing to bring, to show or to check.
    public struct Item: Hashable, Sendable {
        public let chinese: String
        public let english: String
        public let rule: RuleID

        init(_ words: BothLanguages, _ rule: RuleID) {
            (chinese, english) = words
            self.rule = rule
        }

        /// The item in one of the two languages.
        public func text(in language: Language) -> String { language == .chinese ? chinese : english }
    }

    /// In the order of the rule; never empty.
    public let items: [Item]

    /// Lists what a matter requires; proof of continuing education only where its module is enabled.
    public init(for matter: Matter, policy: RenewalPolicy) {
        let education = policy.modules.contains(.continuingEducation) ? [Item.education] : []
        items =
            switch matter {
            case .initial: [.form, .qualification, .employment]
            case .lateInitial: [.form, .qualification, .employment, .educationIfAsked]
            case .renewal: [.identityCheck, .form, .contract, .performance] + education
            case .change(.employer): [.form, .newContract]
            case .change(.category): [.form]
            case .change(.employerRename): [.form, .renaming]
            case .reregistration: [.form, .contract] + (education.isEmpty ? [] : [.educationIfAsked])
            case .credentialApplication: ApplicationMaterial.required.map { Item($0.words, "R40") }
            case .credentialRenewal: CredentialLifecycle.Requirement.allCases.map { Item($0.words, "R69") }
            case .credentialReapply: CredentialLifecycle.Requirement.allCases.map { Item($0.words, "R65") }
            case .lossReport(let channel):
                LossReport.requiredInformation(for: channel).map { Item($0.words, channel.informationRule) }
            }
    }
}

extension Checklist.Item {
    fileprivate static let form = Self(("注册申请表", "the application form"), "V21")
    fileprivate static let contract = Self(("劳动合同或聘用文件", "the employment contract or letter of appointment"), "V21")
    fileprivate static let newContract = Self(("与新聘用单位的劳动合同", "the contract with the new employer"), "V21")
    fileprivate static let renaming = Self(("单位更名证明", "proof of the employer's change of name"), "V21")
    fileprivate static let performance = Self(
        ("执业期间履职情况书面陈述", "a written account of the practice in this period"),
        "V21"
    )
    fileprivate static let education = Self(("继续教育证明", "proof of continuing education"), "V6")
    fileprivate static let educationIfAsked = Self(
        ("继续教育证明（可能需要）", "proof of continuing education, if asked for"),
        "V6"
    )
    fileprivate static let qualification = Self(("职业资格证书", "the qualification certificate"), "R17")
    fileprivate static let employment = Self(("受聘于安全岗位的证明", "proof of employment in work safety"), "V20")
    fileprivate static let identityCheck = Self(
        ("身份证号（登录后核对）", "the identity number, to be checked after logging in"),
        "R36"
    )
}

extension CredentialLifecycle.Requirement {
    /// The requirement in a few words.
    public var words: BothLanguages {
        switch self {
        case .identity: ("身份验证", "an identity check")
        case .materials: ("申请材料", "the documents of the application")
        case .fee: ("费用（如需）", "any fee that is charged")
        }
    }
}

extension LossInformation {
    /// The information in a few words.
    public var words: BothLanguages {
        switch self {
        case .personalInfo: ("个人基本信息", "personal data")
        case .identityProof: ("身份证明", "proof of identity")
        case .certificateNumber: ("证书编号", "the certificate's number")
        case .certificateValidity: ("证书有效期", "the certificate's validity")
        case .situation: ("情况说明", "an account of what happened")
        case .relevantInfo: ("相关信息", "the relevant information")
        case .applicationForm: ("挂失申请表", "the application form")
        case .other: ("其他材料", "other documents")
        }
    }
}

extension LossChannel {
    /// The channel in a few words.
    public var words: BothLanguages {
        switch self {
        case .website: ("官网", "the website")
        case .phone: ("客服电话", "the telephone")
        case .serviceCenter: ("服务中心", "a service centre")
        }
    }

    /// The rule that says what a report through the channel must contain.
    fileprivate var informationRule: RuleID {
        switch self {
        case .website: "R79"
        case .phone: "R80"
        case .serviceCenter: "R81"
        }
    }
}
