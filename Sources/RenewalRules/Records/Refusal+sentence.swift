extension Refusal {
    /// The rule behind the refusal in one sentence; `nil` for a rule without one.
    public func sentence(in language: Language) -> String? { RuleSentence.of(rule, in: language) }
}
