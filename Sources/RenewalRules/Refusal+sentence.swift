extension Refusal {
    /// The rule behind the refusal in one sentence; `nil` for a rule without one.
    public func sentence(in language: Language) -> String? {
        if let sentence = Self.sentences[rule] { return language == .chinese ? sentence.chinese : sentence.english }
        return RuleSentence.of(rule, in: language)
    }

    /// Rules that refuse and that no notice cites, or that refuse more than the notice says.
    private static let sentences: [RuleID: (chinese: String, english: String)] = [
        "A13": ("补办的证书保持原有效期，使用新的序列号。", "A reissued certificate keeps its expiry and gets a new serial."),
        "A14": ("到期之前办理续期，到期之后只能重新申请。", "Up to expiry a certificate is renewed, after it applied for anew."),
        "D12": ("私钥泄露按挂失办理。", "A leaked private key is handled as a loss."),
        "R11": ("职业资格证书只能在公布的期限内领取。", "The certificate is collected within the announced period."),
        "R16": ("注册分为初始、延续、变更和重新注册，每项都先提交申请。", "Each of the four procedures begins with an application."),
        "R17": ("初始注册适用于取得资格后的首次申请。", "Initial registration is the first one after the qualification."),
        "R27": (
            "申请未决期间不再受理另一申请；办理周期一般为两至三个月。",
            "One application at a time; a decision usually takes two to three months."
        ),
        "R30": ("申请向注册初审机构提出，先初审后终审。", "Applications go to the initial review first, then to the final one."),
        "R41": ("四项材料齐全且真实，才能进入下一步。", "The four materials have to be complete and true."),
        "R43": ("在线注册须填写资料、上传证明并缴纳注册费用。", "Online registration takes the data, the proofs and the fee."),
        "R44": ("须选择中级注册安全工程师考试。", "The intermediate examination has to be chosen."),
        "R47": ("考试通过后才能进入资格审核。", "Only a passed examination leads to the review."),
        "R50": ("审核通过时发放申请编号。", "An approved review gives the application number."),
        "R51": ("取得申请编号后才缴纳申领费用。", "The application fee is paid once the number is given."),
        "R53": ("缴费之后才开始制作。", "Production begins after the fee is paid."),
        "R56": ("纸质证书需要邮寄地址，电子证书需要邮箱。", "Paper needs a postal address, an e-certificate an e-mail."),
        "R57": ("六个步骤依次进行，不能跳过。", "The six steps follow one another; none is skipped."),
        "R60": ("电子证书必须有明确的有效期。", "A certificate has a definite validity."),
        "R69": ("续期须完成身份验证、材料准备和缴费。", "A renewal takes identity, materials and fee before expiry."),
        "R70": ("续期后确认更新：新证书已安装且私钥安全。", "After a renewal the new certificate is installed, its key safe."),
        "R77": ("证书丢失或损坏应立即挂失，一次即可。", "A loss is reported at once, and once."),
        "R79": ("官网挂失须有个人信息、身份证明、证书编号和有效期。", "The website asks who, proof, number and validity."),
        "R80": ("电话挂失须说明情况并提供相关信息。", "By phone the situation and the relevant information are given."),
        "R81": ("服务中心挂失须有身份证明和申请表。", "The service centre asks for proof of identity and the form."),
        "R82": ("挂失完成后原证书立即作废，不能恢复。", "A completed loss report voids the certificate at once and for good."),
        "R83": ("挂失不可撤回，须本人确认后办理。", "A loss cannot be undone, so it is confirmed first."),
        "R84": ("补办须先缴纳费用。", "A reissue is paid for first."),
        "R87": ("补办分步办理，时间可能较长。", "A reissue goes step by step and may take long."),
        "R90": ("补办已经办结。", "The reissue is closed."),
        "V6": ("每个注册周期须完成继续教育学时。", "Hours of continuing education count for a running period."),
        "V9": (
            "注册有效期内可以注销；注销后符合条件的可重新注册。",
            "A running registration can be struck off; after that only re-registration is possible."
        ),
        "V15": ("加注每次不超过九十天。", "An annotation runs for at most ninety days."),
    ]
}
