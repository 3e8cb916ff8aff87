extension Audience {
    /// Who it is, in the words of a clerk.
    public var words: BothLanguages {
        switch self {
        case .holder: ("本人", "the holder")
        case .employer: ("聘用单位", "the employer")
        case .administrator: ("管理员", "the office")
        case .relyingParty: ("证书使用方", "parties that rely on the certificate")
        }
    }

    /// The same, also for a certificate that a company holds itself (rule R58): nobody is employed there.
    public func words(isOfCompany: Bool) -> BothLanguages {
        isOfCompany && self == .employer ? ("持证单位", "the company") : words
    }
}
