extension RuleSentence {
    /// The qualification certificate and its collection.
    static let qualification: [RuleID: BothLanguages] = [
        "R1": (
            "考试合格后，由省级人力资源社会保障部门颁发职业资格证书。",
            "After a passed examination the department of the province issues the qualification certificate."
        ),
        "R3": ("纸质证书由人力资源社会保障部统一印制。", "The ministry of human resources prints all paper certificates."),
        "R4": (
            "证书由应急管理部与人力资源社会保障部共同用印。",
            "The certificate is sealed by the ministries of emergency management and of human resources."
        ),
        "R6": (
            "职业资格证书证明专业能力，不等于注册；有期限的只是注册。",
            "The qualification certificate proves ability and is not the registration; only the registration expires."
        ),
        "R7": (
            "纸质证书一般在成绩公布后三个月左右可以领取。",
            "A paper certificate can usually be collected about three months after the results."
        ),
        "R8": ("纸质证书由人社部人事考试中心印制。", "The ministry's examination centre produces the paper certificates."),
        "R9": (
            "证书印制完成后逐级下发至省和设区的市考试机构。",
            "Printed certificates go to the examination centres of the provinces and on to those of the cities."
        ),
        "R10": ("领取通知由设区的市的考试机构在官网发布。", "The city's examination centre announces the collection on its website."),
        "R11": ("证书应在公布的时间内领取。", "Certificates are handed out within the announced period only."),
        "R12": ("证书可以现场领取，也可以邮寄领取。", "A certificate is collected on site or sent by mail."),
        "R13": ("自2021年度考试起启用电子证书。", "Electronic certificates begin with the examinations of 2021."),
        "R14": (
            "电子证书使用人社部专用电子印章或证书颁发单位电子印章。",
            "An electronic certificate bears the ministry's special electronic seal or that of its issuer."
        ),
        "R15": ("电子证书与纸质证书具有同等法律效力。", "Electronic and paper certificates have the same legal force."),
    ]

    /// The six steps of applying for an e-certificate.
    static let application: [RuleID: BothLanguages] = [
        "R40": (
            "申领须备齐身份、学历、职称和工作经历等证明。",
            "An applicant proves identity, education, professional title and work experience."
        ),
        "R41": ("申领材料应当真实、完整。", "The documents of an application must be true and complete."),
        "R42": ("第二步是在官方网站办理在线注册。", "The second step is the online registration on the official website."),
        "R43": (
            "在线注册须填写信息、上传证明；如需缴费，还应缴纳费用。",
            "Online registration asks for the data, the proofs and the registration fee, if there is one."
        ),
        "R44": ("报名时选择中级注册安全工程师考试。", "The examination to enrol for is that of the intermediate level."),
        "R47": ("考试通过后方可进入资格审核。", "Passing the examination leads to the review; failing it ends the application."),
        "R48": ("通过考试后，还须进行资格审核。", "After the examination the qualification is reviewed."),
        "R49": (
            "由主管部门审核申请人的资格；未通过的，说明理由，回到第一步。",
            "The competent department reviews the applicant; a refusal has its reason and leads back to the first step."
        ),
        "R50": ("审核通过的，发放申请编号并告知后续事项。", "An approval brings the application number and word of what comes next."),
        "R51": ("如需缴纳申请费用，在取得申请编号后缴纳。", "The application fee, if there is one, is paid once the number is there."),
        "R52": (
            "申请费用如需缴纳，包括制作和印刷等费用，金额按当地标准。",
            "The application fee, if there is one, covers production and printing; its amount is set locally."
        ),
        "R53": ("如需缴纳申请费用，缴清后继续办理。", "Work goes on once the application fee, if there is one, is paid."),
        "R54": ("如需缴费，缴清后开始制作证书。", "Production begins once the fee, if there is one, is paid."),
        "R55": ("证书以邮寄或电子邮件方式送达。", "A certificate is delivered by post or by e-mail."),
        "R56": ("证书可选电子版、纸质版或两者兼备，并须有相应的地址。", "The form is electronic, paper or both, and each needs its address."),
        "R57": ("申领共六步，依次进行，不得跳过。", "An application has six steps in a fixed order, and none is skipped."),
    ]

