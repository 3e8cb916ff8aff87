package import RenewalRules

extension Language {
    /// The language that a person's environment asks for.
    ///
    /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty decides, by its language alone: `zh_CN.UTF-8`,
    /// `zh`, `en_GB`. It is `nil` for `C`, `POSIX` and every other language, where the configuration's stands.
    ///
    /// - Source: locale(7), POSIX 8.2
    package init?(environment: [String: String]) {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
        guard let locale = names.first(where: { !$0.isEmpty }) else { return nil }
        switch locale.prefix(while: \.isLetter).lowercased() {
        case "zh": self = .chinese
        case "en": self = .english
        default: return nil
        }
    }
}
