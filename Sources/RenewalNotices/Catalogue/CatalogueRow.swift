import RenewalRules

/// What one kind of notice says, to whom, and what that is tried on.
///
/// When a kind is due, how urgent it is and which kinds stand in for one another is the rules' business.
struct CatalogueRow: Sendable {
    /// What the kind is about, in a few words: for lists of notices and for plain subjects.
    let title: BothLanguages
    /// Those the rules plan the kind for; its templates have words for each of them.
    ///
    /// - Source: the letters of the catalogue of notices, N1–N48
    let audiences: [Audience]
    /// Whether an employer gets the kind only about a certificate of its own, as its holder (rule R58).
    var tellsOnlyCompanies = false
    /// The first sentences of the plain words.
    let lead: Lead
    /// The kind whose words are true on the day they are written: itself, but for what has passed by then.
    var spoken: @Sendable (NoticeContext) -> NoticeKind = { $0.kind }
    /// The next step the words may name where the rules find this one.
    var nextStep: @Sendable (Procedure) -> Procedure = { $0 }
    /// Whether the record ended before its last day, or another one has replaced it.
    var isOfEndedRecord = false
    /// What its templates are tried on.
    let sample: TemplateFixture.Sample
}

extension Language {
    /// What a kind of notice is about, in a few words.
    func title(of kind: NoticeKind) -> String {
        let (chinese, english) = kind.row.title
        return either(chinese, english)
    }
}
