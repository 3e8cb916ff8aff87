extension RuleSentence {
    /// Registrations and their applications, including facts checked against official rules.
    static let registration: [RuleID: BothLanguages] = [
        "R0": ("本规则依据2024年7月1日发布的文本。", "The rules follow a text of 1 July 2024."),
        "R16": (
            "注册分为初始、延续、变更和重新注册四种。",
            "There are four procedures: initial registration, renewal, change and re-registration."
        ),
        "R17": (
            "取得职业资格后首次申请的，办理初始注册。",
            "The first application after obtaining the qualification is an initial registration."
        ),
        "R18": ("期满前拟在原聘用单位继续执业的，办理延续注册。", "Who stays with the same employer renews before expiry."),
        "R19": ("可在有效期满前三个月内提出延续注册申请。", "Renewal may be applied for within the three months before expiry."),
        "R20": ("最早可在有效期满前一年内提出延续注册申请。", "The earliest day for a renewal application is one year before expiry."),
        "R21": ("变更注册只能在注册有效期内办理。", "A change of registration is possible only while it is valid."),
        "R22": ("变更聘用单位应办理变更注册。", "A new employer calls for a change of registration."),
        "R23": ("变更注册类别应办理变更注册。", "A new category calls for a change of registration."),
        "R24": (
            "聘用单位更名的，可以办理变更注册。", "When the employer takes a new name, a change of registration may be applied for."
        ),
        "R25": ("注册已过期的，只能申请重新注册。", "Once expired, only re-registration is possible."),
        "R26": ("注册有效期为五年。", "A registration is valid for five years."),
        "R27": ("注册办理周期一般为两至三个月。", "An application usually takes two to three months."),
        "R28": ("只有注册成功之后才能执业。", "Practice is allowed only under a valid registration."),
        "R29": ("需继续执业的，应在期满前三个月提出申请。", "Who wants to go on practising should apply three months before expiry."),
        "R30": ("注册申请向注册初审机构提出。", "Applications are filed with the body that reviews them first."),
        "R31": ("期满未延续的，可根据需要重新注册。", "Who has not renewed by expiry may re-register if needed."),
        "R34": (
            "2012年以前注册且从未登录过注册系统的，无法以身份证号登录时，使用11位注册证号登录。",
            "Who registered before 2012 and never logged in may need the 11-digit registration number to do so."
        ),
        "R36": (
            "登录注册系统后，应核对本人身份证号。", "After logging in to the registration system the identity number is to be checked."
        ),
        "V4": (
            "取得资格后五年内申请初始注册；逾期的，办理逾期初始注册。",
            "A first registration is due within five years of the qualification; after that it is a late one."
        ),
        "V5": (
            "变更注册不改变有效期；变更期间能否执业，以注册机构的答复为准。",
            "A change keeps the expiry; whether practice rests meanwhile is for the registration authority to say."
        ),
        "V6": (
            "每个注册周期的继续教育学时应达到要求，官方规定为48学时。",
            "Each registration period asks for continuing education, officially 48 hours."
        ),
        "V9": (
            "有效期届满未延续、注册人员死亡、聘用关系终止等情形，依法办理注销；以后符合条件的，可重新申请注册。",
            "A registration is cancelled when it ends without a renewal, when its holder dies or the employment ends, and in "
                + "other cases of the law; whoever meets the conditions later may apply for a new one."
        ),
        "V10": (
            "以欺骗、贿赂等不正当手段取得注册被撤销的，五年内不得再次申请注册；因其他原因被撤销的，不受此限。",
            "Who obtained a registration by deceit or bribery may not apply for a new one for five years after its "
                + "revocation; a revocation for another reason does not bar."
        ),
        "V13": (
            "申请材料不齐全或者不符合法定形式的，审批机关应当当场或者在五日内一次告知需要补正的全部内容（《行政许可法》第三十二条）。",
            "If documents are missing, the authority names all of them once, at once or within five days (Administrative "
                + "Licensing Law, article 32)."
        ),
        "V19": ("期满未作出决定的，视为准予延续。", "What is undecided at expiry counts as renewed."),
        "V20": (
            "申请注册应具备职业资格，受聘于安全岗位或安全服务机构，年龄不超过70周岁。",
            "Registration asks for the qualification, for employment in work safety and for an age of at most 70."
        ),
        "V21": (
            "申请注册须提交申请表和劳动合同或聘用文件等材料。",
            "An application comes with its form and the employment contract or letter of appointment."
        ),
    ]
}
