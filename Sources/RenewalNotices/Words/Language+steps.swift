import RenewalRules

/// What an applicant has to do, in a few words without a full stop.
extension Language {
    /// The open tasks at an application's present step; empty when there are none.
    func tasks(of record: CredentialApplicationRecord) -> [String] {
        switch record.application.standing {
        case .preparing:
            let missing = ApplicationMaterial.missing(from: record.materials).map(name)
            if record.isBackFromReview {
                return [either("按审核意见补正材料后重新提交", "put right what the review found and hand the documents in again")]
                    + missing
            }
            return missing.isEmpty
                ? [either("声明所提交材料真实、完整", "declare that the documents are true and complete")] : missing
        case .registeredOnline:
            let fee =
                record.isRegistrationFeePaid
                ? [] : [either("缴纳网上报名费用（如需）", "pay the fee for the online registration, if there is one")]
            return [
                either("在官方网站填写注册信息并上传证明材料", "fill in the data on the official site and upload the proofs")
            ] + fee + [
                either(
                    "选择中级注册安全工程师考试并报名",
                    "choose the examination for Intermediate Certified Safety Engineers and enrol"
                )
            ]
        case .feeDue:
            return [either("缴纳申请费用（如需）", "pay the application fee, if there is one")]
        case .exam, .examFailed, .underReview, .inProduction, .issued, .delivered: return []
        }
    }

    /// What follows a step; `nil` when nothing does.
    func nextStep(after standing: CredentialApplication.Standing) -> String? {
        switch standing {
        case .preparing: either("在官方网站注册并报名", "online registration and enrolment")
        case .registeredOnline: either("参加考试", "the examination")
        case .exam: either("考试通过后进行资格审核", "after the examination, the review of your qualification")
        case .examFailed: either("可重新报名参加考试", "you may enrol for the examination again")
        case .underReview:
            either("主管部门审核资格，通过后发放申请编号", "the department reviews your qualification and then issues a number")
        case .feeDue: either("缴纳申请费用（如需），之后开始制作证书", "pay the application fee, if there is one; then production starts")
        case .inProduction: either("制作完成后，以邮寄或电子邮件方式送达", "once it is made, delivery by post or e-mail")
        case .issued: either("等待以邮寄或电子邮件方式送达", "delivery by post or e-mail")
        case .delivered: nil
        }
    }

    private func name(of material: ApplicationMaterial) -> String {
        switch material {
        case .identity: either("提交身份证明", "hand in the proof of identity")
        case .education: either("提交学历证明", "hand in the proof of education")
        case .title: either("提交职称证明", "hand in the proof of professional title")
        case .workExperience: either("提交工作经历证明", "hand in the proof of work experience")
        case .other: either("提交其他所需材料", "hand in the other documents asked for")
        }
    }

    /// How a certificate is collected; both ways if none has been chosen (rule R12).
    func name(of method: QualificationCollection.Method?) -> String {
        switch method {
        case .onSite: either("现场领取", "on site")
        case .mail: either("邮寄领取", "by mail")
        case nil: either("现场领取或邮寄领取", "on site or by mail")
        }
    }

    func either(_ chinese: String, _ english: String) -> String { self == .chinese ? chinese : english }
}
