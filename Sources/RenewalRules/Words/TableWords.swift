extension RecordID.RecordType {
    /// The type in a few words.
    public var words: BothLanguages {
        switch self {
        case .registration: ("注册", "registration")
        case .qualification: ("职业资格证书", "qualification certificate")
        case .credential: ("电子证书", "e-certificate")
        case .credentialApplication: ("电子证书申领", "e-certificate application")
        case .employer: ("聘用单位", "employer")
        case .office: ("管理员", "office")
        case .delivery: ("发送", "delivery")
        }
    }
}

/// The tables of a registry in the words of a clerk.
package enum TableWords {
    /// What a row of a table is called; the table's own name where nobody has given it another.
    package static func of(_ table: String) -> Phrase {
        if let type = RecordID.RecordType(rawValue: table) { return Phrase(type.words) }
        return switch table {
        case "application": Phrase("申请", "application")
        case "person": Phrase("人员", "person")
        case "review_body": Phrase("注册初审机构", "review body")
        case "annotation": Phrase("加注", "annotation")
        case "loss_report": Phrase("挂失", "loss report")
        case "reissue": Phrase("补办", "reissue")
        case "inquiry": Phrase("进度查询", "inquiry")
        case "relying_party": Phrase("证书使用方", "relying party")
        case "relying_party_subscription": Phrase("证书使用方的订阅", "subscription of a relying party")
        case "history": Phrase("历史记录", "history")
        default: Phrase(verbatim: table)
        }
    }
}
