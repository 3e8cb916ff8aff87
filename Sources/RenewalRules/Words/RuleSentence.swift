/// One sentence for each rule a notice, an explanation or a refusal cites, for clerks.
///
/// - Source: sections 1 to 3 of the domain rules, in this project's words
public enum RuleSentence {
    /// The sentence of a rule; `nil` for a rule that nothing cites.
    public static func of(_ rule: RuleID, in language: Language) -> String? {
        sentences[rule].map { language == .chinese ? $0.chinese : $0.english }
    }

    private static let sentences = [registration, qualification, application, credential, loss, readings, service]
        .reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }
}