    /// The term of an electronic credential, its renewal and its key.
    static let credential: [RuleID: BothLanguages] = [
        "R60": ("电子证书都有明确的有效期。", "An electronic certificate has a definite validity."),
        "R62": ("电子证书的期限一般为一年、二年或三年。", "An electronic certificate usually lasts one, two or three years."),
        "R63": (
            "私钥泄露或身份变化的，不能等到期再处理；期限越长，风险越大。",
            "A leaked key or a changed identity does not wait for the expiry; a long term adds to the risk."
        ),
        "R64": ("电子证书到期后，须重新申请。", "After its expiry an electronic certificate has to be applied for anew."),
        "R65": (
            "重新申请须验证身份、准备材料；如需缴费，还应缴纳费用。",
            "A new application asks for an identity check, documents and the fee, if there is one."
        ),
        "R66": (
            "使用过期的证书，交易可能无法完成，电子签名可能无法通过。",
            "With an expired certificate transactions may fail and signatures may be refused."
        ),
        "R68": ("到期之前应提前提醒持有人。", "The holder is reminded ahead of the expiry."),
        "R69": (
            "续期应在到期之前办理，须验证身份、提交材料；如需缴费，还应缴纳费用。",
            "Renewal comes before expiry and asks for an identity check, documents and the fee, if there is one."
        ),
        "R70": (
            "续期之后应启用新证书，核对信息并确认私钥安全。",
            "After a renewal the new certificate is put to use, checked, and its key kept safe."
        ),
        "R71": ("电子证书应及时续期。", "An electronic certificate is renewed in time."),
        "R72": ("私钥应妥善保管。", "The private key is kept safe."),
        "R73": ("证书过期后，应及时更新。", "After its expiry a certificate is replaced without delay."),
        "V15": (
            "电子证书使用前须加注用途和期限，每次最长90天。",
            "An electronic certificate is annotated with purpose and term, for at most 90 days."
        ),
    ]

    /// Loss and reissue.
    static let loss: [RuleID: BothLanguages] = [
        "R77": ("证书遗失或损坏的，应立即挂失。", "A lost or damaged certificate is reported at once."),
        "R79": (
            "网上挂失须提供个人基本信息、身份证明、证书编号和证书有效期。",
            "A report on the website states personal data, proof of identity, certificate number and validity."
        ),
        "R80": ("电话挂失须说明情况并提供相关信息。", "A report by telephone explains the situation and gives what is asked for."),
        "R81": (
            "到服务中心挂失须携带身份证明和申请表。", "A report at a service centre needs proof of identity and the application form."
        ),
        "R82": (
            "挂失一经完成，原证书立即作废，不能再次使用。", "Once a report is completed, the old certificate is void at once and for good."
        ),
        "R83": ("办理挂失前应确认确有需要；未提交的申请不产生效力。", "A report is made knowingly: it is confirmed, and a draft has no effect."),
        "R84": ("补办如需缴费，缴清后继续办理。", "A reissue goes on once its fee, if there is one, is paid."),
        "R85": (
            "补办是否收费、收费多少，因地区和政策而异。",
            "It depends on region and policy whether a reissue costs a fee, and how much."
        ),
        "R86": (
            "补办是否收费、收费多少，可向服务中心或客服咨询。",
            "The service centre or customer service tells whether a reissue costs a fee, and how much."
        ),
        "R87": ("补办涉及多个环节，时间可能较长。", "A reissue passes through several offices and may take long."),
        "R89": (
            "补办期间可向服务中心或客服了解进度。",
            "During a reissue its progress can be asked at the service centre or customer service."
        ),
        "R90": (
            "挂失和补办按流程办理，办结或取消后即告终止。",
            "Loss and reissue follow their course; a finished or cancelled one goes no further."
        ),
    ]
}
