package import RenewalRules

extension Subject {
    /// The category of a registration, as the office wrote it.
    package var category: String? {
        if case .registration(let record) = self { record.registration.category } else { nil }
    }

    /// The same as the regulation calls it; as it is recorded where no regulation knows it.
    ///
    /// - Source: rule V7
    func category(in language: Language) -> String? {
        category.map { CategoryName($0).words.map(language.text) ?? $0 }
    }

    /// The end of that number, as it may be read out: `注册号尾号1234`; `nil` where there is none.
    ///
    /// - Source: rule D11
    package func numberEnding(in language: Language) -> String? {
        let ending = number.map { MaskedNumber($0).description.drop { $0 == "…" } } ?? ""
        guard !ending.isEmpty else { return nil }
        switch self {
        case .registration: return language.text(of: ("注册号尾号\(ending)", "registration number ending \(ending)"))
        case .credential: return language.text(of: ("序列号尾号\(ending)", "serial ending \(ending)"))
        case .credentialApplication: return language.text(of: ("申请编号尾号\(ending)", "application ending \(ending)"))
        case .qualification, .employer, .office, .delivery, .sendingHold, .withdrawal: return nil
        }
    }
}
